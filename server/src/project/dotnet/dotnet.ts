/** Projects of .NET: which are programs, the folder that their builds need, and the runtime that they run on. */
import * as l10n from "@vscode/l10n";
import { parentOf } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { dotnetFiles, readDotnetFile, withReferences } from "../../ecosystems/dotnet/projectFile";
import type { DotnetProject } from "../../ecosystems/dotnet/projectFile";
import type { Found } from "../plan";
import { isName, planOf } from "./stages";

/** A program, and the folder that is its build context. */
export interface Placed extends Found {
  readonly folder: string;
}

/** Reads all projects of .NET below a folder that are programs. */
export function readDotnetProjects(folder: ProjectFolder): Placed[] {
  const projects = new Map(dotnetFiles(folder).map(file => [file, readDotnetFile(folder, file)]));
  const found = [...projects.values()].flatMap(one => readOne(folder, projects, one) ?? []);
  // Pages that a server refers to are served by that.
  const hosted = new Set(
    [...projects.values()].filter(one => kindOf(one) === "web").flatMap(({ references }) => references),
  );
  const programs = found.filter(
    ({ refused, folder: place, manifest, what }) =>
      !refused && !(what === "Blazor" && hosted.has(place === "" ? manifest : `${place}/${manifest}`)),
  );
  const rank = ({ folder: place, manifest }: Placed) =>
    /(?:^|\/)(?:samples?|examples?|tools?|demos?|benchmarks?)\//i.test(`${place}/${manifest}`) ? 1 : 0;
  return programs.length > 0 ? programs.sort((one, other) => rank(one) - rank(other)) : found.slice(0, 1);
}

function readOne(
  folder: ProjectFolder,
  projects: ReadonlyMap<string, DotnetProject>,
  one: DotnetProject,
): Placed | null {
  const kind = kindOf(one);
  if (kind === null || !isName(one.stem)) return null;
  const all = withReferences(projects, one);
  const context = contextOf(all);
  const manifest = context === "" ? one.file : one.file.slice(context.length + 1);
  const isWeb =
    kind === "web" ||
    all.some(({ sdk, packages }) => sdk.endsWith(".Web") || packages.has("Microsoft.AspNetCore.App"));
  const base = { folder: context, manifest, notes: one.problem === null ? [] : [one.problem] };
  if (typeof kind === "object") return { ...base, what: ".NET", proposals: [], refused: kind.refused };
  const outside = one.references.length < referencesWritten(folder, one);
  if (outside)
    return {
      ...base,
      what: ".NET",
      proposals: [],
      refused: l10n.t(
        "{0} refers to projects outside this folder. Open the folder that holds all of them.",
        manifest,
      ),
    };
  const what = kind === "pages" ? "Blazor" : isWeb ? "ASP.NET Core" : ".NET";
  return {
    ...base,
    what,
    proposals: [
      {
        label:
          kind === "pages"
            ? l10n.t("Static pages, served by nginx")
            : l10n.t("A published program on the .NET runtime"),
        snippet: "ms-dotnet",
        questions: [],
        plan: () => planOf(folder, context, one, all, { isWeb, isPages: kind === "pages" }),
      },
    ],
  };
}

function referencesWritten(folder: ProjectFolder, { file }: DotnetProject): number {
  return [...(folder.read(file) ?? "").matchAll(/<ProjectReference\s[^>]{0,300}Include=/g)].length;
}

/** What a project makes; null for what is no program, an object for one that no container of Linux runs. */
function kindOf(one: DotnetProject): "web" | "console" | "pages" | { refused: string } | null {
  const { sdk, packages, property, problem, stem } = one;
  const isTest =
    property("IsTestProject") === "true" ||
    [...packages].some(name =>
      /^(?:Microsoft\.NET\.Test\.Sdk|xunit(?:\.v3)?|NUnit|MSTest|TUnit|BenchmarkDotNet)$/i.test(name),
    ) ||
    /^MSTest\.Sdk/.test(sdk);
  const isBuild =
    property("NukeRootDirectory") !== null ||
    stem === "_build" ||
    [...packages].some(name =>
      /^(?:Bullseye|Cake\.Frosting|Fake\.Core\.Target|ModularPipelines|Nuke\.Common)$/.test(name),
    );
  const isHost =
    /^Aspire\.AppHost/.test(sdk) ||
    property("IsAspireHost") === "true" ||
    packages.has("Aspire.Hosting.AppHost");
  if (isTest || isBuild || isHost) return null;
  const target =
    property("TargetFrameworks") ?? property("TargetFramework") ?? property("TargetFrameworkVersion") ?? "";
  if (property("UseMaui") === "true" || /-(?:android|ios|maccatalyst)/.test(target)) return null;
  if (/BlazorWebAssembly/.test(sdk)) return "pages";
  if (/^Library$/i.test(property("OutputType") ?? "")) return null;
  const isProgram = /\.(?:Web|Worker)$/.test(sdk) || /^(?:Win)?Exe$/i.test(property("OutputType") ?? "");
  if (!isProgram && problem === null) return null;
  if (
    property("UseWPF") === "true" ||
    property("UseWindowsForms") === "true" ||
    /^[^;]*-windows[\d.]*$/.test(target)
  )
    return { refused: l10n.t("{0} is a program for the Windows desktop.", stem) };
  if (/^(?:v4|net4)/.test(target.trim()))
    return { refused: l10n.t("{0} is for the .NET Framework, which runs on Windows only.", stem) };
  if (property("AzureFunctionsVersion") !== null)
    return {
      refused: l10n.t("{0} are run by an image of their own, not by the .NET runtime.", "Azure Functions"),
    };
  return problem !== null || sdk.endsWith(".Web") ? "web" : "console";
}

/** The nearest folder that holds all projects and all that their builds read. */
function contextOf(all: readonly DotnetProject[]): string {
  const [first = "", ...others] = all.map(({ reach }) => reach);
  let common = first;
  for (const path of others)
    while (common !== "" && path !== common && !path.startsWith(`${common}/`)) common = parentOf(common);
  return common;
}
