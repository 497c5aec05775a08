/** Reads the places that the build settings name: folders by path and variable, everything else as the builder has it. */
import * as l10n from "@vscode/l10n";
import { homedir } from "node:os";
import * as path from "node:path";

export interface Places {
  /** The folder that the Dockerfile is in. */
  dockerfileFolder: string;
  /** The workspace folder that the Dockerfile belongs to, if one is open. */
  workspaceFolder: string | undefined;
}

export type ResolvedPlace = { place: string } | { problem: string };

/** The main context: the Dockerfile's own folder unless the setting names another. */
export function resolveContext(setting: string, places: Places): ResolvedPlace {
  return setting.trim() === "" ? { place: places.dockerfileFolder } : resolvePlace(setting.trim(), places);
}

/** A setting's value with its variables filled in; a relative path starts at the workspace folder. */
export function resolvePlace(value: string, places: Places): ResolvedPlace {
  return isRemote(value) ? { place: value } : resolveFile(value, places);
}

/** As {@link resolvePlace}, of what can only be a file or a folder of this machine; `~/` is the person's own folder. */
export function resolveOwnFile(value: string, places: Places): ResolvedPlace {
  return resolveFile(
    value.replace(/^~(?=[\\/]|$)/, () => homedir()),
    places,
  );
}

function resolveFile(value: string, places: Places): ResolvedPlace {
  const filled = fillVariables(value, places);
  if ("problem" in filled) return filled;
  return { place: path.resolve(places.workspaceFolder ?? places.dockerfileFolder, filled.place) };
}

/** A text with the variables of its places filled in, and nothing else changed. */
export function fillVariables(value: string, { dockerfileFolder, workspaceFolder }: Places): ResolvedPlace {
  const known: Record<string, string | undefined> = { fileDirname: dockerfileFolder, workspaceFolder };
  let problem: string | undefined;
  const filled = value.replace(/\$\{([^}]*)\}/g, (whole, name: string) => {
    const replacement = known[name];
    if (replacement !== undefined) return replacement;
    problem =
      name === "workspaceFolder"
        ? l10n.t('"{0}" requires a workspace folder, and this Dockerfile is not in one.', value)
        : l10n.t(
            '"{0}" contains {1}. Only ${workspaceFolder} and ${fileDirname} are supported here.',
            value,
            whole,
          );
    return whole;
  });
  return problem === undefined ? { place: filled } : { problem };
}

/** What the builder fetches by itself: a URL, a git repository, an image, an OCI layout. */
export function isRemote(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(value) || /^git@[^:/]+:/.test(value);
}
