/**
 * The value of `--target` for each builder. BuildKit takes the last stage of a name, in any case; Podman (Buildah) the first, in
 * the case in which it is written; the builder before BuildKit the first, in any case.
 */
import * as l10n from "@vscode/l10n";
import type { ModelAnswer, ModelStage } from "../../../../server/src/protocol";
import { builderName, type Engine } from "../../engine/engine";
import { refuse } from "./refused";
import type { StageTarget } from "./stageTarget";

export interface TargetWanted {
  engine: Engine;
  target: Extract<StageTarget, { kind: "named" | "last" }>;
  model: ModelAnswer;
}

/** What is written behind `--target`; undefined for the last stage. Refuses a name by which the builder takes another stage. */
export function targetValue({ engine, target, model }: TargetWanted): string | undefined {
  if (target.kind === "last") return undefined;
  if (engine.builder !== "podman" && engine.builder !== "legacy") return target.name;
  const name = ({ name: folded, displayName }: ModelStage) =>
    engine.builder === "podman" ? displayName : folded;
  const first = model.stages.find(stage => name(stage) === name(target.stage));
  if (first !== undefined && first.index !== target.stage.index) {
    refuse(
      "build.engine",
      l10n.t(
        'Two stages have the name "{0}", and {1} would build the one in line {2}. Rename one of them, or build with buildx.',
        name(target.stage),
        builderName(engine.builder),
        first.keywordRange.start.line + 1,
      ),
    );
  }
  return name(target.stage);
}
