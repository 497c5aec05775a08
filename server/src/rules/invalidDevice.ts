import * as l10n from "@vscode/l10n";
import { readMount } from "../dockerfile/mounts";
import type { MappedText } from "../dockerfile/source";
import { toDocument } from "../dockerfile/place";
import { didYouMean, nearest } from "../stages/suggest";
import { BOOLEAN } from "./mountOptions";
import type { Rule } from "./rule";

const KEYS = ["name", "required"];

export const invalidDevice: Rule = {
  id: "InvalidDevice",
  title: "RUN --device names one device, and whether it is required.",
  advice: () => l10n.t("Write the device as name=<name>,required=<bool>."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { keyword, flags } = line.instruction;
    if (keyword !== "RUN" || flags.length === 0) return;
    for (const { name, value, span } of flags) {
      if (name !== "device" || !value) continue;
      const message = deviceError(value);
      if (message === null) continue;
      report({ span: toDocument(line, span), message });
      break;
    }
  },
};

/** What is wrong with a device, in the builder's words (its `commands_rundevice.go`), or null. */
export function deviceError(text: MappedText): string | null {
  // It is a record of the same form as a mount.
  const { options, error } = readMount(text);
  if (error !== null) return `failed to parse csv devices: ${error}`;
  let device = "";
  for (const { key, field, value } of options) {
    if (value === null && key === "required") continue;
    if (value !== null && key === "name") {
      if (device !== "") return `device name already set to ${device}`;
      device = value.text;
    } else if (value !== null && key === "required") {
      if (!BOOLEAN.test(value.text)) return `invalid value for ${key}: ${value.text}`;
    } else if (device === "") device = field.text;
    else if (value === null) return `invalid field '${field.text}' must be a key=value pair`;
    else return `unexpected key '${key}' in '${field.text}'${didYouMean(nearest(key, KEYS))}`;
  }
  return null;
}
