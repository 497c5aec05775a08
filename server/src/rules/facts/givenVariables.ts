/** Which variables a stage may have that no line of the file sets. */
import { isDeclared, valueOf } from "../../stages/evaluation/environment";
import type { StageEvaluation } from "../../stages/evaluation/stageEvaluation";
import { isLikelyOfImage } from "../../stages/evaluation/rootEnvironment";

/** A base, or the image that it all begins with, may have given the name a value. */
export function mayBeGiven({ inherited }: StageEvaluation, name: string): boolean {
  return (
    isDeclared(inherited, name) || valueOf(inherited, name) !== undefined || isLikelyOfImage(inherited, name)
  );
}
