/** Asks for a file of a stage: a list that follows the path as it is typed. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { FileIndex } from "../../inside/fileIndex";
import { pathProposals } from "../../inside/pathProposals";
import { size } from "../../engine/amounts";
import { inLabel } from "../../progress/uiText";

interface PathItem extends vscode.QuickPickItem {
  /** As it is in the image; its label is made to be shown. */
  path: string;
  isFolder: boolean;
}

/** The path of a file; undefined where the person wants none. */
export function pickPath(index: FileIndex, title: string): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick<PathItem>();
  picker.title = title;
  picker.placeholder = l10n.t("The absolute path of a file");
  const list = () => {
    picker.items = pathProposals(index, picker.value).map(({ path, isFolder, size: bytes }) => ({
      label: inLabel(path),
      path,
      // The list is made of what was typed; VS Code shall not filter it again.
      alwaysShow: true,
      isFolder,
      ...(!isFolder && { description: size(bytes) }),
    }));
  };
  return new Promise(resolve => {
    picker.onDidChangeValue(list);
    picker.onDidAccept(() => {
      const [chosen] = picker.selectedItems;
      if (chosen?.isFolder) {
        picker.value = chosen.path;
        list();
      } else if (chosen) {
        resolve(chosen.path);
        picker.hide();
      }
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.value = "/";
    list();
    picker.show();
  });
}
