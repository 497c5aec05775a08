/** Names of stages: which ones the builder takes, and the comments that describe them (spec 1.2, 3). */
import type { Comment } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { isPlainImage, parseImageReference } from "./imageReference";

/** Names that mean something else wherever a stage can be named. */
export const RESERVED_NAMES: readonly string[] = ["context", "scratch"];

const STAGE_NAME = /^[a-z][a-z0-9\-_.]*$/;

/** The name under which the builder knows a stage, or null where it refuses the text as a name. */
export function builderName(text: string): string | null {
  const name = text.toLowerCase();
  return STAGE_NAME.test(name) ? name : null;
}

/**
 * Why a build refuses a name that has the form of one: it is looked up as the name of a context, so it has to be a
 * reference's path component (spec 1.2). Null where it is fine. Takes a {@link builderName}.
 */
export function contextNameError(name: string): string | null {
  return RESERVED_NAMES.includes(name) || isPlainImage(name) ? null : parseImageReference(name).error;
}

/** The text of the first comment `# <name> <text>`: the builder's description of a stage or an ARG. */
export function descriptionOf(comments: readonly Comment[], name: string): string | null {
  const comment = descriptionComment(comments, name);
  return comment ? comment.text.slice(name.length + 1).trim() : null;
}

/** The document's span of the name in that comment, or null. */
export function descriptionName(comments: readonly Comment[], name: string): Span | null {
  const start = descriptionComment(comments, name)?.span.start;
  return start === undefined ? null : { start, end: start + name.length };
}

function descriptionComment(comments: readonly Comment[], name: string): Comment | undefined {
  return name === "" ? undefined : comments.find(({ text }) => text.startsWith(`${name} `));
}
