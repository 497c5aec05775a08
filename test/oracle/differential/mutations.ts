/** What can be changed in a file, around its stages. Every change is drawn from the seed, so a run can be had again. */
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import { toDocument } from "../../../server/src/dockerfile/sourceMap";
import { fill, insertInStage, modelOf, pickOrNull, splice } from "./edits";
import type { Mutation } from "./edits";
import {
  ARGUMENT_LINES,
  ARGUMENT_USES,
  BASES,
  DIRECTIVES,
  HEREDOCS,
  NAMES,
  PLATFORMS,
  REFERRING_LINES,
  REFERENCES,
  SLIPS,
} from "./pieces";
import { SLIP_MUTATIONS } from "./slips";
import { SOUP_MUTATIONS } from "./soups";
import { VALUE_MUTATIONS } from "./values";

const changeReference: Mutation = (text, random) => {
  const model = modelOf(text);
  const reference = pickOrNull(
    random,
    model.references.filter(({ form }) => form !== "FROM"),
  );
  if (!reference) return null;
  return splice(
    text,
    toDocument(reference.line, reference.span),
    fill(random.pick(REFERENCES), model, random),
  );
};

const addReference: Mutation = (text, random) => {
  const model = modelOf(text);
  const line = random
    .pick(REFERRING_LINES)
    .replace("{reference}", () => fill(random.pick(REFERENCES), model, random));
  return insertInStage(text, random.below(5) === 0 ? `ONBUILD ${line}` : line, random);
};

const changeBase: Mutation = (text, random) => {
  const model = modelOf(text);
  const stage = pickOrNull(random, model.stages);
  if (!stage || stage.base.text === "") return null;
  return splice(text, toDocument(stage.line, stage.base.span), fill(random.pick(BASES), model, random));
};

const changeName: Mutation = (text, random) => {
  const model = modelOf(text);
  const stage = pickOrNull(random, model.stages);
  if (!stage) return null;
  const name = fill(random.pick(NAMES), model, random);
  if (stage.nameWord) {
    const span = toDocument(stage.line, stage.nameWord.span);
    return splice(text, span, random.below(3) === 0 ? text.slice(span.start, span.end).toUpperCase() : name);
  }
  const { end } = toDocument(stage.line, stage.base.span);
  return splice(text, { start: end, end }, `${random.pick([" AS ", " as ", " As ", " A "])}${name}`);
};

const removeName: Mutation = (text, random) => {
  const stage = pickOrNull(
    random,
    modelOf(text).stages.filter(({ nameWord }) => nameWord),
  );
  if (!stage?.nameWord) return null;
  const { start, end } = toDocument(stage.line, stage.nameWord.span);
  const base = toDocument(stage.line, stage.base.span);
  return splice(text, { start: random.below(2) === 0 ? base.end : start, end }, "");
};

/** The text of each stage, and what stands before the first. */
function pieces(text: string): { head: string; stages: string[] } {
  const starts = modelOf(text).stages.map(({ line }) => line.start);
  return {
    head: text.slice(0, starts[0] ?? text.length),
    stages: starts.map((start, index) =>
      text.slice(start, starts[index + 1] ?? text.length).replace(/\n?$/, "\n"),
    ),
  };
}

const reorderStages: Mutation = (text, random) => {
  const { head, stages } = pieces(text);
  const stage = pickOrNull(random, stages);
  if (stage === null || stages.length < 2) return null;
  const others = stages.filter(one => one !== stage);
  const at = random.below(others.length + 1);
  const moved = [...others.slice(0, at), stage, ...others.slice(at)];
  const changed = random.pick([moved, moved, others, [...stages, stage]]);
  return head + changed.join("");
};

const reorderLines: Mutation = (text, random) => {
  const { lines } = readDockerfile(text);
  const [one, other] = [pickOrNull(random, lines), pickOrNull(random, lines)];
  if (!one || !other || one.start >= other.start) return null;
  const [first, between, second] = [
    text.slice(one.start, one.end),
    text.slice(one.end, other.start),
    text.slice(other.start, other.end),
  ];
  const changed = random.pick([
    second + between + first,
    between + second,
    first + between + second + "\n" + first,
  ]);
  return text.slice(0, one.start) + changed + text.slice(other.end);
};

const changePlatform: Mutation = (text, random) => {
  const model = modelOf(text);
  const stage = pickOrNull(random, model.stages);
  if (!stage) return null;
  const flag = stage.line.instruction.flags.find(({ name }) => name === "platform");
  // The stand-ins are for one platform alone.
  const platform = random.pick(
    PLATFORMS.filter(({ foreign }) => !foreign || stage.base.to === "scratch"),
  ).text;
  if (flag) return splice(text, toDocument(stage.line, flag.span), `--platform=${platform}`);
  const { start } = toDocument(stage.line, stage.base.span);
  return splice(text, { start, end: start }, `--platform=${platform} `);
};

const addArgument: Mutation = (text, random) => {
  const line = random.pick(ARGUMENT_LINES);
  const first = modelOf(text).stages[0]?.line.start;
  if (first === undefined) return null;
  return splice(text, { start: first, end: first }, `${line}\n`);
};

const useArgument: Mutation = (text, random) => {
  const use = random.pick(ARGUMENT_USES);
  const stage = pickOrNull(random, modelOf(text).stages);
  if (!stage || random.below(3) > 0) return insertInStage(text, use, random);
  return splice(
    text,
    toDocument(stage.line, stage.base.span),
    random.pick(["$A", "${A}", "${B:-scratch}", "${A:+b}"]),
  );
};

const addDirective: Mutation = (text, random) => `${random.pick(DIRECTIVES)}\n${text}`;

/** Slips of the hand, in a physical line. */
const slip: Mutation = (text, random) => {
  const lines = text.split("\n");
  const at = random.below(lines.length);
  return lines.with(at, random.pick(SLIPS)(lines[at] ?? "")).join("\n");
};

const addHeredoc: Mutation = (text, random) => insertInStage(text, random.pick(HEREDOCS), random);

const breakHeredoc: Mutation = (text, random) => {
  const line = pickOrNull(
    random,
    readDockerfile(text).lines.filter(({ heredocs }) => heredocs.length > 0),
  );
  if (!line) return null;
  const lines = text.slice(line.start, line.end).split("\n");
  const at = random.below(lines.length);
  const changed = random.pick([
    lines.toSpliced(at, 1),
    lines.with(at, `\t${lines[at] ?? ""}`),
    lines.with(at, `${lines[at] ?? ""} `),
  ]);
  return splice(text, line, changed.join("\n"));
};

const OWN: Readonly<Record<string, readonly Mutation[]>> = {
  references: [changeReference, addReference, addReference],
  bases: [changeBase, changeBase],
  names: [changeName, changeName, removeName],
  order: [reorderStages, reorderLines],
  platform: [changePlatform, changePlatform],
  arguments: [addArgument, useArgument, useArgument],
  syntax: [addDirective, slip, slip],
  heredocs: [addHeredoc, breakHeredoc],
};

/** The changes by what they are about. */
export const MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  ...Object.fromEntries(
    Object.entries(OWN).map(([kind, mutations]) => [kind, [...mutations, ...(SOUP_MUTATIONS[kind] ?? [])]]),
  ),
  ...SLIP_MUTATIONS,
  ...VALUE_MUTATIONS,
};
