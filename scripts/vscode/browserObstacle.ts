/** Why this machine cannot show VS Code in a browser, told before anything is fetched or compiled. */
import { requireBuildTools } from "./buildTools";
import { findBrowser } from "./chromium";
import { isEditorInstalled } from "./install";

/** The reason with its next step, or null where nothing stands in the way. */
export function browserObstacle(): string | null {
  try {
    findBrowser();
    if (!isEditorInstalled()) requireBuildTools();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
