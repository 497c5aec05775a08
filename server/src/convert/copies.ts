/** Who needs what a COPY or ADD brings: the build, the program, or both. */
import { needOfFile, needOfFolder } from "../ecosystems/runtimeFolders";
import type { Need } from "../ecosystems/runtimeFolders";
import { isWithin } from "../stages/files/paths";
import { isTemporary } from "./effects";
import { isCarried } from "./carry";
import { nameOf } from "./paths";
import type { Plan } from "./plan";
import type { SingleStage, StageLine } from "./singleStage";
import { workFoldersOf } from "./workFolders";

export type CopyNeed =
  /** It is copied with what it lies in. */
  | { readonly kind: "covered" }
  | { readonly kind: "build" | "both" }
  /** Nobody knows whether the program reads these. */
  | { readonly kind: "unknown"; readonly names: readonly string[] };

/** Images whose files are tools to build with. */
const TOOL_IMAGES =
  /(?:^|\/)(?:bun|cargo-chef|composer|deno|gradle|install-php-extensions|maven|node|pnpm|uv|php-extension-installer)(?::|@|$)/;
/** What lists packages, wherever it is copied to. */
const MANIFEST =
  /^(?:requirements.*\.(?:txt|in)|constraints.*\.txt|Pipfile(?:\.lock)?|poetry\.lock|pyproject\.toml|uv\.lock|setup\.(?:py|cfg)|package.*\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-.*\.yaml|bun\.lockb?|Gemfile.*|.*\.gemspec|composer\.(?:json|lock)|pom\.xml|.*\.versions\.toml|.*\.gradle(?:\.kts)?|gradle\.properties|gradlew|mvnw|go\.(?:mod|sum|work)|Cargo\.(?:toml|lock)|.*\.(?:cs|fs|vb)proj|.*\.sln|mix\.(?:exs|lock))$/;

/** Who needs what a line copies. `isMoved`: it stands behind all work of the build. */
export function copyNeed(at: StageLine, single: SingleStage, plan: Plan, isMoved: boolean): CopyNeed {
  const { line, destination } = at;
  const { words, flags } = line.instruction;
  const image = flags.find(({ name }) => name === "from")?.value?.text;
  const names = words.slice(0, -1).map(({ text }) => text);
  if (destination !== null && plan.folder !== null && isWithin(destination, plan.folder))
    return { kind: "covered" };
  if (image !== undefined) {
    const isStarted = single.start.words[0] === nameOf(destination ?? "");
    return { kind: TOOL_IMAGES.test(image) && !isStarted ? "build" : "both" };
  }
  if (isMoved) return { kind: "both" };
  if (destination === null || isTemporary(destination)) return { kind: "build" };
  if (names.length > 0 && names.every(name => MANIFEST.test(nameOf(name)))) return { kind: "build" };
  const isInWork = workFoldersOf(single, plan).some(folder => isWithin(destination, folder));
  if (plan.folder !== null || !isInWork) {
    // The whole of a context elsewhere is what is built.
    const isWhole = names.every(name => name === "." || name === "./" || name === "*");
    return { kind: isWhole && plan.folder === null ? "build" : "both" };
  }
  if (isCarried(destination, { plan }) && names.length === 1) return { kind: "build" };
  const needs = new Map(names.map(name => [name, needOf(name)] as const));
  if (names.length > 0 && [...needs.values()].every(need => need === "run")) return { kind: "both" };
  // What is copied over the folder in which the build works is what it is built of.
  const isSource = plan.readsNothingElse === true || workFoldersOf(single, plan).includes(destination);
  const unknown = names.filter(
    name => needs.get(name) !== "build" && !(isSource && needs.get(name) === "unknown"),
  );
  return unknown.length === 0 ? { kind: "build" } : { kind: "unknown", names: unknown };
}

/** Who needs what a source of a COPY names, by its name. */
function needOf(source: string): Need {
  const name = nameOf(source.replace(/\/$/, ""));
  if (name === "" || name === "." || name === "*" || MANIFEST.test(name) || /^\*\.\w+$/.test(name))
    return needOfFile(name.replace(/^\*/, "x")) === "run" ? "run" : "build";
  const isFile = !source.endsWith("/") && name.includes(".");
  if (isFile) return needOfFile(name);
  return /^(?:api|app|apps|cmd|common|core|crates|internal|lib|libs|main|modules|packages|pkg|server|services)$/.test(
    name,
  )
    ? "build"
    : needOfFolder(name);
}
