/** Reads the names that BuildKit gives its steps (its `dockerfile2llb/convert.go`, `prefixCommand`). */
import type { StepPlace } from "./buildRecord";

// `[linux/amd64->arm64 build  2/12] RUN make`: platforms only where there are several, the name only where there are stages.
const STEP = /^\[(?:([^\s/]+\/\S+) )?(?:([a-z][a-z0-9_.-]*) )?\s*(\d+)\/(\d+)\] (ONBUILD )?/;

/** Where a step stands; `undefined` for what the builder does for itself. */
export function placeOfName(name: string): StepPlace | undefined {
  const [whole, platform, stage, step, total, trigger] = STEP.exec(name) ?? [];
  if (whole === undefined) return undefined;
  return {
    by: "name",
    stage,
    step: Number(step),
    total: Number(total),
    isTrigger: trigger !== undefined,
    platform,
  };
}

/** A step's name without what says where it stands: `RUN make`. */
export function titleOf(name: string): string {
  return name.replace(/^\[[^\]]*\] /, "");
}
