import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Stage } from "../../stages/model/model";
import type { Rule } from "../rule";
import { isSecretName } from "../facts/secretNames";

/** Files that hold nothing but credentials: keys of ssh, passwords of git, curl and registries. */
const SECRET_FILE =
  /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[._]netrc|\.git-credentials|\.pypirc|\.dockercfg|\.docker\/config\.json|\.aws\/credentials|\.kube\/config)$/;
/** Files that may hold a token; who deletes one again has put one there. */
const TOKEN_FILE = /(?:^|\/)(?:\.npmrc|\.yarnrc\.yml|\.env|pip\.conf|nuget\.config|settings\.xml)$/i;

export const secretInIntermediateStage: Rule = {
  id: "SecretInIntermediateStage",
  title: "A secret should be mounted, not be left in the layers of a stage",
  advice: () => l10n.t("Use RUN --mount=type=secret."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  checkStageLocally(stage, analysis, report) {
    for (const line of stage.body)
      for (const { span, file, variable } of secretsIn(analysis, stage, line))
        report({
          span: toDocument(line, span),
          message:
            variable === undefined
              ? l10n.t("{0} stays in a layer of this stage, and in every cache that keeps it", file)
              : l10n.t(
                  "What is written here of ${0} stays in a layer of this stage, and in every cache that keeps it",
                  variable,
                ),
          line,
        });
  },
};

/** What a layer keeps: a file that is copied, or what a command writes of a variable. The span is in the text of the line. */
type Secret =
  | { readonly span: Span; readonly file: string; readonly variable?: never }
  | { readonly span: Span; readonly file?: never; readonly variable: string };

function secretsIn(analysis: Analysis, stage: Stage, line: LogicalLine): Secret[] {
  const { keyword, words, flags, keywordSpan } = line.instruction;
  if (keyword === "ADD" || keyword === "COPY") {
    // What another stage has is found where that stage was given it.
    if (flags.some(({ name }) => name === "from")) return [];
    return words.slice(0, -1).flatMap(({ text, span }) => {
      if (SECRET_FILE.test(text)) return [{ span, file: text }];
      return TOKEN_FILE.test(text) && isDeleted(analysis, stage, line, text) ? [{ span, file: text }] : [];
    });
  }
  const name = keyword === "RUN" ? writtenSecret(analysis, stage, line) : null;
  return name === null ? [] : [{ span: keywordSpan, variable: name }];
}

/** Whether a later command of the stage deletes a file: its layer keeps it all the same. */
function isDeleted(analysis: Analysis, stage: Stage, copy: LogicalLine, path: string): boolean {
  const file = path.slice(path.lastIndexOf("/") + 1);
  return stage.body.slice(stage.body.indexOf(copy) + 1).some(line => {
    const script = line.instruction.text.includes(file) ? analysis.script(line) : null;
    return script?.commands.some(
      ([program, ...words]) =>
        program === "rm" && words.some(word => word === file || word.endsWith(`/${file}`)),
    );
  });
}

/** The secret argument that a command writes into a file of the layer, or null. */
function writtenSecret(analysis: Analysis, stage: Stage, line: LogicalLine): string | null {
  const { text } = line.instruction;
  if (!text.includes("$") || !text.includes(">")) return null;
  const declared = stage.body.flatMap(({ instruction: { keyword, words } }) =>
    keyword === "ARG" ? words.map(word => word.text.split("=", 1)[0] ?? "") : [],
  );
  const secrets = declared.filter(isSecretName);
  const script = secrets.length > 0 ? analysis.script(line) : null;
  if (script === null) return null;
  const { writes, commands } = script;
  // What the same script deletes again leaves nothing in the layer.
  if (commands.some(([program]) => program === "rm")) return null;
  return secrets.find(name => writes.has(name)) ?? null;
}
