/** The settings of a build of a Dockerfile, as the editor has them. */
import * as vscode from "vscode";
import { openSetting, type Problem } from "../problems/problems";
import { readBuildSettings, type BuildOverrides, type BuildSettings } from "./buildSettings";

/** The settings that hold for a Dockerfile, with what stands in for them in this build. */
export function settingsFor(
  { uri }: { uri: vscode.Uri },
  overrides: BuildOverrides = {},
): { settings: BuildSettings } | { problem: Problem } {
  const configuration = vscode.workspace.getConfiguration("dockerfileStages", uri);
  const read = readBuildSettings(key => configuration.get(key));
  if ("problem" in read) {
    return { problem: { message: read.problem, steps: [openSetting(read.setting)] } };
  }
  const { settings } = read;
  const buildArgs = { ...settings.buildArgs, ...overrides.buildArgs };
  return { settings: { ...settings, ...overrides, buildArgs } };
}

/** The program that the setting of the engine asks for. */
export function programOf({ engine, programs }: BuildSettings): string {
  return engine === "podman" || engine === "nerdctl" ? programs[engine] : programs.docker;
}
