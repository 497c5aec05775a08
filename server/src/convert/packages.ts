/** Packages of a system: which of those that a stage installs a program may need when it runs. */
import * as l10n from "@vscode/l10n";
import type { Command } from "./commands";
import type { Plan } from "./plan";
import type { StageLine } from "./singleStage";
import { libraryOf, runtimePackages } from "../ecosystems/systemLibraries";
import type { System } from "../ecosystems/systemLibraries";

/**
 * Packages that are there to build with and that no program needs to run (packages.debian.org, pkgs.alpinelinux.org).
 * Headers (`…-dev`) are looked at by themselves.
 */
const TOOLS =
  /^(?:alpine-sdk|autoconf|automake|bison|build-base|build-essential|cargo|ccache|clang(?:-\d+)?|cmake|cpp|flex|g\+\+(?:-\d+)?|gcc(?:-\d+)?|gfortran|git|golang(?:-go)?|gradle|libtool|linux-headers|make|maven|meson|nasm|ninja|ninja-build|patch|pkg-config|pkgconf|pkgconfig|python3-dev|python3-pip|py3-pip|rust|rustc|rustup|swig|yasm)$/;
/** Headers that bring no library that a program could need. */
const HEADERS_ALONE =
  /^(?:libc6-dev|libc-dev|musl-dev|linux-headers-.*|linux-libc-dev|python3(?:\.\d+)?-dev)$/;

const MANAGERS = new Map<string, "apt" | "apk">([
  ["apk", "apk"],
  ["apt", "apt"],
  ["apt-get", "apt"],
]);
/** Those of systems that no base of ours is of. */
export const OTHER_MANAGERS = new Set(["dnf", "microdnf", "pacman", "tdnf", "yum", "zypper"]);
const REMOVALS = new Set(["autoremove", "del", "purge", "remove"]);
/** What can be a package, with its version; a redirection is none. */
const NAME = /^[\w.+:=~<>*@${}/-]+$/;
/** Packages that are there to run something. */
const SURE = /^(?:ca-certificates|dumb-init|gosu|su-exec|tini|tzdata)$/;
const CXX = /^(?:alpine-sdk|build-base|g\+\+)$/;
const CXX_LIBRARY = "libstdc++";
const VALUE_OPTION = /^(?:-t|--virtual|-X|--repository|-o|--target-release)$/;

/** Whether a command has to do with packages: what installs them is said again by {@link installs} alone. */
export function isPackageCommand({ words: [program = "", ...rest] }: Command): boolean {
  return (
    MANAGERS.has(program) || (program === "rm" && rest.some(word => /^\/var\/(?:lib\/apt|cache)/.test(word)))
  );
}

export interface Installed {
  /** The script that installs what is kept; null where nothing is. */
  readonly script: string | null;
  /** Packages that may be needed or not, and are kept. */
  readonly unknown: readonly string[];
  /** Packages that are certain to be needed. */
  readonly sure: readonly string[];
  /** Packages that are left to the build. */
  readonly left: readonly string[];
  /** What is installed again has another name, or more is. */
  readonly isRenamed: boolean;
  /** Nothing is installed at all: packages are taken away, or lists of them. */
  readonly isRemoval: boolean;
}

/**
 * What of the packages that commands of one RUN install is installed again where the program runs. `plan` says which are
 * not, beside compilers and headers; `system` is that of the base, null where it is not known.
 */
export function installs(
  commands: readonly Command[],
  plan: Pick<Plan, "buildPackages" | "hasPackages" | "surePackages">,
  system: System | null = null,
  isLeft: (name: string) => boolean = () => false,
): Installed {
  const removed = new Set<string>();
  const wanted = new Set<string>();
  const flags = new Set<string>();
  let manager: "apt" | "apk" | null = null;
  for (const { words } of commands.flatMap(({ all }) => all.map(one => ({ words: one })))) {
    const [program = "", ...rest] = words[0] === "sudo" ? words.slice(1) : words;
    const known = MANAGERS.get(program);
    if (!known) continue;
    const operands = rest.filter(
      (word, at) => !word.startsWith("-") && !VALUE_OPTION.test(rest[at - 1] ?? ""),
    );
    const [verb = "", ...packages] = operands;
    if (REMOVALS.has(verb)) for (const name of packages) removed.add(name);
    if (verb !== "install" && verb !== "add") continue;
    manager = known;
    const virtual = rest.findIndex(word => word === "-t" || word === "--virtual");
    const group = virtual === -1 || known === "apt" ? undefined : rest[virtual + 1];
    for (const name of packages.filter(one => NAME.test(one)))
      wanted.add(group === undefined ? name : `${name}\0${group}`);
    for (const flag of rest)
      if (flag.startsWith("-") && !/^(?:-t|--virtual.*|-q+|--quiet)$/.test(flag)) flags.add(flag);
  }
  const kept: string[] = [];
  const unknown: string[] = [];
  const sure: string[] = [];
  const left: string[] = [];
  let isRenamed = false;
  for (const entry of wanted) {
    const [name = "", group = ""] = entry.split("\0");
    const bare = name.replace(/[=~<>].*/, "");
    if (removed.has(name) || removed.has(bare) || (group !== "" && removed.has(group))) continue;
    const library = libraryOf(manager === "apk" ? "alpine" : "debian", bare);
    const libraries = library && system ? runtimePackages(library, system) : null;
    if (plan.hasPackages?.test(bare)) continue;
    if (isLeft(bare) || TOOLS.test(bare) || HEADERS_ALONE.test(bare) || plan.buildPackages?.test(bare))
      left.push(bare);
    else if (libraries !== null) {
      kept.push(...libraries.filter(one => plan.hasPackages?.test(one) !== true));
      sure.push(...libraries);
      isRenamed = true;
    } else {
      kept.push(name);
      (SURE.test(bare) || plan.surePackages?.test(bare) === true ? sure : unknown).push(bare);
    }
  }
  // What a C++ compiler of Alpine makes is linked with its library, which the small images do not have.
  if (
    manager === "apk" &&
    left.some(name => CXX.test(name)) &&
    plan.hasPackages?.test(CXX_LIBRARY) !== true
  ) {
    kept.push(CXX_LIBRARY);
    isRenamed = true;
  }
  const script =
    manager === null || kept.length === 0 ? null : installScript(manager, [...new Set(kept)], [...flags]);
  return { script, unknown, sure, left, isRenamed, isRemoval: wanted.size === 0 };
}

/** The names of all packages that commands of a stage install. */
export function installedPackages(lines: readonly StageLine[]): Set<string> {
  const all = lines.flatMap(({ commands }) => commands).flatMap(({ all: some }) => some);
  return new Set(
    all.flatMap(([program = "", ...rest]) =>
      MANAGERS.has(program) && rest.some(word => word === "install" || word === "add")
        ? rest
            .filter(word => NAME.test(word) && !word.startsWith("-"))
            .map(word => word.replace(/[=~<>].*/, ""))
        : [],
    ),
  );
}

/** The script that installs packages and keeps no lists of them. */
export function installScript(
  manager: "apt" | "apk",
  packages: readonly string[],
  flags: readonly string[] = [],
): string {
  const names = packages.join(" ");
  if (manager === "apk") return `apk add ${[...new Set(["--no-cache", ...flags])].join(" ")} ${names}`;
  const own = flags.filter(
    flag => !/^(?:-y|--yes|--assume-yes|-qq?y?|-yqq?|--no-install-recommends)$/.test(flag),
  );
  const all = ["-y", "--no-install-recommends", ...own].join(" ");
  return `apt-get update && apt-get install ${all} ${names} && rm -rf /var/lib/apt/lists/*`;
}

/** The sentence about packages of which nobody can tell whether the program needs them. */
export function unknownPackages(names: readonly string[]): string {
  return l10n.t(
    "Check whether the program needs {0} at run time. Remove what it does not need.",
    names.join(", "),
  );
}
