/** Which variables a stage may have that no line of the file sets. */
import { isDeclared, valueOf } from "../../stages/evaluation/environment";
import type { StageEvaluation } from "../../stages/evaluation/evaluateStage";

/** What shells and systems have. */
const SET_BY_SYSTEMS = /^(?:PATH|HOME|LANG|LC_ALL|TZ|USER|HOSTNAME|SHELL|PWD)$/;
/** What images of languages and servers set, in the manner of the official ones: `NODE_VERSION`, `JAVA_HOME`. */
const SET_BY_IMAGES = /_(?:VERSION|MAJOR|RELEASE|HOME|PATH|SHA\d*|ROOT|KEYS?)$|^GO[A-Z]+$/;

/** A base, or the image that it all begins with, may have given the name a value. */
export function mayBeGiven({ inherited }: StageEvaluation, name: string): boolean {
  if (isDeclared(inherited, name) || valueOf(inherited, name) !== undefined) return true;
  const { names, prefix } = inherited.imageVariables;
  if (names.has(name) || (prefix !== null && name.startsWith(prefix))) return true;
  return SET_BY_SYSTEMS.test(name) || (inherited.root === "image" && SET_BY_IMAGES.test(name));
}
