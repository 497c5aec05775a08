/** Reads the places that the build settings name, as `settingPath.ts` has it for client and server, with a message where one cannot be read. */
import * as l10n from "@vscode/l10n";
import { homedir } from "node:os";
import * as shared from "../../../../server/src/shared/settingPath";
import { isRemote } from "../../../../server/src/shared/settingPath";
import type { SettingFolders, SettingValue } from "../../../../server/src/shared/settingPath";

export { isRemote };

export interface Places {
  /** The folder that the Dockerfile is in. */
  dockerfileFolder: string;
  /** The workspace folder that the Dockerfile belongs to, if one is open. */
  workspaceFolder: string | undefined;
}

export type ResolvedPlace = { place: string } | { problem: string };

/** The main context: the Dockerfile's own folder unless the setting names another. */
export function resolveContext(setting: string, places: Places): ResolvedPlace {
  return resolved(setting.trim(), shared.contextPlace(setting, foldersOf(places)), ({ place }) => place);
}

/** A setting's value with its variables filled in; a relative path starts at the workspace folder. */
export function resolvePlace(value: string, places: Places): ResolvedPlace {
  return resolved(value, shared.settingPlace(value, foldersOf(places)), ({ place }) => place);
}

/** As {@link resolvePlace}, of what can only be a file or a folder of this machine; `~/` is the person's own folder. */
export function resolveOwnFile(value: string, places: Places): ResolvedPlace {
  const path = value.replace(/^~(?=[\\/]|$)/, () => homedir());
  return resolved(path, shared.settingPath(path, foldersOf(places)), text => text);
}

/** A text with the variables of its places filled in, and nothing else changed. */
export function fillVariables(value: string, places: Places): ResolvedPlace {
  return resolved(value, shared.fillVariables(value, foldersOf(places)), text => text);
}

function foldersOf({ dockerfileFolder, workspaceFolder }: Places): SettingFolders {
  return { fileDirname: dockerfileFolder, workspaceFolder: workspaceFolder ?? null };
}

function resolved<Value>(
  written: string,
  setting: SettingValue<Value>,
  placeOf: (value: Value) => string,
): ResolvedPlace {
  if ("value" in setting) return { place: placeOf(setting.value) };
  return {
    problem:
      setting.unknown === "${workspaceFolder}"
        ? l10n.t('"{0}" requires a workspace folder, and this Dockerfile is not in one.', written)
        : l10n.t(
            '"{0}" contains {1}. Only ${workspaceFolder} and ${fileDirname} are supported here.',
            written,
            setting.unknown,
          ),
  };
}
