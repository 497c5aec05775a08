/** From a use of a Dockerfile to what its build is given, each value as the engine is to have it. Pure. */
import * as l10n from "@vscode/l10n";
import { homedir } from "node:os";
import * as path from "node:path";
import type { UseContextInfo, UseInfo, UseValue } from "../../../../server/src/protocol";
import type { Secret, SshSource } from "../../engine/buildRequest";
import { csvFields } from "../../engine/csv";
import { isImageTag } from "../../engine/imageTag";
import { keyOf, type GivenValues, type OpenValueKind } from "./openValues";

/** What a use gives a build; what it leaves out is as the settings have it. */
export interface UsedBuild {
  label: string;
  /** An absolute path, or something that the builder fetches by itself. */
  context: string | undefined;
  buildArgs: Record<string, string>;
  /** The names of arguments whose values the environment gives. */
  environmentArgs: string[];
  buildContexts: Record<string, string>;
  platforms: string[];
  secrets: Secret[];
  ssh: SshSource[];
  /** Of the stage that the use builds; none for another one. */
  tags: string[];
  /** Stages that are built without the cache. */
  noCache: string[];
  /** What of the use is left out, and why: sentences for the person. */
  notes: string[];
}

export interface UseSituation {
  use: UseInfo;
  given: GivenValues & { secrets: ReadonlySet<string> };
  /** What a person has said of its open values, by their keys. */
  answers: ReadonlyMap<string, string>;
  environment: Readonly<Record<string, string | undefined>>;
  /** Where paths count from that the use names as text. */
  folder: string;
  /** The path of an address. */
  pathOf: (uri: string) => string;
  /** The images of the uses that are built first, as named contexts, by the ids of the uses. */
  images: ReadonlyMap<string, string>;
  /** Whether the stage that is built is the one that the use builds. */
  isTarget: boolean;
  /** A person has chosen the use. Of one that is in force because it is the only one, what cannot be given is left out. */
  isChosen: boolean;
}

/** What keeps a use from being built, as a sentence. */
export type UseProblem = { problem: string };

class Unusable extends Error {}

/** What the build is given, or why the use cannot be built as it is. */
export function usedBuild(situation: UseSituation): (UsedBuild & { problem?: never }) | UseProblem {
  try {
    return assemble(situation);
  } catch (error) {
    if (error instanceof Unusable) return { problem: `${situation.use.label}: ${error.message}` };
    throw error;
  }
}

function assemble(situation: UseSituation): UsedBuild {
  const { use, given, isTarget, isChosen } = situation;
  const { label, context, contexts, args, platforms, secrets, ssh, tags, noCacheFilters } = use;
  const notes: string[] = [];
  /** What `make` makes; nothing where it cannot, and a person has not chosen the use. */
  const made = <Made>(make: () => Made): Made[] => {
    try {
      return [make()];
    } catch (error) {
      if (isChosen || !(error instanceof Unusable)) throw error;
      notes.push(l10n.t("{0}: Left out: {1}", label, error.message));
      return [];
    }
  };
  const takeKnown = (what: string, values: readonly UseValue[]) => {
    const left = values.filter(({ isOpen }) => isOpen);
    if (left.length > 0) notes.push(leftOut(label, what, left));
    return values.flatMap(({ text, isOpen }) => (isOpen ? [] : [text]));
  };
  if (use.isPartial)
    notes.push(
      l10n.t("{0}: A part of this build was not found, so the build may lack something that it says.", label),
    );
  const names = isTarget ? takeKnown(l10n.t("tags"), tags) : [];
  const wrong = names.filter(tag => !isImageTag(tag));
  if (wrong.length > 0)
    notes.push(l10n.t("{0}: Not a valid image name, and left out: {1}", label, wrong.join(", ")));
  const [place] =
    given.context || context === null ? [] : made(() => placeOf(situation, "context", "", context));
  return {
    label,
    context: place,
    buildArgs: Object.fromEntries(
      Object.entries(args).flatMap(([name, value]) =>
        given.buildArgs.has(name) || value === null
          ? []
          : made((): [string, string] => [name, known(situation, "argument", name, value)]),
      ),
    ),
    environmentArgs: Object.keys(args).filter(name => args[name] === null && !given.buildArgs.has(name)),
    buildContexts: Object.fromEntries(
      Object.entries(contexts).flatMap(([name, value]) =>
        given.contexts.has(name)
          ? []
          : made((): [string, string] => [name, placeOf(situation, "namedContext", name, value)]),
      ),
    ),
    platforms: given.platforms
      ? []
      : platforms.flatMap(value => made(() => known(situation, "platform", "", value))),
    secrets: secrets.flatMap(value => made(() => secretsOf(situation, value)).flat()),
    ssh: ssh.flatMap(value => made(() => sshOf(situation, value))),
    tags: names.filter(isImageTag),
    noCache: takeKnown(l10n.t("stages without cache"), noCacheFilters),
    notes,
  };
}

function leftOut(label: string, what: string, values: readonly UseValue[]): string {
  return l10n.t(
    "{0}: Left out, because no file gives the variables: {1} ({2})",
    label,
    what,
    values.map(({ text }) => text).join(", "),
  );
}

/** A value, or what a person has said of it where it is open. */
function known(
  { answers }: UseSituation,
  kind: OpenValueKind,
  name: string,
  { text, isOpen }: UseValue,
): string {
  if (!isOpen) return text;
  const answer = answers.get(keyOf({ kind, name, text }));
  if (answer !== undefined) return answer;
  throw new Unusable(
    l10n.t('"{0}" depends on a variable that no file gives.', name === "" ? text : `${name}=${text}`),
  );
}

function placeOf(
  situation: UseSituation,
  kind: "context" | "namedContext",
  name: string,
  value: UseContextInfo,
): string {
  const { folder, pathOf, images } = situation;
  if (value.folder !== null) return pathOf(value.folder);
  const image = value.build === null ? undefined : images.get(value.build);
  if (image !== undefined) return image;
  const text = known(situation, kind, name, value);
  if (/^(?:target|service):/.test(text))
    throw new Unusable(
      name === ""
        ? l10n.t('The build context is the result of "{0}". Only Compose or bake can build that.', text)
        : l10n.t('The named context "{0}" is the image of "{1}", which cannot be found.', name, text),
    );
  // What somebody typed in place of an open value is a path, unless the builder fetches it.
  return value.isOpen && !/^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(text) ? path.resolve(folder, text) : text;
}

/** `id=x,src=…` and `id=x,env=…`; a name alone is an environment variable, else a file, as the builder has it. */
function secretsOf(situation: UseSituation, { text, isOpen }: UseValue): Secret[] {
  const { given, environment, folder } = situation;
  const fields = csvFields(text).map((field): [string, string] => {
    const equals = field.indexOf("=");
    return equals === -1 ? ["id", field] : [field.slice(0, equals).trim(), field.slice(equals + 1)];
  });
  const field = (...keys: string[]) => fields.find(([key]) => keys.includes(key))?.[1];
  const file = field("src", "source");
  const id = field("id") ?? (file === undefined ? undefined : path.basename(file));
  // A workflow hands over the value itself: `TOKEN=…`.
  const own = id ?? fields[0]?.[0] ?? text;
  if (given.secrets.has(own)) return [];
  if (id === undefined || isOpen)
    throw new Unusable(
      l10n.t(
        'The file does not say where the value of the secret "{0}" is. Add it to the setting {1}.',
        own,
        "dockerfileStages.build.secrets",
      ),
    );
  const variable = field("env") ?? (field("type") === "env" ? (file ?? id) : undefined);
  if (variable !== undefined) return [{ id, variable }];
  if (file === undefined && environment[id] !== undefined) return [{ id, variable: id }];
  return [{ id, file: absolute(file ?? id, folder) }];
}

function sshOf({ folder }: UseSituation, { text, isOpen }: UseValue): SshSource {
  if (isOpen)
    throw new Unusable(l10n.t('The SSH source "{0}" depends on a variable that no file gives.', text));
  const equals = text.indexOf("=");
  if (equals === -1) return { id: text };
  return { id: text.slice(0, equals), path: absolute(text.slice(equals + 1), folder) };
}

function absolute(file: string, folder: string): string {
  return path.resolve(
    folder,
    file.replace(/^~(?=[\\/]|$)/, () => homedir()),
  );
}
