/** Where builds of this workspace are to run, as a person chose it: a builder of buildx, a Docker context. */

import * as l10n from "@vscode/l10n";
export interface ChosenPlace {
  builder?: { name: string; driver: string };
  dockerContext?: string;
}

/** Whatever was remembered, as far as it is a choice: another version may have written it. */
export function readChosenPlace(value: unknown): ChosenPlace {
  const { builder, dockerContext } = (value ?? {}) as Partial<Record<string, unknown>>;
  const { name, driver } = (builder ?? {}) as Partial<Record<string, unknown>>;
  return {
    ...(typeof name === "string" && typeof driver === "string" && { builder: { name, driver } }),
    ...(typeof dockerContext === "string" && { dockerContext }),
  };
}

/** The words of the status bar: `Stages: docker · default`, with the program that builds and where it does. */
export function buildPlaceText(program: string, place: ChosenPlace): string {
  return l10n.t("Stages: {0} · {1}", program, chosenPlaceText(place));
}

/** Where builds run: `default`, `builder: kube`, `context: far`. A name that both have is said once. */
export function chosenPlaceText({ builder, dockerContext }: ChosenPlace): string {
  const parts = [
    ...(builder === undefined || builder.name === dockerContext
      ? []
      : [l10n.t("builder: {0}", builder.name)]),
    ...(dockerContext === undefined ? [] : [l10n.t("context: {0}", dockerContext)]),
  ];
  return parts.length === 0 ? l10n.t("default") : parts.join(", ");
}
