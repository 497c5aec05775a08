/** The versions of .NET that a program is built and run with. */
import type { ProjectFolder } from "../../ecosystems/folder";
import { filesAbove } from "../../ecosystems/dotnet/projectFile";
import type { DotnetProject } from "../../ecosystems/dotnet/projectFile";
import { field, readJson, textOf } from "../../ecosystems/manifest";
import { exactVersion, satisfies } from "../../ecosystems/versions";

interface Versions {
  readonly sdk: string;
  readonly runtime: string;
  readonly framework: string | null;
}

/** The SDK that builds a program, and the runtime that it starts on. */
export function versionsOf(folder: ProjectFolder, one: DotnetProject): Versions {
  const targets = (one.property("TargetFrameworks") ?? one.property("TargetFramework") ?? "")
    .split(";")
    .map(text => text.trim());
  const numbers = targets
    .flatMap(target => /^net(?:coreapp)?(\d{1,2}\.\d)$/.exec(target)?.[1] ?? [])
    .sort((a, b) => Number(b) - Number(a));
  const runtime = numbers[0] ?? "10.0";
  const [globalFile] = filesAbove(folder, one.file).filter(path => path.endsWith("global.json"));
  const { fields } = globalFile === undefined ? { fields: {} } : readJson(folder, globalFile);
  const wanted = textOf(field(fields, "sdk", "version"));
  const rolls = textOf(field(fields, "sdk", "rollForward")) ?? "latestPatch";
  const asked = exactVersion(wanted, 2);
  const isNewer = asked !== null && satisfies(asked, `>=${runtime}`);
  // Without leave to roll forward, an SDK of another hundred is refused.
  const exact = isNewer && /^(?:patch|latestPatch|disable)$/.test(rolls) ? exactVersion(wanted, 3) : null;
  const isPreview = wanted !== null && /-(?:preview|rc)/.test(wanted);
  const newest = isNewer ? asked : runtime;
  return {
    sdk: isPreview ? newest : (exact ?? newest),
    runtime,
    framework:
      targets.length > 1 && numbers[0] !== undefined
        ? (targets.find(target => target.endsWith(runtime)) ?? null)
        : null,
  };
}
