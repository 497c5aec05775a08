/** The text of the stage that runs the program: its base, what is not known, what is copied, and the lines of the file. */
import * as l10n from "@vscode/l10n";
import type { Division, RuntimeItem } from "./divide";
import { installScript } from "./packages";
import type { Addition, Artifact, Plan } from "./plan";
import type { SingleStage } from "./singleStage";
import type { Writer } from "./writer";

/** The text of the stage. `unknown` are the sentences about what a person has to look at. */
export function runtimeStage(
  { stage }: SingleStage,
  plan: Plan,
  { runtime }: Division,
  unknown: readonly string[],
  writer: Writer,
): string {
  const { names, comment, added, kept, lead } = writer;
  const { text, flags } = stage.line.instruction;
  const platform = flags.map(({ span }) => `${text.slice(span.start, span.end)} `).join("");
  const written = (item: RuntimeItem): string => {
    switch (item.kind) {
      case "moved":
        return `${squeezed(lead(item.line), writer.newline)}${kept(item.line)}`;
      case "copied":
        return kept(item.line);
      case "artifacts":
        return [
          ...plan.artifacts.map(artifact => added(copyOf(artifact, names.build))),
          ...(plan.tail ?? []).map(added),
        ].join("");
      case "run":
        return `${item.reasons.map(comment).join("")}${added({ text: item.text })}`;
    }
  };
  return [
    comment(l10n.t("Runtime image: {0}", plan.baseReason)),
    writer.from(names.base ?? `${platform}${plan.base}`, names.runtime),
    ...unknown.map(comment),
    ...(plan.head ?? []).map(added),
    ...librariesOf(plan, runtime).map(added),
    ...runtime.map(written),
  ].join("");
}

/** The COPY of what the build has made: to where it was, or, for a pattern, to the folder that it was in. */
function copyOf({ from, to, reason }: Artifact, build: string): Addition {
  const target = to ?? (from.includes("*") ? `${from.slice(0, from.lastIndexOf("/"))}/` : from);
  // Paths with blanks are words of a list.
  const paths = /\s/.test(from + target) ? JSON.stringify([from, target]) : `${from} ${target}`;
  return { text: `COPY --from=${build} ${paths}`, ...(reason === undefined ? {} : { reason }) };
}

/** What installs the packages that the program needs and nothing else in the stage installs. */
function librariesOf({ libraries = [], installs }: Plan, runtime: readonly RuntimeItem[]): Addition[] {
  const installed = runtime.flatMap(item => (item.kind === "run" ? item.text.split(/\s+/) : []));
  const missing = libraries.filter(name => !installed.includes(name));
  if (missing.length === 0 || installs === null) return [];
  return [
    {
      text: `RUN ${installScript(installs, missing)}`,
      reason: l10n.t("Install system packages that the program needs at run time"),
    },
  ];
}

/** Several blank lines are one. */
function squeezed(text: string, newline: string): string {
  return text.replace(/(?<![^\S\n])(?:[^\S\n]*\n){2,}/g, found =>
    text.startsWith(found) ? newline : newline + newline,
  );
}
