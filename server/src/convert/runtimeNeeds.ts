/** What a program needs of a system beside itself: whether it can do without one, and what a small one lacks. */
import * as l10n from "@vscode/l10n";
import type { SingleStage } from "./singleStage";
import type { Artifact, Plan } from "./plan";
import { installedPackages } from "./packages";
import { nameOf } from "./paths";
import { readParts } from "./parts";
import { isSystemImage } from "./slimImage";

const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

/** Whether something has to be run in the image beside the program: a shell, commands, users that have to be made. */
export function needsSystem(single: SingleStage, plan: Plan): boolean {
  const { start, stage, user } = single;
  if (start.needsShell) return true;
  if (user !== null && !/^(?:\d+(?::\d+)?|root|nobody|nonroot)$/.test(user)) return true;
  if (stage.body.some(({ instruction: { keyword } }) => keyword === "SHELL")) return true;
  const checks = stage.body.filter(({ instruction: { keyword } }) => keyword === "HEALTHCHECK");
  if (checks.some(({ instruction: { text } }) => !/\bNONE\s*$/i.test(text))) return true;
  const { parts } = readParts(single, { ...plan, installs: "apt" }, -1);
  return [...parts.values()].some(({ scripts, late }) => scripts.length > 0 || late.length > 0);
}

/** The certificates of the build image, which the small Debian has not. */
export function certificates(): Artifact {
  return { from: CERTIFICATES, reason: l10n.t("CA certificates, to verify TLS connections") };
}

/** Whether the build stage has certificates: images of languages have, systems if they are installed. */
export function hasCertificates({ image, lines }: SingleStage): boolean {
  return !isSystemImage(image) || installedPackages(lines).has("ca-certificates");
}

/**
 * Programs that the large images of languages have and the small ones have not, and the packages of Debian that bring them (the
 * lists of github.com/docker-library/buildpack-deps, packages.debian.org).
 */
const PROGRAMS: readonly { readonly bringsThem: string; readonly names: readonly string[] }[] = [
  { bringsThem: "bzip2", names: ["bzip2", "bunzip2"] },
  { bringsThem: "curl", names: ["curl"] },
  { bringsThem: "file", names: ["file"] },
  { bringsThem: "git", names: ["git"] },
  { bringsThem: "gnupg", names: ["gpg"] },
  { bringsThem: "imagemagick", names: ["convert", "identify", "mogrify"] },
  { bringsThem: "mercurial", names: ["hg"] },
  { bringsThem: "openssh-client", names: ["scp", "ssh", "ssh-keygen", "ssh-keyscan"] },
  { bringsThem: "openssl", names: ["openssl"] },
  { bringsThem: "patch", names: ["patch"] },
  { bringsThem: "procps", names: ["pgrep", "pkill", "ps", "top"] },
  { bringsThem: "subversion", names: ["svn"] },
  { bringsThem: "unzip", names: ["unzip"] },
  { bringsThem: "wget", names: ["wget"] },
  { bringsThem: "xz-utils", names: ["xz"] },
];
const ANYWHERE = new Set(["curl", "git", "wget"]);
/** Those that Alpine has not by itself. */
const OF_ALPINE =
  /^(?:bash|curl|git|gnupg|imagemagick|openssl|procps|file|mercurial|openssh-client|subversion)$/;

/** The packages of the programs that the start, its script or the health check run, and that a small image does not have. */
export function missingPrograms(single: SingleStage, system: "debian" | "alpine" = "debian"): string[] {
  const commands = [single.start.words, ...single.commandsThere];
  const programs = new Set(commands.map(([name = ""]) => nameOf(name)));
  // A word that is nothing but one of these is a command, behind whatever it stands (`timeout 5 curl`).
  const words = new Set(commands.flat());
  const found = PROGRAMS.filter(({ names }) =>
    names.some(name => programs.has(name) || (ANYWHERE.has(name) && words.has(name))),
  ).map(({ bringsThem }) => bringsThem);
  if (system === "debian") return found;
  // A small Alpine image is what an Alpine image of the language is made of: only what the file installs is missing.
  const installed = installedPackages(single.lines);
  const bash = programs.has("bash") || /^#!.*\bbash\b/.test(single.script?.text ?? "");
  return [...found, ...(bash ? ["bash"] : [])].filter(name => OF_ALPINE.test(name) && installed.has(name));
}
