/** The stages of a program of .NET. */
import { parentOf } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { filesAbove } from "../../ecosystems/dotnet/projectFile";
import type { DotnetProject } from "../../ecosystems/dotnet/projectFile";
import type { StagesPlan } from "../plan";
import * as sanitize from "../../shared/sanitize";
import { webServerStage } from "../webServer";
import { versionsOf } from "./versions";

const MOST_COPIES = 15;

/** Names of projects may have spaces; they stand in JSON, where nothing but quotes and control characters ends them. */
export function isName(text: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_ .+-]{0,99}$/u.test(text);
}

/** The plan for a program whose build context is `context`, from the folder of the project. */
export function planOf(
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
      ? "compiles the application for the target platform, on the build platform."
      : "restores the packages and publishes the application.",
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
  if (isPages)
    return { stages: [build, webServerStage("--from=build /out/wwwroot", true)], ignored, needed: [file] };
  return {
    stages: [
      build,
      {
        name: "runtime",
        what: "is the final image: the published application on the .NET runtime, run as a non-root user.",
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
