/** Pages that a script of a package builds, and the folder that it writes them to. */
import * as l10n from "@vscode/l10n";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import type { PagesKind, NodeKind } from "./kind";

/** A file of the package, from the folder of the project. */
export function under({ path }: NodePackage, file: string): string {
  return path === "" ? file : `${path}/${file}`;
}

/** The script that builds: the first of `others` and of the usual ones that there is, or null. */
export function buildScript(one: NodePackage, ...others: readonly string[]): string | null {
  return (
    [...others, "build", "build:prod", "build:production", "generate", "docs:build"].find(name =>
      one.scripts.has(name),
    ) ?? null
  );
}

/** The folder that a script says its build writes to, from the folder of the package; null where it says none. */
export function scriptOutput(one: NodePackage, script: string | null): string | null {
  const text = script === null ? "" : (one.scripts.get(script) ?? "");
  const written = /(?:--out-?[dD]ir|--output-path|--dest|--dist-dir|--outdir)[= ]["']?([^\s"']{1,200})/.exec(
    text,
  )?.[1];
  return written === undefined ? null : written;
}

/** Pages of which one answers all addresses; refused where nothing tells the folder that they are written to. */
export function onePage(
  one: NodePackage,
  what: string,
  snippet: PagesKind["snippet"],
  output: string | null,
  build: readonly string[],
): NodeKind {
  const script = buildScript(one);
  const text = script === null ? "" : (one.scripts.get(script) ?? "");
  if (output === null || /--cwd|--prefix|\bcd /.test(text))
    return { kind: "refused", what, reason: l10n.t("Cannot determine which folder the build writes to.") };
  return {
    kind: "pages",
    what,
    snippet,
    output: scriptOutput(one, script) ?? output,
    isOnePage: true,
    build,
    script,
  };
}

/** Pages that have an address each. */
export function sitePages(
  one: NodePackage,
  what: string,
  output: string,
  build: readonly string[],
): PagesKind {
  const script = buildScript(one);
  return {
    kind: "pages",
    what,
    snippet: "ms-react",
    output: scriptOutput(one, script) ?? output,
    isOnePage: false,
    build,
    script,
  };
}
