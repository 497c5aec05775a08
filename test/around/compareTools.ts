/** What `docker compose config` and `docker buildx bake --print` say of a file, held against its uses. */
import { posix } from "node:path";
import type { Use, Value } from "../../server/src/around/use";

/** What a tool says of a build, by key. */
export type Told = Readonly<Record<string, unknown>>;

/** What differs, one line each. What we call open is not compared. */
export function differences(
  told: ReadonlyMap<string, Told>,
  uses: readonly Use[],
  tool: "compose" | "bake",
): string[] {
  const missing = [...told.keys()]
    .filter(name => !uses.some(use => use.name === name))
    .map(name => `${name} is not found`);
  const compared = uses.flatMap(use => {
    const theirs = told.get(use.name);
    return theirs ? compare(use, theirs, tool) : [];
  });
  return [...missing, ...compared];
}

function compare(use: Use, told: Told, tool: "compose" | "bake"): string[] {
  const found: string[] = [];
  const check = (what: string, ours: string | undefined, isOpen: boolean, theirs: unknown) => {
    if (!isOpen && (ours ?? "") !== (theirs ?? ""))
      found.push(`${use.name}: ${what} is ${JSON.stringify(theirs)}, not ${JSON.stringify(ours)}`);
  };
  const { context, dockerfile, target } = use;
  const folder = (value: Value & { folder: string | null }) =>
    tool === "compose" ? (value.folder ?? value.text) : cleaned(value.text);
  if (context)
    check(
      "context",
      folder(context),
      context.isOpen,
      tool === "compose" ? told["context"] : cleaned(String(told["context"])),
    );
  if (!dockerfile.isInline) check("dockerfile", dockerfile.text, dockerfile.isOpen, told["dockerfile"]);
  check("target", target?.text, target?.isOpen ?? false, told["target"]);
  const args = record(told["args"]);
  for (const name of new Set([...Object.keys(args), ...use.args.keys()])) {
    const value = use.args.get(name)?.value;
    check(`argument ${name}`, value?.text, value === null || value?.isOpen === true, args[name]);
  }
  const contexts = record(told[tool === "compose" ? "additional_contexts" : "contexts"]);
  for (const name of new Set([...Object.keys(contexts), ...use.contexts.keys()])) {
    const value = use.contexts.get(name)?.value;
    const theirs = contexts[name];
    check(
      `context ${name}`,
      value && folder(value),
      value?.isOpen ?? false,
      typeof theirs === "string" && tool === "bake" ? cleaned(theirs) : theirs,
    );
  }
  check(
    "platforms",
    sorted(use.platforms),
    use.platforms.some(each => each.isOpen),
    list(told["platforms"]),
  );
  if (tool === "bake") {
    check(
      "no-cache-filter",
      sorted(use.noCacheFilters),
      use.noCacheFilters.some(each => each.isOpen),
      list(told["no-cache-filter"]),
    );
    check(
      "tags",
      sorted(use.tags),
      use.tags.some(each => each.isOpen),
      list(told["tags"]),
    );
  }
  return found;
}

/** Bake writes paths without `./` and slashes at their ends. */
function cleaned(path: string): string {
  return path.includes(":") || path === "" ? path : posix.normalize(path).replace(/(?<=.)\/$/, "");
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.map(String).sort().join() : "";
}

function sorted(values: readonly Value[]): string {
  return values
    .map(({ text }) => text)
    .sort()
    .join();
}
