/** mix.exs: the name of the application, its release, the version of Elixir. A mix.exs is a program; nothing is run. */
import * as l10n from "@vscode/l10n";
import { matching } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import type { Change, Found, Question } from "./plan";
import { answerTo, questionsOf } from "./questions";
import * as sanitize from "../shared/sanitize";
import { exactVersion, toolVersion, versionFor } from "../ecosystems/versions";

const VERSIONS = ["1.18", "1.19", "1.20", "1.17", "1.16", "1.15", "1.14", "1.13"];

/** Reads a project of Mix; null where the folder has none. */
export function readElixirProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("mix.exs")) return null;
  const text = folder.read("mix.exs") ?? "";
  const release = /\breleases:\s{0,9}\[\s{0,40}(\w{1,60}):/.exec(text)?.[1];
  const app = sanitize.name(release ?? /\bapp:\s{0,9}:(\w{1,60})/.exec(text)?.[1]);
  const name = app === null ? askRelease(folder) : null;
  const isPhoenix = /\{\s{0,9}:phoenix,/.test(text);
  const version =
    exactVersion(toolVersion(folder, "elixir"), 2) ??
    versionFor(/\belixir:\s{0,9}"([^"\n]{1,60})"/.exec(text)?.[1] ?? null, VERSIONS);
  return {
    what: isPhoenix ? "Phoenix" : "Elixir",
    manifest: "mix.exs",
    notes: [],
    proposals: [
      {
        label: l10n.t("A release that includes Erlang"),
        snippet: "ms-elixir",
        questions: questionsOf(name),
        plan: answers => ({
          snippet: "ms-elixir",
          values: { 2: version, 6: app ?? answerTo(name, answers) },
          changes: changesOf(folder, text, isPhoenix),
          ignored: ["_build", "deps", ".elixir_ls", "cover", "node_modules", "priv/static/assets", ".env"],
          needed: ["config"],
        }),
      },
    ],
  };
}

function askRelease(folder: ProjectFolder): Question {
  return {
    id: "release",
    title: l10n.t("Release"),
    prompt: l10n.t("What is the name of the release?"),
    why: l10n.t("mix.exs does not name it."),
    value: sanitize.name(folder.name.toLowerCase().replace(/\W+/g, "_")) ?? "app",
    kind: "name",
    optional: false,
  };
}

function changesOf(folder: ProjectFolder, text: string, isPhoenix: boolean): Change[] {
  const hasConfig = matching(folder, /^config\//).length > 0;
  const hasTests = matching(folder, /^test\/.*_test\.exs$/).length > 0;
  const hasAssets = /"assets\.deploy"/.test(text);
  const usesNode = folder.files.has("assets/package.json");
  return [
    ...(hasTests ? [] : [{ without: "test" }]),
    ...(folder.files.has("mix.lock") ? [] : [{ replace: "COPY mix.exs mix.lock ./", by: "COPY mix.exs ./" }]),
    ...(hasConfig ? [] : [{ replace: "COPY config ./config\n", by: "" }]),
    {
      replace: "RUN mix local.hex",
      by: `RUN apt-get update \\\\\n    && apt-get install --yes --no-install-recommends build-essential ca-certificates git${usesNode ? " nodejs npm" : ""} \\\\\n    && rm -rf /var/lib/apt/lists/*\nRUN mix local.hex`,
    },
    // Since Phoenix 1.8, assets are made of what the compiler has found in the templates.
    ...(hasAssets
      ? [
          {
            replace: "RUN mix release",
            by: `${usesNode ? "RUN npm --prefix assets install\n" : ""}RUN mix compile \\\\\n    && mix assets.deploy \\\\\n    && mix release`,
          },
        ]
      : []),
    ...(isPhoenix
      ? [
          { replace: "    LANG=C.UTF-8", by: "    LANG=C.UTF-8 \\\\\n    PHX_SERVER=true" },
          { replace: "\nCMD [", by: "\nEXPOSE 4000\nCMD [" },
        ]
      : []),
  ];
}
