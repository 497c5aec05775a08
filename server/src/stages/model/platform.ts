/** `--platform` values (spec 1.6; containerd's `platforms.Parse` and `platforms.Normalize`). */
import { quoted } from "./quoted";

export interface Platform {
  readonly os: string;
  readonly arch: string;
  readonly variant: string;
}

/** What `FROM scratch` has as its `PATH` on Linux (the builder's `util/system/path.go`). */
export const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The platform that the predefined arguments stand for where nothing else is known. */
export const DEFAULT_PLATFORM: Platform = { os: "linux", arch: "amd64", variant: "" };

export type PlatformReading = { platform: Platform; error: null } | { platform: null; error: string };

const COMPONENT = /^[A-Za-z0-9_.-]+$/;
const OS = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$/;
const KNOWN_OS = new Set(
  "aix android darwin dragonfly freebsd hurd illumos ios js linux macos nacl netbsd openbsd plan9 solaris windows zos".split(
    " ",
  ),
);
const KNOWN_ARCH = new Set(
  (
    "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 " +
    "ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm"
  ).split(" "),
);
const ARCH_ALIASES = new Map([
  ["i386", "386"],
  ["x86_64", "amd64"],
  ["x86-64", "amd64"],
  ["aarch64", "arm64"],
  ["armhf", "arm"],
  ["armel", "arm"],
]);

/** Reads a platform, or says why the builder refuses it, in its words. The empty text is for the caller to refuse. */
export function parsePlatform(text: string): PlatformReading {
  const refuse = (reason: string): PlatformReading => ({
    platform: null,
    error: `${reason}: invalid argument`,
  });
  const written = quoted(text);
  if (text.includes("*")) return refuse(`${written}: wildcards not yet supported`);
  const parts = splitInFour(text);
  for (const [index, part] of parts.entries()) {
    const pattern = index === 0 ? OS : COMPONENT;
    if (pattern.test(part)) continue;
    const what = index === 0 ? "an invalid OS component" : "an invalid component";
    const kind = index === 0 ? "OSAndVersion" : "platform";
    const expected = quoted(pattern.source);
    return refuse(
      `${quoted(part)} is ${what} of ${written}: ${kind} specifier component must match ${expected}`,
    );
  }
  const [first = "", second = "", third = ""] = parts;
  const os = (OS.exec(first)?.[1] ?? "").toLowerCase();
  switch (parts.length) {
    case 1: {
      if (KNOWN_OS.has(os)) return { platform: { ...DEFAULT_PLATFORM, os: normalOs(os) }, error: null };
      const arch = normalArch(first);
      if (KNOWN_ARCH.has(arch)) return { platform: { ...DEFAULT_PLATFORM, arch }, error: null };
      return refuse(`${written}: unknown operating system or architecture`);
    }
    case 2:
    case 3:
      return {
        platform: { os: normalOs(os), arch: normalArch(second), variant: third.toLowerCase() },
        error: null,
      };
    default:
      return refuse(`${written}: cannot parse platform specifier`);
  }
}

/** The longest name of a platform that is looked at. */
const LONGEST = 200;

/**
 * The platform that a build is for where `--platform` is `text`, with the variant that the builder gives it (containerd's
 * `platforms.Normalize`); null where the builder refuses the text. What it does not say is that of `machine`.
 */
export function targetPlatform(text: string, machine: Platform = DEFAULT_PLATFORM): Platform | null {
  if (text === "local") return machine;
  const { platform } = text.length > LONGEST ? { platform: null } : parsePlatform(text);
  if (!platform) return null;
  if (text.includes("/")) return { ...platform, ...normalVariant(platform.arch, platform.variant, text) };
  const isOs = KNOWN_OS.has((OS.exec(text)?.[1] ?? "").toLowerCase());
  return isOs
    ? { ...machine, os: platform.os }
    : { os: machine.os, ...normalVariant(platform.arch, "", text) };
}

/** The variant that an architecture has, as the builder writes it. */
function normalVariant(arch: string, variant: string, text: string): Pick<Platform, "arch" | "variant"> {
  switch (arch) {
    case "386":
      return { arch, variant: /i386/i.test(text) ? "" : variant };
    case "amd64":
      return { arch, variant: variant === "v1" ? "" : variant };
    case "arm64":
      if (/^v?8$|^v8\.0$/.test(variant)) return { arch, variant: "" };
      return { arch, variant: /^v?9\.0$|^9$/.test(variant) ? "v9" : variant };
    case "arm":
      if (/armhf/i.test(text)) return { arch, variant: "v7" };
      if (/armel/i.test(text)) return { arch, variant: "v6" };
      if (variant === "") return { arch, variant: "v7" };
      return { arch, variant: /^[5-8]$/.test(variant) ? `v${variant}` : variant };
    default:
      return { arch, variant };
  }
}

/** A platform as the builder writes it: `linux/arm/v7`. */
export function formatPlatform({ os, arch, variant }: Platform): string {
  return variant === "" ? `${os}/${arch}` : `${os}/${arch}/${variant}`;
}

function normalOs(os: string): string {
  return os === "macos" ? "darwin" : os;
}

function normalArch(arch: string): string {
  const lower = arch.toLowerCase();
  return ARCH_ALIASES.get(lower) ?? lower;
}

/** The fourth part keeps whatever follows: it is refused anyway. */
function splitInFour(text: string): string[] {
  const parts = text.split("/");
  return parts.length > 4 ? [...parts.slice(0, 3), parts.slice(3).join("/")] : parts;
}
