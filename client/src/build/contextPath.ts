/** Reads the places that the build settings name: folders by path and variable, everything else as the builder has it. */
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
  if (isRemote(value)) return { place: value };
  const { dockerfileFolder, workspaceFolder } = places;
  const known: Record<string, string | undefined> = { fileDirname: dockerfileFolder, workspaceFolder };
  let problem: string | undefined;
  const filled = value.replace(/\$\{([^}]*)\}/g, (whole, name: string) => {
    const replacement = known[name];
    if (replacement !== undefined) return replacement;
    problem =
      name === "workspaceFolder"
        ? `"${value}" needs a workspace folder, and this Dockerfile is in none.`
        : `"${value}" uses ${whole}; only \${workspaceFolder} and \${fileDirname} are known here.`;
    return whole;
  });
  if (problem !== undefined) return { problem };
  return { place: path.resolve(workspaceFolder ?? dockerfileFolder, filled) };
}

/** What the builder fetches by itself: a URL, a git repository, an image, an OCI layout. */
export function isRemote(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(value) || /^git@[^:/]+:/.test(value);
}
