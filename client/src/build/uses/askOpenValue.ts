/** Asks a person for a value of a use that depends on a variable that no file gives. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { inLabel } from "../../progress/uiText";
import { keyOf, type OpenValue } from "./openValues";
import type { UseInfo } from "../../../../server/src/protocol";
import type { AskOpenValue } from "./usedRequest";

/** What was last answered in this window, by use and value: the next question begins with it. */
const answered = new Map<string, string>();

/** The questions that wait for an answer, by use and value: several builds at once, as of tests, ask one. */
const open = new Map<string, Promise<string | undefined>>();
/** Settles when no question is shown: VS Code takes an input box away, unanswered, for the next one. */
let isFree: Promise<unknown> = Promise.resolve();

/** For what nobody waits for: open values stay open. */
export const askNobody: AskOpenValue = () => Promise.resolve(undefined);

/** Asks in an input box; undefined where a person dismisses it. */
export const askOpenValue: AskOpenValue = (use, value) => {
  const key = `${use.id} ${keyOf(value)}`;
  const waiting = open.get(key);
  if (waiting !== undefined) return waiting;
  const asked = isFree
    .then(() => ask(use, value, key))
    .finally(() => {
      open.delete(key);
    });
  open.set(key, asked);
  isFree = asked.catch(() => undefined);
  return asked;
};

async function ask(use: UseInfo, value: OpenValue, key: string): Promise<string | undefined> {
  const answer = await vscode.window.showInputBox({
    title: inLabel(use.label),
    prompt: inLabel(question(value)),
    value: answered.get(key) ?? value.text,
    ignoreFocusOut: true,
    validateInput: text => problemOf(text, value),
  });
  if (answer !== undefined) answered.set(key, answer);
  return answer;
}

function question({ kind, name, text }: OpenValue): string {
  switch (kind) {
    case "context":
      return l10n.t('The build context "{0}" depends on a variable that no file gives.', text);
    case "namedContext":
      return l10n.t('The named context {0} ("{1}") depends on a variable that no file gives.', name, text);
    case "argument":
      return l10n.t('The build argument {0} ("{1}") depends on a variable that no file gives.', name, text);
    case "platform":
      return l10n.t('The platform "{0}" depends on a variable that no file gives.', text);
  }
}

function problemOf(text: string, { kind, text: written }: OpenValue): string | undefined {
  if (text === written) return l10n.t("Replace the variable by its value.");
  return text.trim() === "" && kind !== "argument" ? l10n.t("Enter a value.") : undefined;
}
