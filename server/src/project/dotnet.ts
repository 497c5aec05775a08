/** Projects of .NET: which are programs, the folder that their builds need, and the runtime that they run on. */
import * as l10n from "@vscode/l10n";
import { parentOf } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import { dotnetFiles, filesAbove, readDotnetFile, withReferences } from "../ecosystems/dotnet/projectFile";
import type { DotnetProject } from "../ecosystems/dotnet/projectFile";
import { field, readJson, textOf } from "../ecosystems/manifest";
import { exactVersion, satisfies } from "../ecosystems/versions";
import type { Found, StagesPlan } from "./plan";
import * as sanitize from "../shared/sanitize";
import { webServerStage } from "./webServer";

/** A program, and the folder that is its build context. */
export interface Placed extends Found {
  readonly folder: string;
}

const MOST_COPIES = 15;

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
  const context = contextOf(folder, all);
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
    packages.has("Cake.Frosting") ||
    packages.has("Nuke.Common");
  const isHost =
    /^Aspire\.AppHost/.test(sdk) ||
    property("IsAspireHost") === "true" ||
    packages.has("Aspire.Hosting.AppHost");
  if (isTest || isBuild || isHost) return null;
  const target =
    property("TargetFrameworks") ?? property("TargetFramework") ?? property("TargetFrameworkVersion") ?? "";
  if (property("UseMaui") === "true" || /-(?:android|ios|maccatalyst)/.test(target)) return null;
  if (/BlazorWebAssembly/.test(sdk)) return "pages";
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

/** Names of projects may have spaces; they stand in JSON, where nothing but quotes and control characters ends them. */
function isName(text: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_ .+-]{0,99}$/u.test(text);
}

/** The nearest folder that holds all projects and all that their builds read. */
function contextOf(folder: ProjectFolder, all: readonly DotnetProject[]): string {
  const files = all.flatMap(({ file }) => [file, ...filesAbove(folder, file)]);
  const [first = "", ...others] = files.map(parentOf);
  let common = first;
  for (const path of others)
    while (common !== "" && path !== common && !path.startsWith(`${common}/`)) common = parentOf(common);
  return common;
}

interface Versions {
  readonly sdk: string;
  readonly runtime: string;
  readonly framework: string | null;
}

function versionsOf(folder: ProjectFolder, one: DotnetProject): Versions {
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

function planOf(
  folder: ProjectFolder,
  context: string,
  one: DotnetProject,
  all: readonly DotnetProject[],
  { isWeb, isPages }: { isWeb: boolean; isPages: boolean },
): StagesPlan {
  const inContext = (path: string) => (context === "" ? path : path.slice(context.length + 1));
  const { sdk, runtime, framework } = versionsOf(folder, one);
  const isNew = Number(sdk.split(".")[0]) >= 8 && !isPages;
  const file = inContext(one.file);
  const word = sanitize.path(file) === file ? file : JSON.stringify(file);
  const arch = isNew ? " --arch $TARGETARCH" : "";
  const assembly = one.property("AssemblyName");
  const program = assembly !== null && isName(assembly) ? assembly : one.stem;
  const image = isWeb ? "aspnet" : "runtime";
  const isOld = Number(runtime) < 8;
  const options = [
    ...(framework === null ? [] : [`--framework ${framework}`]),
    ...(one.property("PublishSingleFile") === "true" ? ["-p:PublishSingleFile=false"] : []),
    ...(one.property("PublishAot") === "true" ? ["-p:PublishAot=false"] : []),
    ...(one.property("SelfContained") === "true" || one.property("PublishSelfContained") === "true"
      ? ["--self-contained false"]
      : []),
  ];
  const copies = restoreCopies(folder, all, inContext);
  const build = {
    name: "build",
    what: isNew
      ? "compiles on the machine's own platform for the one that was asked for."
      : "compiles and publishes.",
    from: `${isNew ? "--platform=$BUILDPLATFORM " : ""}mcr.microsoft.com/dotnet/sdk:${sdk}`,
    lines: [
      ...(isNew ? ["ARG TARGETARCH"] : []),
      ...(one.usesNpm ? ["COPY --from=node:24-slim /usr/local /usr/local"] : []),
      ...(isPages && one.property("RunAOTCompilation") === "true"
        ? ["RUN dotnet workload install wasm-tools"]
        : []),
      "WORKDIR /src",
      ...copies,
      `RUN --mount=type=cache,target=/root/.nuget/packages dotnet restore ${word}${arch}`,
      ...(copies.includes("COPY . .") ? [] : ["COPY . ."]),
      `RUN --mount=type=cache,target=/root/.nuget/packages \\\n    dotnet publish ${[word, "--no-restore", ...(arch === "" ? [] : [arch.trim()]), "--configuration Release", ...options, "--output /out"].join(" ")}`,
    ],
  };
  const ignored = [
    "**/bin",
    "**/obj",
    "**/TestResults",
    "**/*.user",
    ".vs",
    ...(one.usesNpm ? ["**/node_modules"] : []),
  ];
  if (isPages) return { stages: [build, webServerStage("/out/wwwroot", true)], ignored, needed: [file] };
  return {
    stages: [
      build,
      {
        name: "runtime",
        what: "what is shipped: no SDK, not root.",
        from: `mcr.microsoft.com/dotnet/${image}:${runtime}`,
        lines: [
          "WORKDIR /app",
          // Before .NET 8, images have no user of their own and web servers listen on 80.
          ...(isOld && isWeb ? ["ENV ASPNETCORE_URLS=http://+:8080"] : []),
          "COPY --from=build /out ./",
          isOld ? "USER 65532:65532" : "USER $APP_UID",
          ...(isWeb ? ["EXPOSE 8080"] : []),
          `ENTRYPOINT ${sanitize.execForm(["dotnet", `${program}.dll`])}`,
        ],
      },
    ],
    ignored,
    needed: [file],
  };
}

/** What a restore reads: the project files and those above them, each to its own folder. */
function restoreCopies(
  folder: ProjectFolder,
  all: readonly DotnetProject[],
  inContext: (path: string) => string,
): string[] {
  const files = [
    ...new Set(all.flatMap(({ file }) => [...filesAbove(folder, file), file, ...locksBeside(folder, file)])),
  ].map(inContext);
  const byFolder = new Map<string, string[]>();
  for (const file of files) byFolder.set(parentOf(file), [...(byFolder.get(parentOf(file)) ?? []), file]);
  return byFolder.size > MOST_COPIES ? ["COPY . ."] : copyLines(byFolder);
}

function copyLines(byFolder: ReadonlyMap<string, readonly string[]>): string[] {
  return [...byFolder].map(([place, files]) => {
    const target = place === "" ? "./" : `${place}/`;
    const isPlain = [...files, target].every(file => sanitize.path(file) !== null || file === "./");
    return isPlain ? `COPY ${files.join(" ")} ${target}` : `COPY ${sanitize.execForm([...files, target])}`;
  });
}

function locksBeside(folder: ProjectFolder, file: string): string[] {
  const lock = `${parentOf(file) === "" ? "" : `${parentOf(file)}/`}packages.lock.json`;
  return folder.files.has(lock) ? [lock] : [];
}
