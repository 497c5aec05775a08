/** The machine that builds run on, as far as it says something about them. */
import type { Platform } from "../stages/model/platform";

export interface Machine {
  /** What its builds are for, where nothing else is asked for. */
  readonly platform: Platform;
  /** What `DOCKER_DEFAULT_PLATFORM` asks for in place of that; mostly nothing. */
  readonly defaultPlatforms: readonly string[];
}
