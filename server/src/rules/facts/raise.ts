/** The fix for what the frontend of a file does not have, and what is said of it. */
import * as l10n from "@vscode/l10n";
import { nameFrontend, raisedFrontend } from "../../edits/raiseFrontend";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Since } from "../../stages/model/frontendFeatures";
import { fix } from "../fix";
import type { Fix } from "../fix";

/** Names the lowest frontend that has it. */
export function raise(analysis: Analysis, since: Since): Fix {
  const image = raisedFrontend(analysis, since);
  return fix(l10n.t("Use the frontend {0}", image), nameFrontend(analysis, image));
}

/** A sentence that says which frontend has it. */
export function requires(analysis: Analysis, since: Since): string {
  return l10n.t("This requires the frontend {0}.", raisedFrontend(analysis, since));
}
