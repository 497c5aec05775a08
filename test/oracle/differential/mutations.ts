/** What can be changed in a file, around its stages. Every change is drawn from the seed, so a run can be had again. */
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import { toDocument } from "../../../server/src/dockerfile/place";
import type { Span } from "../../../server/src/dockerfile/source";
import { NO_OPTIONS, readStages } from "../../../server/src/stages/model";
import type { StageModel } from "../../../server/src/stages/model";
import type { Random } from "../../support/random";
import {
  ARGUMENT_LINES,
  ARGUMENT_USES,
  BASES,
  DIRECTIVES,
  FLAGGED,
  HEREDOCS,
  NAMES,
  PLATFORMS,
  REFERRING_LINES,
  REFERENCES,
  SLIPS,
  SOUPS,
} from "./pieces";

/** A change of a text; null where the text has nothing to change so. */
export type Mutation = (text: string, random: Random) => string | null;

function modelOf(text: string): StageModel {
  return readStages(readDockerfile(text), NO_OPTIONS);
}

function splice(text: string, { start, end }: Span, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

function pickOrNull<Item>(random: Random, items: readonly Item[]): Item | null {
  return items.length === 0 ? null : random.pick(items);
}

/** A piece of text with the names of the file in its gaps: `{stage}`, `{STAGE}`, `{index}`. */
function fill(piece: string, { stages }: StageModel, random: Random): string {
  const name = () =>
    pickOrNull(
      random,
      stages.map(stage => stage.name).filter(one => one !== ""),
    ) ?? "none";
  return piece
    .replace(/\{stage\}/g, name)
    .replace(/\{STAGE\}/g, () => name().toUpperCase())
    .replace(/\{index\}/g, () => String(random.below(stages.length + 2)));
}

/** Puts lines in front of an instruction that is not the first FROM or before it. */
function insertInStage(text: string, lines: string, random: Random): string | null {
  const line = pickOrNull(
    random,
    modelOf(text).stages.flatMap(stage => [...stage.body, stage.line]),
  );
  if (!line) return null;
  const before = text.slice(0, line.end);
  const after = text.slice(line.end).replace(/^\n/, "");
  return `${before.replace(/\n$/, "")}\n${lines}\n${after}`;
}

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

/** A word of pieces thrown together. */
function soup(pieces: readonly string[], random: Random): string {
  return Array.from({ length: 1 + random.below(6) }, () => random.pick(pieces)).join("");
}

const soupName: Mutation = (text, random) => {
  const stage = pickOrNull(random, modelOf(text).stages);
  if (!stage) return null;
  const span = toDocument(stage.line, stage.nameWord?.span ?? stage.base.span);
  return splice(text, span, soup(SOUPS.name, random));
};

const soupBase: Mutation = (text, random) => {
  const stage = pickOrNull(random, modelOf(text).stages);
  if (!stage) return null;
  return splice(text, toDocument(stage.line, stage.base.span), soup(SOUPS.name, random));
};

const soupReference: Mutation = (text, random) =>
  insertInStage(text, `COPY --from=${soup(SOUPS.name, random)} /a /b`, random);

const soupMount: Mutation = (text, random) => {
  const options = Array.from({ length: 1 + random.below(4) }, () => random.pick(SOUPS.mount));
  return insertInStage(text, `RUN --mount=${fill(options.join(), modelOf(text), random)} true`, random);
};

const soupWord: Mutation = (text, random) => {
  const keyword = random.pick([
    "ENV A=",
    "ARG A=",
    "LABEL a=",
    "WORKDIR /",
    "COPY a ",
    "USER ",
    "ENV A ",
    "VOLUME ",
  ]);
  return insertInStage(text, keyword + soup(SOUPS.word, random), random);
};

const soupArgument: Mutation = (text, random) => `ARG A=${soup(SOUPS.word, random)}\n${text}`;

const soupPlatform: Mutation = (text, random) => {
  const stage = pickOrNull(random, modelOf(text).stages);
  if (!stage) return null;
  const { start } = toDocument(stage.line, stage.base.span);
  return splice(
    text,
    { start, end: start },
    `--platform=linux${soup(["/", "amd64", "a", "$A", "v8", "(", "+", "_"], random)} `,
  );
};

const soupHeredoc: Mutation = (text, random) =>
  insertInStage(
    text,
    `${random.pick(["RUN a ", "COPY ", "RUN "])}<<${soup(SOUPS.heredoc, random)}\na\nE\n`,
    random,
  );

const addFlagged: Mutation = (text, random) => {
  const line = random.pick(FLAGGED);
  return insertInStage(text, random.below(6) === 0 ? `ONBUILD ${line}` : line, random);
};

/** The changes by what they are about. */
export const MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  references: [changeReference, addReference, addReference, soupReference, soupMount, soupMount],
  bases: [changeBase, changeBase, soupBase],
  names: [changeName, changeName, removeName, soupName],
  order: [reorderStages, reorderLines],
  platform: [changePlatform, changePlatform, soupPlatform],
  arguments: [addArgument, useArgument, useArgument, soupWord, soupWord, soupArgument],
  syntax: [addDirective, slip, slip, addFlagged],
  heredocs: [addHeredoc, breakHeredoc, soupHeredoc],
};
