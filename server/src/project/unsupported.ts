/** Projects that nobody writes a Dockerfile for here: what they are is said, in place of "no project". */
import * as l10n from "@vscode/l10n";
import type { ProjectFolder } from "../ecosystems/folder";
import type { Found } from "./plan";

/** By the file that a tool wants: the language, and the tool that builds it. */
const TOOLS: readonly (readonly [file: RegExp, what: string, tool: string])[] = [
  [/^build\.sbt$/, "Scala", "sbt"],
  [/^build\.sc$/, "Scala", "Mill"],
  [/^Package\.swift$/, "Swift", "SwiftPM"],
  [/^(?:stack\.yaml|[\w-]+\.cabal)$/, "Haskell", "Cabal"],
  [/^build\.zig$/, "Zig", "Zig"],
  [/^pubspec\.yaml$/, "Dart", "pub"],
  [/^shard\.yml$/, "Crystal", "Shards"],
  [/^(?:project\.clj|deps\.edn)$/, "Clojure", "Leiningen"],
  [/^rebar\.config$/, "Erlang", "rebar3"],
  [/^dune-project$/, "OCaml", "Dune"],
  [/^[\w-]+\.nimble$/, "Nim", "Nimble"],
  [/^meson\.build$/, "Meson", "Meson"],
];

/** The names of those files. */
export const UNSUPPORTED_MANIFESTS = new RegExp(TOOLS.map(([file]) => file.source).join("|"));

/** The project in a folder that has such a file, refused; null where it has none. */
export function readUnsupported(folder: ProjectFolder): Found | null {
  const names = [...folder.files].filter(file => !file.includes("/"));
  for (const [pattern, what, tool] of TOOLS) {
    const manifest = names.find(name => pattern.test(name));
    if (manifest !== undefined)
      return {
        what,
        manifest,
        notes: [],
        proposals: [],
        refused: l10n.t("Projects of {0} ({1}) are not supported.", what, tool),
      };
  }
  return null;
}
