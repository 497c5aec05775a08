/** go.mod: the version of Go, and which package is the program. */
import * as l10n from "@vscode/l10n";
import { matching } from "../ecosystems/folder";
import { NEWEST_RELEASE } from "../ecosystems/debianReleases";
import { goPort, isBeside, mainPackages, moduleName, serves } from "../ecosystems/goPrograms";
import { goSources } from "../ecosystems/goSources";
import { imageVersion } from "../ecosystems/images";
import { systemNeeds } from "../ecosystems/nativePackages";
import { packagesIn } from "../ecosystems/packageNames";
import type { ProjectFolder } from "../ecosystems/folder";
import { procfileStart } from "../ecosystems/procfile";
import { joinedPath } from "../shared/joinedPath";
import { literal } from "./plan";
import type { Change, Found, Proposal, Whole } from "./plan";
import { answerTo, askPort, askProgram, questionsOf } from "./questions";
import * as sanitize from "../shared/sanitize";
import { exactVersion, toolVersion } from "../ecosystems/versions";
import { besideChanges, cgoChanges } from "./goChanges";
import type { NativeLibraries } from "./goChanges";
import { frontEnd, pageChanges } from "./goFrontEnd";

const MODULE = /^module[ \t]+"?([^\s"]{1,300})"?/m;
const TOOLCHAIN = /^toolchain[ \t]+go(\S{1,40})/m;
const VERSION = /^go[ \t]+(\S{1,40})/m;

/**
 * Reads a module of Go that has a program; null where the folder has none. A module that takes others from folders beside its own is
 * built in the folder that holds all of them, where `whole` has that.
 */
export function readGoProject(folder: ProjectFolder, whole: Whole): (Found & { folder?: string }) | null {
  const isWorkspace = folder.files.has("go.work");
  const manifest = isWorkspace ? "go.work" : "go.mod";
  if (!folder.files.has(manifest)) return null;
  const mod = folder.read(manifest) ?? "";
  const programs = mainPackages(folder, MODULE.exec(mod)?.[1] ?? folder.name);
  const outside = [...mod.matchAll(/(?:=>|^\s{0,9}use)\s{1,9}(\.\.\/\S{1,200})/gm)].flatMap(
    ([, path]) => path ?? [],
  );
  const context = outside.length === 0 ? whole.path : contextOf(whole, outside);
  if (context === null)
    return {
      what: "Go",
      manifest,
      notes: [],
      proposals: [],
      refused: l10n.t(
        "{0} refers to {1}, which is outside this folder. Open the folder that holds both.",
        manifest,
        outside[0] ?? "",
      ),
    };
  // A library, or a list of tools for those who work on a program in another language.
  if (programs.length === 0 && (matching(folder, /\.go$/).length > 0 || /^tool\b/m.test(mod))) return null;
  const version =
    imageVersion("golang", exactVersion(TOOLCHAIN.exec(mod)?.[1] ?? VERSION.exec(mod)?.[1] ?? null, 2)) ??
    exactVersion(toolVersion(folder, "golang", "go"), 2);
  const facts: GoFacts = {
    isWorkspace,
    native: nativeOf(folder, mod),
    version,
    module: MODULE.exec(mod)?.[1] ?? folder.name,
    programs,
    at: context === whole.path ? "" : whole.path.slice(context === "" ? 0 : context.length + 1),
  };
  const labels = {
    "ms-go": l10n.t("One program in an empty image"),
    "ms-go-distroless": l10n.t("One program on a distroless image"),
    "ms-go-alpine": l10n.t("One program on Alpine, which includes a shell"),
  };
  // What is linked with a library of C runs where that is.
  const snippets =
    facts.native === null
      ? (["ms-go", "ms-go-distroless", "ms-go-alpine"] as const)
      : (["ms-go-alpine"] as const);
  const proposals = snippets.map(snippet => proposal(folder, facts, snippet, labels[snippet]));
  const isOwn = facts.at === "";
  return {
    what: "Go",
    manifest: isOwn ? manifest : `${facts.at}/${manifest}`,
    proposals,
    notes: [],
    ...(isOwn ? {} : { folder: context }),
  };
}

/** The folder that holds a module and those beside it, where all of them are there; null where one is not. */
function contextOf({ folder, path }: Whole, outside: readonly string[]): string | null {
  const places = outside.map(one => joinedPath(path, one));
  if (places.some(place => place === null || !folder.files.has(`${place}/go.mod`))) return null;
  const parts = [path, ...places.map(place => place ?? "")].map(place => place.split("/"));
  const [first = []] = parts;
  const shared = first.findIndex((name, index) => parts.some(names => names[index] !== name));
  return first.slice(0, shared === -1 ? first.length - 1 : shared).join("/");
}

interface GoFacts {
  readonly isWorkspace: boolean;
  /** The packages of Debian that it is built and run with, where it uses C; null where it does not. */
  readonly native: NativeLibraries | null;
  readonly version: string | null;
  readonly module: string;
  /** Packages by the paths of their folders; `.` for the module's own. */
  readonly programs: readonly string[];
  /** The folder of the module, from that of the build context; `""` where it is the same. */
  readonly at: string;
}

/** Modules that are written in C for the most part: without cgo they are built, and do not work. */
const CGO =
  /github\.com\/(?:mattn\/go-sqlite3|confluentinc\/confluent-kafka-go|libgit2\/git2go|google\/gopacket|h2non\/bimg|davidbyttow\/govips|pebbe\/zmq4|marcboeker\/go-duckdb|gordonklaus\/portaudio|karalabe\/hid|veandco\/go-sdl2|go-gl\/|knqyf263\/go-rpmdb|tecbot\/gorocksdb)|gopkg\.in\/gographics\/imagick/;

/** Sources that are compiled for other systems alone, by their names: https://pkg.go.dev/cmd/go#hdr-Build_constraints */
const OF_OTHER_SYSTEMS =
  /_(?:windows|darwin|freebsd|netbsd|openbsd|dragonfly|solaris|aix|plan9|ios|js|wasip1)(?:_\w+)?\.go$/;

function nativeOf(folder: ProjectFolder, mod: string): GoFacts["native"] {
  const uses =
    CGO.test(mod.replace(/^.*\/\/ indirect.*$/gm, "")) ||
    // What brings it along is a driver of a mapper, as gorm has them.
    /github\.com\/mattn\/go-sqlite3/.test(mod) ||
    goSources(folder).some(
      file => !OF_OTHER_SYSTEMS.test(file) && /^import "C"$/m.test(folder.read(file) ?? ""),
    );
  if (!uses) return null;
  const { builds, runs } = systemNeeds("go", packagesIn("go", "go.mod", mod), {
    kind: "debian",
    release: NEWEST_RELEASE,
  });
  return { build: builds, run: runs };
}

function proposal(
  folder: ProjectFolder,
  facts: GoFacts,
  snippet: "ms-go" | "ms-go-distroless" | "ms-go-alpine",
  label: string,
): Proposal {
  const { version, module, programs, native, isWorkspace, at } = facts;
  const serious = programs.filter(path => !isBeside(path));
  const choices = serious.length > 0 ? serious : programs;
  const question = choices.length > 1 ? { ...askProgram(choices), kind: "path" as const } : null;
  const hasTests = matching(folder, /_test\.go$/).length > 0 && !isWorkspace;
  const asks = goPort(folder, choices[0] ?? ".") === null && serves(folder);
  const port = asks ? askPort("8080") : null;
  return {
    label,
    snippet,
    questions: questionsOf(question, port),
    plan: answers => {
      const program = answerTo(question, answers) ?? programs[0] ?? ".";
      const own = moduleName(module);
      const called = sanitize.name(program === "." ? own : program.replace(/^.*\//, ""));
      const entry = snippet === "ms-go-alpine" ? "${5:app}" : "/${5:app}";
      const listens = goPort(folder, program) ?? answerTo(port, answers);
      const pages = at === "" ? frontEnd(folder) : null;
      const process = procfileStart(folder, listens ?? "8080")?.words ?? [];
      const args = process[0]?.replace(/^.*\//, "") === called ? process.slice(1) : [];
      const changes: Change[] = [
        ...(hasTests ? [] : [{ without: "test" }]),
        ...(at === "" ? copiesOf(folder, isWorkspace) : []),
        ...(pages === null ? [] : pageChanges(pages)),
        ...(native === null ? [] : cgoChanges(native, version)),
        ...besideChanges(folder, snippet, at),
        ...(at === "" ? [] : moduleChanges(at)),
        ...(args.length === 0
          ? []
          : [
              {
                replace: `ENTRYPOINT ["${entry}"]`,
                by: `ENTRYPOINT ["${entry}"]\nCMD ${literal(sanitize.execForm(args))}`,
              },
            ]),
        ...(listens === null ? [] : [{ replace: "ENTRYPOINT [", by: `EXPOSE ${listens}\nENTRYPOINT [` }]),
      ];
      return {
        snippet,
        values: { 2: version, 5: called, 6: program === "." ? "." : `./${program}` },
        changes,
        ignored: ["bin", "dist", "*.test", "*.out", ".env"],
        needed: [at === "" ? program : at],
      };
    },
  };
}

/** With other modules beside it: the folder of the module is one of those in the context. */
function moduleChanges(at: string): Change[] {
  const download = "RUN --mount=type=cache,target=/go/pkg/mod go mod download\n";
  return [
    {
      replace: `COPY go.mod go.sum ./\n${download}COPY . .\n`,
      by: `COPY . .\nWORKDIR /src/${at}\n${download}`,
    },
  ];
}

/** What has to be there before modules are downloaded: those that are in folders of the project, too. */
function copiesOf(folder: ProjectFolder, isWorkspace: boolean): Change[] {
  const before = "COPY go.mod go.sum ./";
  const download = "RUN --mount=type=cache,target=/go/pkg/mod go mod download\n";
  const isLocal = /=>\s{1,9}\.\//.test(folder.read("go.mod") ?? "");
  if (isWorkspace || isLocal)
    return [{ replace: `${before}\n${download}COPY . .\n`, by: `COPY . .\n${download}` }];
  return folder.files.has("go.sum") ? [] : [{ replace: before, by: "COPY go.mod ./" }];
}
