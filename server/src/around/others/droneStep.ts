/** Steps of Drone and Woodpecker that build by a plugin. */
import { at, entryOf, scalarOf } from "../tree";
import type { Tree } from "../tree";
import type { Use } from "../use";
import { plainArgs, plainUse, plainValue } from "./plainUse";
import type { ScriptScope } from "./scripts";

/** The build of a step, where its image is such a plugin. */
export function readDroneSettings(step: Tree, name: string, { path, files }: ScriptScope): Use[] {
  const image = scalarOf(at(step, "image"))?.text ?? "";
  const settings = at(step, "settings");
  if (!/docker|kaniko|buildx/i.test(image) || settings?.kind !== "map") return [];
  const root = files.root(path);
  const entry = entryOf(step, "settings");
  const value = (key: string) =>
    plainValue(scalarOf(at(settings, key)), path, text => ({ text, isOpen: /\$\{/.test(text) }));
  if (!entry || /(?:slack|cache|ssh|scp)/i.test(image)) return [];
  return [
    plainUse(
      {
        kind: "ci",
        name: scalarOf(at(step, "name"))?.text ?? name,
        place: { file: path, span: entry.keySpan },
        dockerfile: value("dockerfile"),
        folders: [root],
        context: value("context"),
        base: root,
        target: value("target"),
        args: plainArgs(at(settings, "build_args"), path),
      },
      files,
    ),
  ];
}
