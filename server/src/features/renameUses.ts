/** A stage with another name in the files around its Dockerfile: in all of them or, with the reason and the place, in none. */
import * as l10n from "@vscode/l10n";
import type { TextEdit } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { expand } from "../dockerfile/shellLexer";
import { pathOfUri } from "../around/paths";
import { dockerfilePath, hasOpenTarget } from "../around/use";
import type { Place, Use, Value } from "../around/use";
import { isWrittenAt, needsQuotesAt } from "../around/written";
import type { Stage } from "../stages/model/model";
import type { FeatureContext } from "./context";
import type { Refusal } from "./rename";

/** The files around Dockerfiles, for changes in them. */
export interface UsesToRename {
  readonly usesOf: (dockerfile: string) => readonly Use[];
  /** The uses of all Dockerfiles, also of those whose path is not known. */
  readonly allUses: () => readonly Use[];
  /** A file as it was read last, or null. */
  readonly documentOf: (file: string) => TextDocument | null;
  /** The address of a path; null for one outside of the workspace. */
  readonly uriOf: (file: string) => string | null;
  /** A path as people know it, from the folder of the workspace. */
  readonly shownPath: (file: string) => string;
}

/** What a new name changes in other files. */
export interface UsesEdit {
  /** The edits by the address of the file. */
  readonly edits: ReadonlyMap<string, TextEdit[]>;
  /** What to tell about them before they are made, in sentences. */
  readonly said: readonly string[];
}

/** More places than this are not told one by one. */
const MOST_SAID = 5;

/** The edits that give a stage a new name wherever a build names it: the name alone, each place once. */
export function renameUses(
  context: FeatureContext,
  stage: Stage,
  newName: string,
  around: UsesToRename,
): UsesEdit | Refusal {
  const { model } = context.analysis;
  const uses = around.usesOf(context.document.uri);
  const isOtherName = newName.toLowerCase() !== stage.name;
  const documents = new Map<string, TextDocument | null>();
  const documentOf = (file: string): TextDocument | null => {
    const known = documents.get(file);
    if (known !== undefined) return known;
    const document = around.documentOf(file);
    documents.set(file, document);
    return document;
  };
  const shown = ({ file, span }: Place): string => {
    const line = documentOf(file)?.positionAt(span.start).line;
    return around.shownPath(file) + (line === undefined ? "" : `:${line + 1}`);
  };
  const bound = isOtherName ? bindingUse(context, stage, newName.toLowerCase(), uses) : null;
  if (bound) return { refused: `${shown(bound.place)}: ${bound.reason}` };

  const isMeant = stage.name !== "" && model.names.get(stage.name) === stage.index;
  const meaning = isMeant ? uses.flatMap(use => valuesMeaning(use, stage.name)) : [];
  const path = pathOfUri(context.document.uri);
  const shared =
    meaning.length > 0 && isOtherName
      ? new Set(
          around.allUses().flatMap(use => (dockerfilePath(use.dockerfile) === path ? [] : placesOf(use))),
        )
      : null;
  const found = new Map<string, TextEdit[]>();
  const done = new Set<string>();
  for (const { use, value } of meaning) {
    const { place } = value;
    if (place && done.has(keyOf(place))) continue;
    if (place) done.add(keyOf(place));
    const document = place && documentOf(place.file);
    const uri = place && around.uriOf(place.file);
    if (
      !place ||
      !document ||
      uri === null ||
      !isWrittenAt(document.getText(), place, value.text, use.kind)
    ) {
      // In another case it still means the stage.
      if (!isOtherName) continue;
      const where = shown(place ?? use.place);
      return {
        refused:
          place && (!document || uri === null)
            ? l10n.t('{0}: This file names the stage "{1}", but cannot be read.', where, stage.name)
            : l10n.t(
                '{0}: The build names the stage "{1}" through a variable or a default value.',
                where,
                stage.name,
              ),
      };
    }
    if (shared?.has(keyOf(place)))
      return {
        refused: l10n.t(
          '{0}: The same text names the stage "{1}" of another Dockerfile.',
          shown(place),
          stage.name,
        ),
      };
    if (needsQuotesAt(document.getText(), place, newName))
      return { refused: l10n.t('{0}: "{1}" needs quotes here.', shown(place), newName) };
    const range = { start: document.positionAt(place.span.start), end: document.positionAt(place.span.end) };
    if (document.getText(range) === newName) continue;
    const edits = found.get(uri);
    if (edits) edits.push({ range, newText: newName });
    else found.set(uri, [{ range, newText: newName }]);
  }
  const open = isMeant && isOtherName ? uses.filter(hasOpenTarget) : [];
  return {
    edits: found,
    said: [
      ...(found.size > 0 ? [l10n.t("Builds in other files name this stage.")] : []),
      ...openSaid([...new Set(open.map(({ target, place }) => shown(target?.place ?? place)))]),
    ],
  };
}

function openSaid(places: readonly string[]): string[] {
  if (places.length === 0) return [];
  const list = [...places.slice(0, MOST_SAID), ...(places.length > MOST_SAID ? ["…"] : [])].join(", ");
  return [l10n.t("Builds whose target depends on variables may need the new name: {0}.", list)];
}

function valuesMeaning(use: Use, name: string): { use: Use; value: Value }[] {
  return [use.target, ...use.noCacheFilters].flatMap(value =>
    value && !value.isOpen && value.text.toLowerCase() === name ? [{ use, value }] : [],
  );
}

function placesOf({ target, noCacheFilters }: Use): string[] {
  return [target, ...noCacheFilters].flatMap(value => (value?.place ? [keyOf(value.place)] : []));
}

function keyOf({ file, span }: Place): string {
  return `${span.start}-${span.end} ${file}`;
}

/** What a use gives the build by the name of the stage, old or new, so that another name makes another build of it; or null. */
function bindingUse(
  { analysis: { model } }: FeatureContext,
  stage: Stage,
  newName: string,
  uses: readonly Use[],
): { readonly place: Place; readonly reason: string } | null {
  const { escape } = model.file;
  const names = [stage.name, newName].filter(name => name !== "");
  const bases = new Set(
    model.stages.slice(stage.index + 1).flatMap(({ base: { text } }) => (text.includes("$") ? [text] : [])),
  );
  for (const { contexts, args } of uses) {
    for (const [key, { name }] of contexts)
      if (names.includes(key.toLowerCase()))
        return { place: name, reason: l10n.t('A named context replaces the stage "{0}" by this name.', key) };
    const isNear = (value: Value | null) =>
      value && names.some(name => name.includes(value.text.toLowerCase()));
    for (const [arg, { name: place, value }] of args) {
      if (!value || value.isOpen || !isNear(value)) continue;
      const lookup = (variable: string) => (variable === arg ? value.text : undefined);
      for (const base of bases) {
        const { result, matched } = expand(base, lookup, { escape });
        if (matched.has(arg) && names.includes(result.toLowerCase()))
          return {
            place,
            reason: l10n.t('"FROM {0}" refers to the stage "{1}" through a variable.', base, result),
          };
      }
    }
  }
  return null;
}
