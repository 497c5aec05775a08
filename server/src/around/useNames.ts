/** What the uses of a Dockerfile are called: for people, and so that one is found again in another session. */
import { baseName, folderOf } from "./paths";
import type { Use, UseKind } from "./use";

/** The names of a use. */
export interface UseName {
  /** Made of the file, the kind and the name, with a number where those are the same. */
  readonly id: string;
  /** `compose.yaml › web`, with what tells it apart from others that are called the same. */
  readonly label: string;
}

/** Which builds people look for first: those that are their own files' purpose, before those that a script happens to start. */
const BY_KIND: readonly UseKind[] = [
  ...(["compose", "bake", "devcontainer", "task", "workflow", "ci"] as const),
  ...(["skaffold", "tilt", "platform", "makefile", "shell"] as const),
];

const OVERRIDE = /\.override\.ya?ml$/;

/**
 * The uses of a Dockerfile that somebody can mean, each once, by kind: a file may be read in two ways, and a service that an override file
 * has too is built as that says.
 */
export function distinctUses(uses: readonly Use[]): readonly Use[] {
  const overridden = new Set(
    uses.flatMap(use => (use.kind === "compose" && OVERRIDE.test(use.place.file) ? [serviceKey(use)] : [])),
  );
  const found = new Map<string, Use>();
  for (const use of uses) {
    const isOver = OVERRIDE.test(use.place.file);
    const isBase = use.kind === "compose" && !isOver && use.project?.isMain === true;
    if (isBase && overridden.has(serviceKey(use))) continue;
    const key = JSON.stringify(use, (_key, value: unknown) =>
      value instanceof Map ? [...(value as Map<string, unknown>)] : value,
    );
    if (!found.has(key)) found.set(key, use);
  }
  return [...found.values()].sort((a, b) => BY_KIND.indexOf(a.kind) - BY_KIND.indexOf(b.kind));
}

function serviceKey({ place, name }: Use): string {
  return `${folderOf(place.file)} ${name}`;
}

/**
 * The names of the uses of one Dockerfile. `shownPath` gives a path from the folder of the workspace, `lineOf` the line of a use,
 * from 1.
 */
export function namesOf(
  uses: readonly Use[],
  shownPath: (path: string) => string,
  lineOf: (use: Use) => number | null,
): ReadonlyMap<Use, UseName> {
  const ids = counted(uses, ({ kind, name, place }) => `${kind} ${shownPath(place.file)}#${name}`);
  const shortest = shownFiles(uses, shownPath);
  const plain = (use: Use) => {
    const file = shortest.get(use.place.file) ?? "";
    return use.name === "" ? file : `${file} › ${use.name}`;
  };
  const withTarget = (use: Use) =>
    use.target && use.target.text !== "" ? `${plain(use)} (${use.target.text})` : plain(use);
  const withLine = (use: Use) => `${plain(use)}:${lineOf(use) ?? 1}`;
  const labels = new Map<Use, string>();
  for (const [title, alike] of grouped(uses, plain)) {
    const byTarget = new Set(alike.map(withTarget));
    for (const use of alike)
      labels.set(
        use,
        alike.length === 1 && use.name !== ""
          ? title
          : byTarget.size === alike.length && use.name !== ""
            ? withTarget(use)
            : withLine(use),
      );
  }
  const unique = counted(uses, use => labels.get(use) ?? "");
  return new Map(uses.map(use => [use, { id: ids.get(use) ?? "", label: unique.get(use) ?? "" }]));
}

/** A text for each use, with a number from the second one on of those that have the same. */
function counted(uses: readonly Use[], textOf: (use: Use) => string): Map<Use, string> {
  const found = new Map<Use, string>();
  for (const [text, alike] of grouped(uses, textOf))
    alike.forEach((use, index) => found.set(use, index === 0 ? text : `${text} #${index + 1}`));
  return found;
}

/** How each file is shown: by its name alone where no other file of the uses has it, else by its path. */
function shownFiles(uses: readonly Use[], shownPath: (path: string) => string): Map<string, string> {
  const files = new Set(uses.map(({ place }) => place.file));
  const names = new Map<string, number>();
  for (const file of files) names.set(baseName(file), (names.get(baseName(file)) ?? 0) + 1);
  return new Map(
    [...files].map(file => [file, names.get(baseName(file)) === 1 ? baseName(file) : shownPath(file)]),
  );
}

function grouped(uses: readonly Use[], by: (use: Use) => string): Map<string, Use[]> {
  const groups = new Map<string, Use[]>();
  for (const use of uses) {
    const group = groups.get(by(use));
    if (group) group.push(use);
    else groups.set(by(use), [use]);
  }
  return groups;
}
