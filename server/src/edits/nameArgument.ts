/** Another name for an `ARG` before the first stage, where every use of it is one that a `FROM` or another `ARG` makes. */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../stages/analysis/analysis";
import { occurrencesOf } from "../stages/cursor/symbols";
import { descriptionName } from "../stages/model/stageName";
import { hidesVariables } from "../stages/model/variables";
import { refuse } from "./edit";
import type { Edit, TextChange } from "./edit";
import { rewritten } from "./nameStage";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Names that mean something to the builder itself (spec 2.1, 4.1). */
const OWN_MEANING =
  /^(?:BUILDKIT_\w*|SOURCE_DATE_EPOCH|TARGETSTAGE|(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)|(?:https?|ftp|no|all)_proxy)$/i;

/** The changes that give an argument another name, in its description too; what stands there already is none. */
export function renameArgument(analysis: Analysis, name: string, to: string): Edit {
  if (name === to) return { changes: [] };
  const reason = argumentBinding(analysis, name) ?? newNameProblem(analysis, to);
  if (reason !== null) return refuse(reason);
  const places = occurrencesOf(analysis, { kind: "variable", name });
  const lines = new Set(places.filter(({ isDeclaration }) => isDeclaration).map(({ line }) => line));
  const described = [...lines].flatMap(({ comments }): TextChange[] => {
    const span = descriptionName(comments, name);
    return span ? [{ span, text: to }] : [];
  });
  return { changes: [...described, ...places.flatMap(place => rewritten(place, to))] };
}

/** Why an argument cannot have another name, whichever; null where it can. */
export function argumentBinding(analysis: Analysis, name: string): string | null {
  const { model } = analysis;
  const { scope, options, stages, file } = model;
  const declared = scope.args.filter(arg => arg.name === name);
  if (declared.length === 0)
    return l10n.t('"{0}" is not an argument that this file declares before the first FROM.', name);
  if (!NAME.test(name) || OWN_MEANING.test(name))
    return l10n.t('"{0}" has a special meaning for the builder.', name);
  if (options.buildArgs.has(name) || declared.some(({ defaultText }) => defaultText === null))
    return l10n.t('Builds set "{0}" by this name.', name);
  if (isDeclaredInStage(analysis, name))
    return l10n.t('A stage declares "{0}" again. Cannot determine every place that uses it.', name);
  const lines = [...scope.madeOf.lines, ...stages.map(({ line }) => line)];
  const broken = lines.find(line => hidesVariables(model, line));
  const number = broken && file.text.slice(0, broken.start).split("\n").length;
  return number === undefined
    ? null
    : l10n.t('Line {0} contains an invalid variable, and can refer to "{1}".', number, name);
}

function newNameProblem(analysis: Analysis, name: string): string | null {
  const { model } = analysis;
  if (!NAME.test(name))
    return l10n.t(
      '"{0}" is not a valid argument name. Use letters, digits and "_". The first character cannot be a digit.',
      name,
    );
  if (OWN_MEANING.test(name)) return l10n.t('"{0}" has a special meaning for the builder.', name);
  if (model.scope.names.has(name)) return l10n.t('The file already has an argument named "{0}".', name);
  if (model.options.buildArgs.has(name)) return l10n.t('The settings give "{0}" a value for builds.', name);
  const isUsed =
    occurrencesOf(analysis, { kind: "variable", name }).length > 0 || isDeclaredInStage(analysis, name);
  return isUsed ? l10n.t('"{0}" is already used for something else in this file.', name) : null;
}

function isDeclaredInStage({ model: { stages } }: Analysis, name: string): boolean {
  return stages.some(({ body }) =>
    body.some(({ instruction }) => {
      const { keyword, words } = instruction.trigger ?? instruction;
      return keyword === "ARG" && words.some(({ text }) => text.split("=", 1)[0] === name);
    }),
  );
}
