/** The error messages that the extension shows, and an answer to them in place of a click. */
import { window } from "vscode";

export interface Messages {
  /** Each with its buttons, in order. */
  shown: { text: string; buttons: string[] }[];
  stop: () => void;
}

/** Keeps all error messages from the window until `stop`: nobody would take them away. */
export function catchMessages(): Messages {
  const shown: Messages["shown"] = [];
  const before = Object.getOwnPropertyDescriptor(window, "showErrorMessage");
  if (before === undefined) throw new Error("This VS Code does not let its messages be heard.");
  const hear = (text: string, ...buttons: unknown[]) => {
    shown.push({ text, buttons: buttons.map(String) });
    return Promise.resolve(undefined);
  };
  Object.defineProperty(window, "showErrorMessage", { ...before, value: hear });
  return {
    shown,
    stop: () => {
      Object.defineProperty(window, "showErrorMessage", before);
    },
  };
}
