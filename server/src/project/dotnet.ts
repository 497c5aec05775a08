/** *.csproj: the framework, the name of the program, and which runtime it needs. */
import * as l10n from "@vscode/l10n";
import type { XmlElement } from "@rgrove/parse-xml";
import { matching } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import { elementText, elements, readXml } from "../ecosystems/manifest";
import { literal } from "./plan";
import type { Change, Found, Plan } from "./plan";
import { answerTo, askProgram, questionsOf } from "./questions";
import * as sanitize from "../shared/sanitize";

interface Project {
  /** The file without its ending. */
  readonly stem: string;
  readonly program: string;
  /** `10.0`; null where the file does not say it. */
  readonly version: string | null;
  /** The framework to build for, where there are several. */
  readonly target: string | null;
  readonly isWeb: boolean;
  /** It names a project outside of its folder. */
  readonly isPart: boolean;
  readonly problem: string | null;
}

/** Reads the projects of .NET in a folder that are programs; null where there is none. */
export function readDotnetProject(folder: ProjectFolder): Found | null {
  const projects = matching(folder, /^[^/]+\.csproj$/).flatMap(file => readProject(folder, file) ?? []);
  const [first] = projects;
  if (first === undefined) return null;
  const question = projects.length > 1 ? askProgram(projects.map(({ stem }) => stem)) : null;
  const notes = projects.flatMap(({ problem }) => problem ?? []);
  const outside = l10n.t(
    "{0} refers to projects outside its folder. Use the parent folder of all projects as the build context, and adapt the paths.",
    `${first.stem}.csproj`,
  );
  return {
    what: first.isWeb ? "ASP.NET Core" : ".NET",
    manifest: `${first.stem}.csproj`,
    notes: [...notes, ...(first.isPart ? [outside] : [])],
    proposals: [
      {
        label: l10n.t("A published program on the .NET runtime"),
        snippet: "ms-dotnet",
        questions: questionsOf(question),
        plan: answers => {
          const stem = answerTo(question, answers);
          return planOf(projects.find(project => project.stem === stem) ?? first, projects.length > 1);
        },
      },
    ],
  };
}

function readProject(folder: ProjectFolder, file: string): Project | null {
  const { root, problem } = readXml(folder, file);
  const stem = file.slice(0, -".csproj".length);
  if (!isName(stem)) return null;
  const sdk = root?.attributes["Sdk"] ?? "";
  const property = (key: string) => propertyOf(root, key);
  const references = elements(root, "ItemGroup").flatMap(group => [
    ...elements(group, "PackageReference"),
    ...elements(group, "ProjectReference"),
  ]);
  const included = references.map(({ attributes }) => attributes["Include"] ?? "");
  const isTest = property("IsTestProject") === "true" || included.includes("Microsoft.NET.Test.Sdk");
  const isProgram = /\.(?:Web|Worker)$/.test(sdk) || /^(?:Win)?Exe$/i.test(property("OutputType") ?? "");
  if (isTest || (!isProgram && problem === null)) return null;
  const targets = (property("TargetFrameworks") ?? property("TargetFramework") ?? "").split(";");
  const [newest] = targets
    .flatMap(target => /^net(?:coreapp)?(\d{1,2}\.\d)(?:-|$)/.exec(target.trim()) ?? [])
    .filter(text => /^\d/.test(text))
    .sort((one, other) => Number(other) - Number(one));
  const assembly = property("AssemblyName");
  return {
    stem,
    program: assembly !== null && isName(assembly) ? assembly : stem,
    version: newest ?? null,
    target: targets.length > 1 && newest !== undefined ? `net${newest}` : null,
    isWeb: problem !== null || sdk.endsWith(".Web"),
    isPart: references.some(
      ({ name, attributes }) =>
        name === "ProjectReference" && attributes["Include"]?.startsWith("..") === true,
    ),
    problem,
  };
}

/** Names of projects may have spaces; they stand in JSON, where nothing but quotes and control characters ends them. */
function isName(text: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_ .+-]{0,99}$/u.test(text);
}

function propertyOf(root: XmlElement | null, key: string): string | null {
  return (
    elements(root, "PropertyGroup")
      .map(group => elementText(group, key))
      .find(text => text !== null && text !== "") ?? null
  );
}

function planOf({ stem, program, version, target, isWeb }: Project, isOneOfMany: boolean): Plan {
  const isOld = version !== null && Number(version) < 8;
  const isPlain = sanitize.name(stem) !== null;
  const file = `${stem}.csproj`;
  // A folder with several projects has to be told which one is meant; quotes keep spaces together.
  const named = isOneOfMany ? ` ${isPlain ? file : `"${file}"`}` : "";
  const changes: Change[] = [
    ...(isPlain
      ? []
      : [{ replace: "COPY ${3:App}.csproj ./", by: `COPY ${literal(sanitize.execForm([file, "./"]))}` }]),
    ...(named === "" ? [] : [{ replace: "dotnet restore ", by: `dotnet restore${named} ` }]),
    ...(named === "" && target === null
      ? []
      : [
          {
            replace: "dotnet publish ",
            by: `dotnet publish${named} ${target === null ? "" : `--framework ${target} `}`,
          },
        ]),
    ...(isWeb
      ? []
      : [
          { replace: "dotnet/aspnet:", by: "dotnet/runtime:" },
          { replace: "EXPOSE 8080\n", by: "" },
        ]),
    // Before .NET 8, images have no user of their own and web servers listen on 80.
    ...(isOld ? [{ replace: "USER \\$APP_UID", by: "USER 65532:65532" }] : []),
    ...(isOld && isWeb
      ? [{ replace: "WORKDIR /app\n", by: "WORKDIR /app\nENV ASPNETCORE_URLS=http://+:8080\n" }]
      : []),
    ...(isPlain && program === stem
      ? []
      : [
          {
            replace: '["dotnet", "${3:App}.dll"]',
            by: literal(sanitize.execForm(["dotnet", `${program}.dll`])),
          },
        ]),
  ];
  return {
    snippet: "ms-dotnet",
    values: { 2: version, 3: isPlain ? stem : null },
    changes,
    ignored: ["bin", "obj", "**/bin", "**/obj", "TestResults", "*.user", ".vs"],
    needed: [file],
  };
}
