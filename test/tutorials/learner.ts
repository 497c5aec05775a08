/** A learner at an editor: opens a file, reads what is said of it, and takes what is offered. */
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Range, TextEdit } from "vscode-languageserver-protocol";
import { FIX_ALL_KIND } from "../../server/src/features/capabilities";
import { startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";
import { folderOf, publishedText } from "./tutorial";
import type { Asked, Said, Tutorial } from "./tutorial";

/** More steps than any file needs: fixes that undo one another must not go on for ever. */
const MOST_FIXES = 60;
const SEVERITIES = ["", "error", "warning", "information", "hint"];

interface Diagnostic {
  range: Range;
  severity: number;
  code: string;
  message: string;
}

interface Action {
  title: string;
  kind: string;
  isPreferred?: boolean;
  diagnostics?: Diagnostic[];
  disabled?: { reason: string };
  edit?: { changes?: Record<string, TextEdit[]> };
}

/** What an editor says of itself that shows code actions, those that cannot be done with the reason. */
const SHOWS_ACTIONS = {
  textDocument: {
    diagnostic: {},
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, disabledSupport: true },
  },
};

/** A file that is open in an editor. */
export interface Learner {
  readonly text: () => string;
  /** What is said of the file, from its top, with the fixes that are offered. */
  readonly findings: () => Promise<Said[]>;
  /** Takes "fix all", and then the preferred fix of what is left, until nothing changes. */
  readonly fixAll: () => Promise<void>;
  readonly refactor: (asked: Asked) => Promise<void>;
  readonly close: () => void;
}

/** An editor with our server; one does for all tutorials. */
export function startLearning(): Promise<Editor> {
  return startEditor({ capabilities: SHOWS_ACTIONS });
}

/** Opens the file of a tutorial. */
export function open(editor: Editor, tutorial: Tutorial): Learner {
  const uri = pathToFileURL(join(folderOf(tutorial), "Dockerfile")).href;
  let document = TextDocument.create(uri, "dockerfile", 1, publishedText(tutorial));
  editor.open(document.getText(), uri);

  const apply = (action: Action): boolean => {
    const edits = action.edit?.changes?.[uri];
    assert.ok(edits, `${action.title} changes the file`);
    const text = TextDocument.applyEdits(document, edits);
    if (text === document.getText()) return false;
    document = TextDocument.create(uri, "dockerfile", document.version + 1, text);
    editor.change(document.version, [{ text }], uri);
    return true;
  };
  const diagnostics = async (): Promise<Diagnostic[]> => {
    const { items } = await editor.ask<{ items: Diagnostic[] }>("textDocument/diagnostic", {}, uri);
    const at = ({ range }: Diagnostic) => document.offsetAt(range.start);
    return items.sort((a, b) => at(a) - at(b) || (a.code < b.code ? -1 : 1));
  };
  const actions = async (range: Range, only: string[]): Promise<Action[]> =>
    (await editor.ask<Action[] | null>(
      "textDocument/codeAction",
      { range, context: { diagnostics: [], only, triggerKind: 1 } },
      uri,
    )) ?? [];
  /** Of the quick fixes for a diagnostic those that mend it, not those that silence its rule or mend others along. */
  const fixesOf = async (diagnostic: Diagnostic): Promise<Action[]> =>
    (await actions(diagnostic.range, ["quickfix"])).filter(
      ({ diagnostics: [meant] = [], title }) =>
        meant?.code === diagnostic.code &&
        meant.message === diagnostic.message &&
        JSON.stringify(meant.range) === JSON.stringify(diagnostic.range) &&
        !/^(?:Turn off|Fix all) /.test(title),
    );
  const everywhere = (): Range => ({
    start: { line: 0, character: 0 },
    end: document.positionAt(document.getText().length),
  });

  return {
    text: () => document.getText(),
    findings: async () => {
      const said: Said[] = [];
      for (const diagnostic of await diagnostics()) {
        const fixes = await fixesOf(diagnostic);
        said.push({
          rule: diagnostic.code,
          line: diagnostic.range.start.line + 1,
          severity: SEVERITIES[diagnostic.severity] ?? "",
          message: diagnostic.message,
          fixes: fixes.map(({ title, disabled }) => (disabled ? `${title} (${disabled.reason})` : title)),
        });
      }
      return said;
    },
    fixAll: async () => {
      for (let count = 0; count < MOST_FIXES; count++) {
        const [all] = await actions(everywhere(), [FIX_ALL_KIND]);
        if (all && apply(all)) continue;
        let hasChanged = false;
        for (const diagnostic of await diagnostics()) {
          if (tutorial.declined?.[diagnostic.code] !== undefined) continue;
          const wished = tutorial.chosen?.[diagnostic.code];
          const fix = (await fixesOf(diagnostic)).find(({ title, isPreferred, edit }) =>
            wished === undefined ? isPreferred : edit && title.startsWith(wished),
          );
          hasChanged = fix !== undefined && apply(fix);
          if (hasChanged) break;
        }
        if (!hasChanged) return;
      }
      assert.fail(`${tutorial.name}: the fixes come to no end.\n${document.getText()}`);
    },
    refactor: async ({ at, upTo, choose }) => {
      const text = document.getText();
      assert.equal(text.split(at).length, 2, `${JSON.stringify(at)} stands once in\n${text}`);
      const start = text.indexOf(at);
      const end = upTo === undefined ? start : text.indexOf(upTo, start) + upTo.length;
      const offered = await actions({ start: document.positionAt(start), end: document.positionAt(end) }, [
        "refactor",
      ]);
      const action = offered.find(
        ({ title, kind, edit }) =>
          edit && (title.startsWith(choose) || kind === choose || kind.startsWith(`${choose}.`)),
      );
      const titles = offered.map(({ title, disabled }) => title + (disabled ? ` (${disabled.reason})` : ""));
      assert.ok(
        action,
        `"${choose}" is offered at ${JSON.stringify(at)}, where there is ${titles.join("; ")}`,
      );
      apply(action);
    },
    close: () => {
      editor.close(uri);
    },
  };
}
