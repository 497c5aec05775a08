/** The messages that the extension shows, kept from the window: nobody would take them away. */
import { window } from "vscode";

export interface Messages {
  /** Each with its buttons, in order. */
  shown: { text: string; buttons: string[] }[];
  stop: () => void;
}

type Kind = "showErrorMessage" | "showWarningMessage" | "showInformationMessage";

/** Keeps all messages of a kind from the window until `stop`. */
export function catchMessages(kind: Kind = "showErrorMessage"): Messages {
  const shown: Messages["shown"] = [];
  const before = Object.getOwnPropertyDescriptor(window, kind);
  if (before === undefined) throw new Error("This VS Code does not let its messages be heard.");
  const hear = (text: string, ...buttons: unknown[]) => {
    shown.push({ text, buttons: buttons.map(String) });
    return Promise.resolve(undefined);
  };
  Object.defineProperty(window, kind, { ...before, value: hear });
  return {
    shown,
    stop: () => {
      Object.defineProperty(window, kind, before);
    },
  };
}
