/** Slips of the hand: escape characters, arrays, comments, characters that look like nothing. */
import { toDocument } from "../../../server/src/dockerfile/sourceMap";
import { fill, insertInStage, modelOf, pickOrNull, splice } from "./edits";
import type { Mutation } from "./edits";
import {
  ARRAY_ENDS,
  ARRAY_TAKERS,
  ARRAY_TEXTS,
  BYTE_LINES,
  BYTES,
  COMMENTED_LINES,
  COMMENTS,
  ESCAPED_LINES,
  LINE_ENDS,
} from "./slipPieces";

/** The end of a physical line, most often of one that goes on. */
const slipAtEnd: Mutation = (text, random) => {
  const lines = text.split("\n");
  const continued = lines.flatMap((line, index) => (line.endsWith("\\") ? [index] : []));
  const at = (random.below(3) > 0 ? pickOrNull(random, continued) : null) ?? random.below(lines.length);
  return lines.with(at, random.pick(LINE_ENDS)(lines[at] ?? "")).join("\n");
};

const addEscapedLine: Mutation = (text, random) => insertInStage(text, random.pick(ESCAPED_LINES), random);

/** A space that becomes the end of a line, with and without the escape character. */
const breakLine: Mutation = (text, random) => {
  const spaces = [...text].flatMap((char, index) => (char === " " ? [index] : []));
  const at = pickOrNull(random, spaces);
  if (at === null) return null;
  return splice(
    text,
    { start: at, end: at + 1 },
    random.pick([" \\\n  ", "\n", "\n  ", "\\\n", " \\\n# c\n", " \\\n\n"]),
  );
};

const changeEscape: Mutation = (text, random) => {
  if (text.includes("escape=")) return null;
  const written = random.below(2) === 0 ? text.replaceAll("\\", "`") : text;
  return `# escape=\`\n${written}`;
};

const addArray: Mutation = (text, random) => {
  const line = random.pick(ARRAY_TAKERS) + random.pick(ARRAY_TEXTS) + random.pick(ARRAY_ENDS);
  return insertInStage(text, line, random);
};

/** A comment behind an instruction of the file, or behind one more. */
const addComment: Mutation = (text, random) => {
  const model = modelOf(text);
  const comment = random.pick(COMMENTS);
  const line = pickOrNull(
    random,
    model.file.lines.filter(({ heredocs }) => heredocs.length === 0),
  );
  if (line && random.below(2) === 0) return splice(text, { start: line.end, end: line.end }, comment);
  const written = fill(random.pick(COMMENTED_LINES), model, random);
  const commented =
    random.below(3) === 0 ? written.replace(/ ?\\?\n/, end => `${comment}${end}`) : written + comment;
  return insertInStage(text, commented, random);
};

const addByteLine: Mutation = (text, random) => {
  const line = fill(random.pick(BYTE_LINES), modelOf(text), random);
  return insertInStage(
    text,
    line.replace("@", () => random.pick(BYTES)),
    random,
  );
};

/** A character within a FROM, where names, flags and images end. */
const addByte: Mutation = (text, random) => {
  const stage = pickOrNull(random, modelOf(text).stages);
  if (!stage) return null;
  const { span } = random.pick([stage.base, stage.nameWord ?? stage.base]);
  const { start, end } = toDocument(stage.line, span);
  const at = random.pick([start, end, start + 1]);
  return splice(text, { start: at, end: at }, random.pick(BYTES));
};

/** The changes by what they are about. */
export const SLIP_MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  escapes: [slipAtEnd, slipAtEnd, addEscapedLine, breakLine, changeEscape],
  arrays: [addArray],
  comments: [addComment],
  bytes: [addByteLine, addByteLine, addByte],
};
