/** Changes that put in words of pieces thrown together, and instructions with flags within reach of each other. */
import { toDocument } from "../../../server/src/dockerfile/sourceMap";
import type { Random } from "../../support/random";
import { fill, insertInStage, modelOf, pickOrNull, splice } from "./edits";
import type { Mutation } from "./edits";
import { FLAGGED, SOUPS } from "./soupPieces";

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

/** The changes by what they are about, beside those of `mutations.ts`. */
export const SOUP_MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  references: [soupReference, soupMount, soupMount],
  bases: [soupBase],
  names: [soupName],
  platform: [soupPlatform],
  arguments: [soupWord, soupWord, soupArgument],
  syntax: [addFlagged],
  heredocs: [soupHeredoc],
};
