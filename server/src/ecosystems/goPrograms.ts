/** The programs of a module of Go, and what their sources say of a port. */
import * as sanitize from "../shared/sanitize";
import { parentOf } from "./folder";
import type { ProjectFolder } from "./folder";
import { goSources } from "./goSources";

/** The folders of packages called `main`, the module's own first; of the sources, those were read that can be one. */
export function mainPackages(folder: ProjectFolder, module: string): string[] {
  const files = goSources(folder).filter(file => {
    const text = folder.read(file) ?? "";
    return /^package main\b/m.test(text) && !/^\/\/ ?(?:go:build|\+build) (?:ignore|tools|never)/m.test(text);
  });
  const own = moduleName(module);
  const folders = new Set(files.map(file => parentOf(file)));
  return [...folders]
    .map(path => sanitize.path(path) ?? (path === "" ? "." : null))
    .filter(path => path !== null)
    .sort((one, other) => rank(one) - rank(other) || likeness(other, own) - likeness(one, own));
}

/** The last name of a module's path, without its major version: what `go install` calls its own program. */
export function moduleName(module: string): string {
  return module.replace(/\/v\d+$/, "").replace(/^.*\//, "");
}

/** How much a program's name is that of its module: `wtf` and `wtfd` of wtf, before `wtf-storybook`. */
function likeness(path: string, own: string): number {
  const name = path.replace(/^.*\//, "");
  if (name === own) return 4;
  if (name === `${own}d` || /^(?:server|api|web|app|serve|service)$/.test(name)) return 3;
  if (/server|api|web/.test(name)) return 2;
  return name.startsWith(own) ? 1 : 0;
}

/** The module's own program first, then those of cmd, and what is an example or a tool behind all others. */
function rank(path: string): number {
  if (isBeside(path)) return 3;
  return path === "." ? 0 : path.startsWith("cmd/") ? 1 : 2;
}

/** Whether a package is an example, a test or a tool of those who work on the module. */
export function isBeside(path: string): boolean {
  return /(?:^|\/)_?(?:examples?|samples?|demos?|tests?|testdata|hack|scripts?|tools?|docs?|benchmarks?|internal|e2e|integration|misc|contrib)(?:\/|$)/.test(
    path,
  );
}

/** The port that a program listens on, as its own sources write it. */
export function goPort(folder: ProjectFolder, program: string): string | null {
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
export function serves(folder: ProjectFolder): boolean {
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
