import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Stage } from "../../stages/model/model";
import type { Rule } from "../rule";
import { isSecretName } from "../../shared/secrets";
import { once } from "../../stages/analysis/once";

/** Files that hold nothing but credentials: keys of ssh, passwords of git, curl and registries. */
const SECRET_FILE =
  /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[._]netrc|\.git-credentials|\.pypirc|\.dockercfg|\.docker\/config\.json|\.aws\/credentials|\.kube\/config)$/;
/** Files that may hold a token; who deletes one again has put one there. */
const TOKEN_FILE = /(?:^|\/)(?:\.npmrc|\.yarnrc\.yml|\.env|pip\.conf|nuget\.config|settings\.xml)$/i;

export const secretInIntermediateStage: Rule = {
  id: "SecretInIntermediateStage",
  title: "A secret should be mounted, so that it is not stored in the layers of a stage",
  advice: () => l10n.t("Use RUN --mount=type=secret."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  checkStageLocally(stage, analysis, report) {
    const facts = factsOf(analysis, stage);
    for (const [index, line] of stage.body.entries())
      for (const { span, file, variable } of secretsIn(facts, line, index))
        report({
          span: toDocument(line, span),
          message:
            variable === undefined
              ? l10n.t("{0} is stored in a layer of this stage, and in every cache of that layer", file)
              : l10n.t(
                  "The value of ${0} that is written here is stored in a layer of this stage, and in every cache of that layer",
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

function secretsIn({ deletions, secrets, script }: StageFacts, line: LogicalLine, index: number): Secret[] {
  const { keyword, words, flags, keywordSpan } = line.instruction;
  if (keyword === "ADD" || keyword === "COPY") {
    // What another stage has is found where that stage was given it.
    if (flags.some(({ name }) => name === "from")) return [];
    return words.slice(0, -1).flatMap(({ text, span }) => {
      if (SECRET_FILE.test(text)) return [{ span, file: text }];
      const isDeleted = TOKEN_FILE.test(text) && (deletions().get(nameOf(text)) ?? -1) > index;
      return isDeleted ? [{ span, file: text }] : [];
    });
  }
  const name = keyword === "RUN" ? writtenSecret(line, secrets, script) : null;
  return name === null ? [] : [{ span: keywordSpan, variable: name }];
}

/** What the lines of a stage say together; made when a line asks for it. */
interface StageFacts {
  /** By the name of a file, the index of the last line whose commands delete it: its layer keeps it all the same. */
  readonly deletions: () => ReadonlyMap<string, number>;
  /** The arguments that are secrets, in the order of the lines. */
  readonly secrets: () => ReadonlyMap<string, number>;
  readonly script: Analysis["script"];
}

function factsOf({ script }: Analysis, { body }: Stage): StageFacts {
  return {
    script,
    deletions: once(() => {
      const deletions = new Map<string, number>();
      for (const [index, line] of body.entries()) {
        if (line.instruction.keyword !== "RUN" || !line.instruction.text.includes("rm")) continue;
        for (const [program, ...words] of script(line)?.commands ?? [])
          if (program === "rm") for (const word of words) deletions.set(nameOf(word), index);
      }
      return deletions;
    }),
    secrets: once(() => {
      const declared = body.flatMap(({ instruction: { keyword, words } }) =>
        keyword === "ARG" ? words.map(word => word.text.split("=", 1)[0] ?? "") : [],
      );
      return new Map([...new Set(declared)].filter(isSecretName).map((name, place) => [name, place]));
    }),
  };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The secret argument that a command writes into a file of the layer, the one that is declared first; or null. */
function writtenSecret(
  line: LogicalLine,
  secrets: StageFacts["secrets"],
  script: StageFacts["script"],
): string | null {
  const { text } = line.instruction;
  if (!text.includes("$") || !text.includes(">") || secrets().size === 0) return null;
  const { writes, commands } = script(line) ?? {};
  // What the same script deletes again leaves nothing in the layer.
  if (!writes || commands?.some(([program]) => program === "rm")) return null;
  const places = secrets();
  const placeOf = (name: string) => places.get(name) ?? Infinity;
  const [first] = [...writes].filter(name => places.has(name)).sort((a, b) => placeOf(a) - placeOf(b));
  return first ?? null;
}
