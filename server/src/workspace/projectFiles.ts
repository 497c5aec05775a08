/** The project file of each Dockerfile: the one in its folder, else in the nearest folder above that has one. */
import type { ProjectFault, ProjectFile } from "./projectFile";
import type { Settings } from "./settings";

/** The names that the file may have; of several in a folder the first one counts. */
export const PROJECT_FILE_NAMES = [
  ".dockerfile-stages.yaml",
  ".dockerfile-stages.yml",
  ".dockerfile-stages.json",
] as const;
export const PROJECT_FILE_PATTERN = "**/.dockerfile-stages.{yaml,yml,json}";

/** Where the file is looked for, and who hears of what cannot be read of it. */
export interface ProjectFileSource {
  /** The text of a file by its address; null where there is none. */
  readonly textOf: (uri: string) => Promise<string | null>;
  /** Loads what reads the file; null where it cannot be loaded. */
  readonly load: () => Promise<{ readProjectFile: (name: string, text: string) => ProjectFile } | null>;
  /** The file that counts for every document, in place of those above it. */
  readonly only?: { readonly uri: string; readonly text: string } | null;
  /** Hears once of everything in a file that says nothing. */
  readonly onFaults: (uri: string, faults: readonly ProjectFault[]) => void;
}

/** The files of one server, or of one run of the command line. */
export interface ProjectFiles {
  /** The settings of a document, with what the project file says where they say nothing. */
  readonly settingsFor: (uri: string, settings: Settings) => Promise<Settings>;
  /** The project file of a document; null where there is none. */
  readonly of: (uri: string) => Promise<FoundProjectFile | null>;
  /** Reads them again: one has changed. */
  readonly changed: () => void;
}

/** A project file, and the address of its folder. */
export interface FoundProjectFile extends ProjectFile {
  readonly folder: string;
}

export function isProjectFile(uri: string): boolean {
  return PROJECT_FILE_NAMES.some(name => uri.endsWith(`/${name}`));
}

export function createProjectFiles({ textOf, load, only, onFaults }: ProjectFileSource): ProjectFiles {
  /** By the address of a folder, without a slash at its end. */
  const found = new Map<string, Promise<FoundProjectFile | null>>();
  const merged = new WeakMap<Settings, WeakMap<ProjectFile, Map<boolean, Settings>>>();

  function inFolder(folder: string): Promise<FoundProjectFile | null> {
    const known = found.get(folder);
    if (known) return known;
    // All of them are read at once: nearly always there is none, on the whole way up.
    const above = folderAbove(folder);
    const up = above === null ? null : inFolder(above);
    const reading = read(folder).then(file => file ?? up);
    found.set(folder, reading);
    return reading;
  }

  async function read(folder: string): Promise<FoundProjectFile | null> {
    const texts = await Promise.all(
      PROJECT_FILE_NAMES.map(name => textOf(`${folder}/${name}`).catch(() => null)),
    );
    const at = texts.findIndex(text => text !== null);
    const [name, text] = [PROJECT_FILE_NAMES[at], texts[at]];
    return name === undefined || typeof text !== "string" ? null : fileOf(`${folder}/${name}`, text);
  }

  async function fileOf(uri: string, text: string): Promise<FoundProjectFile | null> {
    const reader = await load();
    if (!reader) return null;
    const file = reader.readProjectFile(uri, text);
    if (file.faults.length > 0) onFaults(uri, file.faults);
    return { ...file, folder: folderAbove(uri) ?? "" };
  }

  let one: Promise<FoundProjectFile | null> | null = null;

  function of(uri: string): Promise<FoundProjectFile | null> {
    if (only) return (one ??= fileOf(only.uri, only.text));
    const folder = folderAbove(uri);
    return folder === null ? Promise.resolve(null) : inFolder(folder);
  }

  return {
    of,
    settingsFor: async (uri, settings) => {
      const file = await of(uri);
      if (!file) return settings;
      const isIgnored =
        uri.startsWith(`${file.folder}/`) && file.ignores(decoded(uri.slice(file.folder.length)));
      const ofSettings = merged.get(settings) ?? new WeakMap<ProjectFile, Map<boolean, Settings>>();
      merged.set(settings, ofSettings);
      const ofFile = ofSettings.get(file) ?? new Map<boolean, Settings>();
      ofSettings.set(file, ofFile);
      // The same settings are the same object: an analysis is made anew for others.
      const known = ofFile.get(isIgnored) ?? withProjectFile(settings, file, isIgnored);
      ofFile.set(isIgnored, known);
      return known;
    },
    changed: () => {
      found.clear();
    },
  };
}

/** What a person has set goes before what the project says, rule by rule. */
function withProjectFile(settings: Settings, { levels, targets }: ProjectFile, isIgnored: boolean): Settings {
  const { rules, diagnostics } = settings;
  return {
    ...settings,
    targets: settings.targets.length > 0 ? settings.targets : targets,
    rules: { ...rules, levels: { ...levels, ...rules.levels } },
    diagnostics: { enabled: diagnostics.enabled && !isIgnored },
  };
}

/** The address of the folder that a file or a folder is in; null at the root, and for what lies in no folder. */
function folderAbove(uri: string): string | null {
  const root = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(uri)?.[0];
  const end = uri.lastIndexOf("/");
  return root === undefined || end < root.length ? null : uri.slice(0, end);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
