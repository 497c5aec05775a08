/** go.mod: the version of Go, and which package is the program. */
import * as l10n from "@vscode/l10n";
import { matching, parentOf } from "../ecosystems/folder";
import { NEWEST_RELEASE } from "../ecosystems/debianReleases";
import { goSources } from "../ecosystems/goSources";
import { imageVersion } from "../ecosystems/images";
import { systemNeeds } from "../ecosystems/nativePackages";
import { packagesIn } from "../ecosystems/packageNames";
import type { ProjectFolder } from "../ecosystems/folder";
import type { Change, Found, Proposal } from "./plan";
import { answerTo, askPort, askProgram, questionsOf } from "./questions";
import * as sanitize from "../shared/sanitize";
import { exactVersion, toolVersion } from "../ecosystems/versions";
import { besideChanges, cgoChanges } from "./goChanges";
import type { NativeLibraries } from "./goChanges";
import { frontEnd, pageChanges } from "./goFrontEnd";

const MODULE = /^module[ \t]+"?([^\s"]{1,300})"?/m;
const TOOLCHAIN = /^toolchain[ \t]+go(\S{1,40})/m;
const VERSION = /^go[ \t]+(\S{1,40})/m;

/** Reads a module of Go that has a program; null where the folder has none. */
export function readGoProject(folder: ProjectFolder): Found | null {
  const isWorkspace = folder.files.has("go.work");
  const manifest = isWorkspace ? "go.work" : "go.mod";
  if (!folder.files.has(manifest)) return null;
  const mod = folder.read(manifest) ?? "";
  const programs = mainPackages(folder);
  const outside =
    /^\s{0,9}(?:replace\s.{1,200}=>|use)\s{1,9}(\.\.\/\S{1,200})/m.exec(mod)?.[1] ??
    /=>\s{1,9}(\.\.\/\S{1,200})/.exec(mod)?.[1];
  if (outside !== undefined)
    return {
      what: "Go",
      manifest,
      notes: [],
      proposals: [],
      refused: l10n.t(
        "{0} refers to {1}, which is outside this folder. Open the folder that holds both.",
        manifest,
        outside,
      ),
    };
  if (programs.length === 0 && matching(folder, /\.go$/).length > 0) return null; // A library.
  const version =
    imageVersion("golang", exactVersion(TOOLCHAIN.exec(mod)?.[1] ?? VERSION.exec(mod)?.[1] ?? null, 2)) ??
    exactVersion(toolVersion(folder, "golang", "go"), 2);
  const facts: GoFacts = {
    isWorkspace,
    native: nativeOf(folder, mod),
    version,
    module: MODULE.exec(mod)?.[1] ?? folder.name,
    programs,
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
  return { what: "Go", manifest, proposals, notes: [] };
}

interface GoFacts {
  readonly isWorkspace: boolean;
  /** The packages of Debian that it is built and run with, where it uses C; null where it does not. */
  readonly native: NativeLibraries | null;
  readonly version: string | null;
  readonly module: string;
  /** Packages by the paths of their folders; `.` for the module's own. */
  readonly programs: readonly string[];
}

/** Modules that are written in C for the most part: without cgo they are built, and do not work. */
const CGO =
  /github\.com\/(?:mattn\/go-sqlite3|confluentinc\/confluent-kafka-go|libgit2\/git2go|google\/gopacket|h2non\/bimg|davidbyttow\/govips|pebbe\/zmq4|marcboeker\/go-duckdb|gordonklaus\/portaudio|karalabe\/hid|veandco\/go-sdl2|go-gl\/|knqyf263\/go-rpmdb|tecbot\/gorocksdb)|gopkg\.in\/gographics\/imagick/;

function nativeOf(folder: ProjectFolder, mod: string): GoFacts["native"] {
  const uses =
    CGO.test(mod.replace(/^.*\/\/ indirect.*$/gm, "")) ||
    // What brings it along is a driver of a mapper, as gorm has them.
    /github\.com\/mattn\/go-sqlite3/.test(mod) ||
    goSources(folder).some(file => /^import "C"$/m.test(folder.read(file) ?? ""));
  if (!uses) return null;
  const { builds, runs } = systemNeeds("go", packagesIn("go", "go.mod", mod), {
    kind: "debian",
    release: NEWEST_RELEASE,
  });
  return { build: builds, run: runs };
}

/** The folders of packages called `main`, the module's own first; of the sources, those were read that can be one. */
function mainPackages(folder: ProjectFolder): string[] {
  const files = goSources(folder).filter(file => {
    const text = folder.read(file) ?? "";
    return /^package main\b/m.test(text) && !/^\/\/ ?(?:go:build|\+build) (?:ignore|tools|never)/m.test(text);
  });
  const folders = new Set(files.map(file => parentOf(file)));
  return [...folders]
    .map(path => sanitize.path(path) ?? (path === "" ? "." : null))
    .filter(path => path !== null)
    .sort((one, other) => rank(one) - rank(other));
}

/** The module's own program first, then those of cmd, and what is an example or a tool behind all others. */
function rank(path: string): number {
  if (
    /(?:^|\/)_?(?:examples?|samples?|demos?|tests?|testdata|hack|scripts?|tools?|docs?|benchmarks?|internal|e2e|integration|misc|contrib)(?:\/|$)/.test(
      path,
    )
  )
    return 3;
  return path === "." ? 0 : path.startsWith("cmd/") ? 1 : 2;
}

function proposal(
  folder: ProjectFolder,
  facts: GoFacts,
  snippet: "ms-go" | "ms-go-distroless" | "ms-go-alpine",
  label: string,
): Proposal {
  const { version, module, programs, native, isWorkspace } = facts;
  const serious = programs.filter(path => rank(path) < 3);
  const choices = serious.length > 0 ? serious : programs;
  const question = choices.length > 1 ? { ...askProgram(choices), kind: "path" as const } : null;
  const hasTests = matching(folder, /_test\.go$/).length > 0 && !isWorkspace;
  const asks = portOf(folder, choices[0] ?? ".") === null && serves(folder);
  const port = asks ? askPort("8080") : null;
  return {
    label,
    snippet,
    questions: questionsOf(question, port),
    plan: answers => {
      const program = answerTo(question, answers) ?? programs[0] ?? ".";
      const own = module.replace(/\/v\d+$/, "").replace(/^.*\//, "");
      const called = sanitize.name(program === "." ? own : program.replace(/^.*\//, ""));
      const listens = portOf(folder, program) ?? answerTo(port, answers);
      const pages = frontEnd(folder);
      const changes: Change[] = [
        ...(hasTests ? [] : [{ without: "test" }]),
        ...copiesOf(folder, isWorkspace),
        ...(pages === null ? [] : pageChanges(pages)),
        ...(native === null ? [] : cgoChanges(native, version)),
        ...besideChanges(folder, snippet),
        ...(listens === null ? [] : [{ replace: "ENTRYPOINT [", by: `EXPOSE ${listens}\nENTRYPOINT [` }]),
      ];
      return {
        snippet,
        values: { 2: version, 5: called, 6: program === "." ? "." : `./${program}` },
        changes,
        ignored: ["bin", "dist", "*.test", "*.out", ".env"],
        needed: [program],
      };
    },
  };
}

/** The port that a program listens on, as its own sources write it. */
function portOf(folder: ProjectFolder, program: string): string | null {
  const prefix = program === "." ? "" : `${program}/`;
  const found = goSources(folder)
    .filter(file => file.startsWith(prefix) && !file.slice(prefix.length).includes("/"))
    .map(file => folder.read(file) ?? "")
    .map(
      text =>
        /"(?:0\.0\.0\.0|localhost|127\.0\.0\.1)?:(\d{2,5})"/.exec(text)?.[1] ??
        /\bport\b[^\n]{0,40}"(\d{4,5})"/i.exec(text)?.[1] ??
        /\bport\s{0,3}:?=\s{0,3}(\d{4,5})\b/i.exec(text)?.[1],
    );
  return found.map(sanitize.port).find(port => port !== null) ?? null;
}

/** Whether a source or a module of a server is there. */
function serves(folder: ProjectFolder): boolean {
  const mod = folder.read("go.mod") ?? folder.read("go.work") ?? "";
  return (
    /gin-gonic\/gin|labstack\/echo|gofiber\/fiber|go-chi\/chi|gorilla\/mux|google\.golang\.org\/grpc |valyala\/fasthttp|beego/.test(
      mod,
    ) ||
    goSources(folder).some(file =>
      /http\.ListenAndServe|http\.Server\{|net\.Listen\(/.test(folder.read(file) ?? ""),
    )
  );
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
