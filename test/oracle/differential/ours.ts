/** Our side: the diagnostics of the real language server. */
import { TextDocument } from "vscode-languageserver-textdocument";
import { heredocAdvice } from "../../../server/src/rules/facts/heredocVariables";
import { causeAdvices } from "../../../server/src/rules/run/causes";
import { RULES } from "../../../server/src/rules/registry";
import type { Rule } from "../../../server/src/rules/rule";
import { NOTHING, settingsOf } from "./given";
import type { Given, Question } from "./given";
import { PULLS, startEditor } from "../../support/languageServer";
import type { Position } from "../../support/languageServer";

/** Something that our server says, apart from what no builder says. */
export interface Said {
  readonly rule: Rule;
  /** `# check=error=true` makes errors of the builder's warnings, too. */
  readonly isError: boolean;
  readonly message: string;
  /** Where in the text it begins. */
  readonly start: number;
  /** The lines, from 1, where it begins and where what is related to it begins. */
  readonly lines: readonly number[];
}

interface Diagnostic {
  code: string;
  severity: number;
  message: string;
  range: { start: Position };
  relatedInformation?: { location: { range: { start: Position } } }[];
}

/** Our server, started. */
export interface OurServer {
  readonly ask: (question: Question) => Promise<Said[]>;
  readonly stop: () => Promise<void>;
}

const RULES_BY_ID = new Map(RULES.map(rule => [rule.id, rule]));
const ERROR = 1;

/** Starts the server as editors do. */
export async function startOurServer(): Promise<OurServer> {
  /** By address, what the build of a file is given. */
  const settings = new Map<string, Given>();
  const editor = await startEditor({
    capabilities: { ...PULLS, workspace: { configuration: true } },
    configuration: items => items.map(({ scopeUri = "" }) => settingsOf(settings.get(scopeUri) ?? NOTHING)),
  });
  let asked = 0;
  return {
    ask: async ({ text, given }) => {
      const uri = `file:///oracle/${asked++}/Dockerfile`;
      settings.set(uri, given);
      editor.open(text, uri);
      const { items } = await editor.ask<{ items: Diagnostic[] }>("textDocument/diagnostic", {}, uri);
      editor.close(uri);
      settings.delete(uri);
      const document = TextDocument.create(uri, "dockerfile", 1, text);
      return items.flatMap(item => toSaid(item, document));
    },
    stop: async () => {
      await editor.stop();
    },
  };
}

function toSaid(
  { code, severity, message, range, relatedInformation = [] }: Diagnostic,
  document: TextDocument,
): Said[] {
  const rule = RULES_BY_ID.get(code);
  if (!rule) throw new Error(`There is no rule ${code}.`);
  if (rule.origin === "own") return [];
  const starts = [range, ...relatedInformation.map(({ location }) => location.range)].map(({ start }) =>
    document.offsetAt(start),
  );
  return [
    {
      rule,
      isError: severity === ERROR,
      // What to do stands behind the builder's words, and is ours.
      message: withoutAdvice(message, rule),
      start: starts[0] ?? 0,
      lines: starts.map(start => lineAt(document.getText(), start)),
    },
  ];
}

/** The line, from 1, of an offset. A line ends at \n for the builder; the protocol counts a lone \r, too. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** The builder's words alone. */
function withoutAdvice(message: string, rule: Rule): string {
  const advice = [rule.advice(), heredocAdvice(), ...causeAdvices()].find(text =>
    message.endsWith(`. ${text}`),
  );
  return advice === undefined ? message : message.slice(0, -`. ${advice}`.length);
}
