/** Where builds of this workspace are to run, as a person chose it: a builder of buildx, a Docker context. */

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

/** The words of the status bar: `default`, `builder: kube`, `context: far`. A name that both have is said once. */
export function chosenPlaceText({ builder, dockerContext }: ChosenPlace): string {
  const parts = [
    ...(builder === undefined || builder.name === dockerContext ? [] : [`builder: ${builder.name}`]),
    ...(dockerContext === undefined ? [] : [`context: ${dockerContext}`]),
  ];
  return parts.length === 0 ? "default" : parts.join(", ");
}
