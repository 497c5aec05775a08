/** An engine for tests where none answers: that of a script beside this repository, where there is one. It reaches no registry. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { findEngine, type Engine } from "./engine";

/** Installs, starts and stops an engine, and tells the environment that reaches it. */
const SCRIPT = resolve(
  process.env["DOCKERFILE_STAGES_SHARED"] ?? resolve(__dirname, "../../../shared"),
  "engine/engine.sh",
);

/** Prints the environment in which the engine of a script (the first argument) is reached. */
const PRINT_ENVIRONMENT = `eval "$("$1" env)" && "$2" -p "JSON.stringify(process.env)"`;

/** The engine that answers, else one that is started now and stopped when this process ends. */
export async function findOrStartEngine(): Promise<Engine> {
  const found = await findEngine();
  if (found.answers || !existsSync(SCRIPT)) return found;
  const environment = environmentOfScript();
  if (environment === undefined || !run("install")) return found;
  Object.assign(process.env, environment);
  // It may run already, and only not be the one that the environment named.
  const running = await findEngine();
  if (running.answers || !run("start")) return running;
  process.once("exit", () => run("stop"));
  return findEngine();
}

/** Whether what answers is the engine of the script, which is there for tests alone. */
export function isEngineOfTests(): boolean {
  const host = process.env["DOCKER_HOST"];
  return host !== undefined && host === environmentOfScript()?.["DOCKER_HOST"];
}

/** The variables that lead to the engine of the script; undefined where there is none. */
function environmentOfScript(): NodeJS.ProcessEnv | undefined {
  if (!existsSync(SCRIPT)) return undefined;
  const asked = spawnSync("bash", ["-c", PRINT_ENVIRONMENT, "bash", SCRIPT, process.execPath], {
    encoding: "utf8",
  });
  return asked.status === 0 ? (JSON.parse(asked.stdout) as NodeJS.ProcessEnv) : undefined;
}

function run(command: "install" | "start" | "stop"): boolean {
  return spawnSync(SCRIPT, [command], { stdio: "inherit" }).status === 0;
}
