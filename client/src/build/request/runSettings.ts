/** The settings of what is done with a built stage, as they are in the settings files of a person: checked, or their defaults. */
import { isImageName } from "../../inside/runCommands";

export interface RunSettings {
  /** Whether the ports that a stage exposes are to be had on this machine. */
  publish: "ask" | "always" | "never";
  /** The image whose shell is used where a stage has none. */
  debugImage: string;
  /** Whether the files of a stage are listed after each build. */
  indexFiles: boolean;
}

const DEFAULT_DEBUG_IMAGE = "busybox";

/** `get` answers the value of `dockerfileStages.<key>`. What is no value of a setting counts as if it were not set. */
export function readRunSettings(get: (key: string) => unknown): RunSettings {
  const publish = get("run.publish");
  const debugImage = get("run.debugImage");
  return {
    publish: publish === "always" || publish === "never" ? publish : "ask",
    debugImage:
      typeof debugImage === "string" && isImageName(debugImage.trim())
        ? debugImage.trim()
        : DEFAULT_DEBUG_IMAGE,
    indexFiles: get("build.indexFiles") === true,
  };
}
