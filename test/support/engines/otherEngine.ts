/** What an engine that was started for a test offers, and how images come into it. */
import assert from "node:assert/strict";
import { runProgram, type Ended } from "../engine";

const ASK_WITHIN = 60_000;
const SETTINGS = ["ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 'CMD ["/bin/sh"]'];

export interface OtherEngine {
  /** The path of the program that asks this engine. */
  program: string;
  /** What to set for it beside the variables of this process. */
  env: Record<string, string>;
  /** As the engine itself says it: `20.10.24+dfsg1`. */
  version: string;
  /** Runs the program to its end, with `env` and `more` variables. Never throws. */
  ask(args: string[], more?: Record<string, string>): Promise<Ended>;
  /** Brings an image in: a saved one, or the one that stands in for a base image, under that name. Throws if it cannot. */
  load(image: { archive: string } | { standIn: string }): Promise<void>;
  /** Ends the engine and removes all that it has. */
  stop: () => Promise<void>;
}

/** An engine, or why it cannot be had on this machine: a reason to skip a test. */
export type Started<E extends OtherEngine = OtherEngine> = { engine: E } | { missing: string };

/**
 * The part that all engines have in common. `place` are the arguments that come before every command, `registry` what the
 * engine has before the short names of images.
 */
export function asked(
  program: string,
  env: Record<string, string>,
  place: string[],
  standIn: string,
  registry = "",
): Pick<OtherEngine, "program" | "env" | "ask" | "load"> {
  const ask: OtherEngine["ask"] = (args, more) =>
    runProgram(program, [...place, ...args], { timeout: ASK_WITHIN, env: { ...env, ...more } });
  return {
    program,
    env,
    ask,
    async load(image) {
      const changes = SETTINGS.flatMap(line => ["--change", line]);
      const args =
        "archive" in image
          ? ["load", "--input", image.archive]
          : ["import", ...changes, standIn, `${registry}${image.standIn}`];
      const { status, stderr } = await ask(args);
      assert.equal(status, 0, stderr);
    },
  };
}

/** The variables of this process that would lead the docker program to another engine or builder, emptied. */
export const NO_CHOICE = { DOCKER_CONTEXT: "", DOCKER_BUILDKIT: "", BUILDX_BUILDER: "" };
