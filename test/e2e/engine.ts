/** The container engine of this machine, for the tests that build for real. */
import { spawnSync } from "node:child_process";

/** Why nothing can be built here; `undefined` when an engine answers. */
export function whyNoEngine(): string | undefined {
  const { status, error, stderr } = docker("version", "--format", "{{.Server.Version}}");
  if (status === 0) return undefined;
  return `no container engine answers (docker version: ${error?.message ?? stderr.trim()})`;
}

/** Whether the engine has an image of that name. */
export function imageExists(name: string): boolean {
  return docker("image", "inspect", name).status === 0;
}

/** Removes an image that a test has built. */
export function removeImage(name: string): void {
  docker("image", "rm", "--force", name);
}

function docker(...parameters: string[]) {
  return spawnSync("docker", parameters, { encoding: "utf8", timeout: 20_000 });
}
