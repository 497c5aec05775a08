/** How the builder refuses a source that is not built when an instruction needs it, in its words. */
import type { Mount } from "../../dockerfile/mounts";
import { stageLabel } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";

/** Of `COPY --from=…` in a stage. */
export function cannotCopy(from: string, consumer: Stage): string {
  return `cannot copy from stage "${from}", it needs to be defined before current stage "${stageLabel(consumer)}"`;
}

/** Of a mount; null for one that cannot be read. */
export function cannotMount(from: string, mount: Mount | null): string {
  return `cannot mount from stage "${from}" to "${mountTarget(mount)}", stage needs to be defined before current command`;
}

function mountTarget(mount: Mount | null): string {
  const option = mount?.options.findLast(
    ({ key }) => key === "target" || key === "dst" || key === "destination",
  );
  return option?.value?.text ?? "";
}
