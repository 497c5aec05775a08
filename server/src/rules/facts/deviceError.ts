/** What is wrong with the value of `RUN --device`, in the builder's words. */
import { readMount } from "../../dockerfile/mounts";
import type { MappedText } from "../../dockerfile/source";
import { didYouMean, nearest } from "../../stages/model/suggest";
import { BOOLEAN } from "./mountOptions";

const KEYS = ["name", "required"];

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
