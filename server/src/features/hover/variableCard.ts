/** What a variable of a stage stands for at a place: who gives it the value, which stage it comes from, what it overrides. */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Declaration, VariableOccurrence } from "../../stages/analysis/variables/stageVariables";
import { stageAt } from "../../stages/model/stagePlaces";
import { descriptionOf } from "../../stages/model/stageName";
import type { FeatureContext } from "../context";
import { code, filled, paragraph, strong } from "./markup";
import type { Block, Line } from "./markup";
import { eachPlatform, mergedLines } from "./eachPlatform";
import { valueTitle, varyingTitle } from "./valueWords";
import { described } from "./words";
import { source, inherited, ofImage, overridden, argument, inContainers, missing } from "./variableSource";

/** The card of a variable of a stage where it is set or used. */
export function variableCard(context: FeatureContext, place: VariableOccurrence): Block[] {
  const readings = eachPlatform(context.analysis).map(({ analysis, platforms }) => {
    const reading = { ...context, analysis };
    const read = placeOn(analysis, place);
    return { reading, place: read, giver: giverOf(read), platforms };
  });
  const values = readings.map(({ giver, platforms }) => ({ lines: [valueLine(giver)], platforms }));
  const varies = mergedLines(values).length > 1;
  const items = mergedLines(
    readings.map(({ reading, place: read, giver, platforms }) => ({
      lines: giver ? [source(reading, giver, varies), ...more(reading, read, giver)] : missing(reading, read),
      platforms,
    })),
  );
  const giver = giverOf(place);
  return [
    varies ? varyingTitle(place.name) : title(place.name, giver),
    ...(giver ? described(descriptionOf(giver.line.comments, place.name)) : []),
    { kind: "list", items: [...(varies ? mergedLines(values) : []), ...items] },
  ];
}

/** The same place as builds for other platforms read it. */
function placeOn({ model, variables }: Analysis, place: VariableOccurrence): VariableOccurrence {
  const stage = stageAt(model, place.line.start);
  if (!stage) return place;
  const { own, held } = variables(stage);
  const isSame = ({ line, span, heredoc }: VariableOccurrence) =>
    line === place.line && span.start === place.span.start && heredoc === place.heredoc;
  return [own, held].flatMap(one => one?.occurrences ?? []).find(isSame) ?? place;
}

/**
 * Whether there is nothing to say of a variable but the value that a line of the same stage writes: what servers tell that know
 * single stages. They read the first argument of a line, and no heredocs.
 */
export function isValueAlone(context: FeatureContext, place: VariableOccurrence): boolean {
  const giver = giverOf(place);
  if (!giver || giver.isHeld || place.heredoc || more(context, place, giver).length > 0) return false;
  const { source, written, value, line, span } = giver;
  const isFirst = line.instruction.words[0]?.span.start === span.start;
  return (
    (source === "env" || (source === "default" && isFirst)) &&
    written?.replace(/^(["'])(.*)\1$/, "$2") === value &&
    descriptionOf(line.comments, place.name) === null
  );
}

/** What there is to say beside who gives the value. */
function more(context: FeatureContext, place: VariableOccurrence, giver: Declaration): Line[] {
  const stage = stageAt(context.analysis.model, place.line.start);
  return [
    ...(stage && (giver.isHeld || giver.stage !== stage) ? [inherited(context, stage, giver)] : []),
    ...(stage ? ofImage(context, stage, place, giver) : []),
    ...overridden(context, giver),
    ...argument(context, place, giver),
    ...inContainers(context, place, giver),
  ];
}

/** What counts at a place: of a line that sets the variable, the line itself. */
function giverOf({ declares, reader, known }: VariableOccurrence): Declaration | null {
  if (declares && declares.source !== "before") return declares;
  return (reader === "container" ? known?.env : known?.giver) ?? null;
}

function title(name: string, giver: Declaration | null): Block {
  if (giver?.value !== undefined && giver.isOpen)
    return paragraph(...filled(l10n.t("{0} — known only during a build"), strong(name)));
  return valueTitle(name, giver?.value);
}

/** What a variable stands for on some platforms. */
function valueLine(giver: Declaration | null): Line {
  if (giver?.value === undefined) return [l10n.t("no value")];
  if (giver.isOpen) return [l10n.t("known only during a build")];
  return giver.value === "" ? [l10n.t("empty")] : [code(giver.value)];
}
