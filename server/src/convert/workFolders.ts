/** The folders in which a stage builds: of what lies there, the program needs what is copied. */
import type { Plan } from "./plan";
import { allCommands } from "./singleStage";
import type { SingleStage } from "./singleStage";

/** The folders, absolute paths; none where a folder is copied as a whole, since what lies elsewhere is not built then. */
export function workFoldersOf(single: SingleStage, plan: Pick<Plan, "folder" | "isBuild">): string[] {
  if (plan.folder !== null) return [];
  const folders = allCommands(single).flatMap(({ words, folder }) =>
    folder !== null && folder !== "/" && plan.isBuild(words) ? [folder] : [],
  );
  return [...new Set(folders)];
}
