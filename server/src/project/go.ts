/** go.mod: the version of Go, and which package is the program. */
import * as l10n from "@vscode/l10n";
import { matching, parentOf } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import type { Change, Found, Proposal } from "./plan";
import { answerTo, askProgram, questionsOf } from "./questions";
import * as sanitize from "../shared/sanitize";
import { exactVersion, toolVersion } from "../ecosystems/versions";

const MODULE = /^module[ \t]+"?([^\s"]{1,300})"?/m;
const TOOLCHAIN = /^toolchain[ \t]+go(\S{1,40})/m;
const VERSION = /^go[ \t]+(\S{1,40})/m;

/** Reads a module of Go that has a program; null where the folder has none. */
export function readGoProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("go.mod")) return null;
  const mod = folder.read("go.mod") ?? "";
  const programs = mainPackages(folder);
  if (programs.length === 0 && matching(folder, /\.go$/).length > 0) return null; // A library.
  const version =
    exactVersion(TOOLCHAIN.exec(mod)?.[1] ?? VERSION.exec(mod)?.[1] ?? null, 2) ??
    exactVersion(toolVersion(folder, "golang", "go"), 2);
  const facts: GoFacts = { version, module: MODULE.exec(mod)?.[1] ?? folder.name, programs };
  const labels = {
    "ms-go": l10n.t("One program in an empty image"),
    "ms-go-distroless": l10n.t("One program on a distroless image"),
    "ms-go-alpine": l10n.t("One program on Alpine, which includes a shell"),
  };
  const proposals = (["ms-go", "ms-go-distroless", "ms-go-alpine"] as const).map(snippet =>
    proposal(folder, facts, snippet, labels[snippet]),
  );
  return { what: "Go", manifest: "go.mod", proposals, notes: [] };
}

interface GoFacts {
  readonly version: string | null;
  readonly module: string;
  /** Packages by the paths of their folders; `.` for the module's own. */
  readonly programs: readonly string[];
}

/** The folders of packages called `main`, the module's own first; of the sources, those were read that can be one. */
function mainPackages(folder: ProjectFolder): string[] {
  const files = sources(folder).filter(file => /^package main\b/m.test(folder.read(file) ?? ""));
  const folders = new Set(files.map(file => parentOf(file)));
  return [...folders]
    .map(path => sanitize.path(path) ?? (path === "" ? "." : null))
    .filter(path => path !== null);
}

/** The sources of the module: those below another go.mod are of another one. */
function sources(folder: ProjectFolder): string[] {
  const others = matching(folder, /\/go\.mod$/).map(file => `${parentOf(file)}/`);
  return matching(folder, /\.go$/).filter(file => !others.some(other => file.startsWith(other)));
}

function proposal(
  folder: ProjectFolder,
  { version, module, programs }: GoFacts,
  snippet: "ms-go" | "ms-go-distroless" | "ms-go-alpine",
  label: string,
): Proposal {
  const question = programs.length > 1 ? { ...askProgram(programs), kind: "path" as const } : null;
  const hasTests = matching(folder, /_test\.go$/).length > 0;
  return {
    label,
    snippet,
    questions: questionsOf(question),
    plan: answers => {
      const program = answerTo(question, answers) ?? programs[0] ?? ".";
      const own = module.replace(/\/v\d+$/, "").replace(/^.*\//, "");
      const called = sanitize.name(program === "." ? own : program.replace(/^.*\//, ""));
      const port = portOf(folder, program);
      const changes: Change[] = [
        ...(hasTests ? [] : [{ without: "test" }]),
        ...(folder.files.has("go.sum") ? [] : [{ replace: "COPY go.mod go.sum ./", by: "COPY go.mod ./" }]),
        ...(port === null ? [] : [{ replace: "ENTRYPOINT [", by: `EXPOSE ${port}\nENTRYPOINT [` }]),
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
  const found = sources(folder)
    .filter(file => file.startsWith(prefix) && !file.slice(prefix.length).includes("/"))
    .map(file => /"(?:0\.0\.0\.0)?:(\d{2,5})"/.exec(folder.read(file) ?? "")?.[1]);
  return found.map(sanitize.port).find(port => port !== null) ?? null;
}
