/** A newer frontend in `# syntax=`: the lowest version that has what a file uses, in the channel that the file needs. */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../stages/analysis/analysis";
import type { Frontend } from "../stages/model/frontend";
import { flagGraduation, flagSince, hasFeature } from "../stages/model/frontendFeatures";
import type { Since } from "../stages/model/frontendFeatures";
import { addDirective } from "./directive";
import { refuse } from "./edit";
import type { Edit } from "./edit";

const REPOSITORY = "docker/dockerfile";

/** The frontend that a file has to name for what there is since a version, as it would be written in its `# syntax=`. */
export function raisedFrontend(analysis: Analysis, since: Since): string {
  const { frontend } = analysis;
  const version = raisedVersion(analysis, since);
  const { image } = frontend;
  if (image === null) return `${REPOSITORY}:${version}`;
  // The digest is of the version that is there.
  const [named = ""] = image.split("@", 1);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  return `${colon === -1 ? named : named.slice(0, colon)}:${version}`;
}

/** The lowest version with a feature, in the channel and with as many numbers as the file has now. */
function raisedVersion(analysis: Analysis, since: Since): string {
  const { stable, labs } = since;
  const { frontend } = analysis;
  const { minor, patch, channel } = frontend;
  const isRaised = (first: number) => Math.max(first, minor);
  const inStable = stable === null ? null : isRaised(stable);
  const needsLabs =
    inStable === null || channel === "labs" || (channel === "experimental" && usesLabs(analysis, inStable));
  const raised = needsLabs ? isRaised(labs ?? stable ?? 0) : inStable;
  const firstPatch = raised === stable ? (since.patch ?? 0) : 0;
  const number = raised === Infinity ? "1" : `1.${raised}${patch === Infinity ? "" : `.${firstPatch}`}`;
  return needsLabs ? `${number}-labs` : number;
}

/** Whether a file uses a flag that a stable frontend has not and its own has. */
function usesLabs({ model, frontend }: Analysis, minor: number): boolean {
  const stable: Frontend = { ...frontend, minor, patch: Infinity, channel: "stable" };
  return model.file.lines.some(({ instruction: { keyword, flags } }) =>
    flags.some(({ name }) => {
      const since = flagGraduation(keyword, name)?.since ?? flagSince(keyword, name);
      return hasFeature(frontend, since) && !hasFeature(stable, since);
    }),
  );
}

/** Names a frontend in `# syntax=`, in place of the one that is there. */
export function nameFrontend(analysis: Analysis, image: string): Edit {
  const { model, directives, frontend } = analysis;
  const { syntax } = directives;
  if (model.options.buildArgs.has("BUILDKIT_SYNTAX"))
    return refuse(l10n.t("The build argument {0} names the frontend.", "BUILDKIT_SYNTAX"));
  if (!syntax) return addDirective(analysis, "syntax", image);
  const { start } = syntax.valueSpan;
  const end = start + (frontend.image ?? syntax.value).length;
  return { changes: [{ span: { start, end }, text: image }] };
}
