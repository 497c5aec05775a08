/** What a program needs of a system beside itself: whether it can do without one, and what a small one lacks. */
import * as l10n from "@vscode/l10n";
import type { SingleStage } from "./singleStage";
import type { Artifact, Plan } from "./plan";
import { installedPackages } from "./packages";
import { readParts } from "./parts";
import { isSystemImage } from "./slimImage";

const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

/** Whether something has to be run in the image beside the program: a shell, commands, users that have to be made. */
export function needsSystem(single: SingleStage, plan: Plan): boolean {
  const { start, stage, user } = single;
  if (start.needsShell) return true;
  if (user !== null && !/^(?:\d+(?::\d+)?|root|nobody|nonroot)$/.test(user)) return true;
  if (stage.body.some(({ instruction: { keyword } }) => keyword === "SHELL")) return true;
  const checks = stage.body.filter(({ instruction: { keyword } }) => keyword === "HEALTHCHECK");
  if (checks.some(({ instruction: { text } }) => !/\bNONE\s*$/i.test(text))) return true;
  const { parts } = readParts(single, { ...plan, installs: "apt" }, -1);
  return [...parts.values()].some(({ scripts, late }) => scripts.length > 0 || late.length > 0);
}

/** The certificates of the build image, which the small Debian has not. */
export function certificates(): Artifact {
  return { from: CERTIFICATES, reason: l10n.t("CA certificates, to verify TLS connections") };
}

/** Whether the build stage has certificates: images of languages have, systems if they are installed. */
export function hasCertificates({ image, lines }: SingleStage): boolean {
  return !isSystemImage(image) || installedPackages(lines).has("ca-certificates");
}

/** Programs that the start or the health check names, and that a small Debian does not have. */
export function missingPrograms({ stage }: SingleStage): string[] {
  const told = stage.body
    .filter(({ instruction: { keyword } }) => /^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword))
    .map(({ instruction: { text } }) => text)
    .join("\n");
  return ["curl", "git", "wget"].filter(name =>
    new RegExp(`(?:^|[\\s"'/;&|(])${name}(?=[\\s"',])`, "m").test(told),
  );
}
