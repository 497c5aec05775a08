/** deno.json: the program, and what it may do. */
import * as l10n from "@vscode/l10n";
import { firstOf, matching } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import { field, readJson, textOf } from "../ecosystems/manifest";
import type { Change, Found } from "./plan";
import { answerTo, askPort, questionsOf } from "./questions";
import * as sanitize from "../shared/sanitize";
import { exactVersion, toolVersion } from "../ecosystems/versions";

const ENTRIES = ["main.ts", "mod.ts", "index.ts", "server.ts", "src/main.ts", "src/index.ts", "main.js"];

/** Reads a project of Deno; null where the folder has none. */
export function readDenoProject(folder: ProjectFolder): Found | null {
  const manifest = firstOf(folder, ["deno.json", "deno.jsonc"]);
  if (manifest === null) return null;
  // The other one has comments, which make it no JSON.
  const { fields, problem } =
    manifest === "deno.json" ? readJson(folder, manifest) : { fields: {}, problem: null };
  const task = textOf(field(fields, "tasks", "start")) ?? textOf(field(fields, "tasks", "dev"));
  const inTask = task?.split(/\s+/).find(word => /\.[jt]sx?$/.test(word));
  const entry = sanitize.path(inTask) ?? sanitize.path(textOf(fields["exports"])) ?? firstOf(folder, ENTRIES);
  const source = folder.read(entry ?? "") ?? "";
  const known =
    sanitize.port(/\bport\s{0,3}[:=]\s{0,3}(\d{2,5})\b/i.exec(source)?.[1]) ??
    (/Deno\.serve\(/.test(source) ? "8000" : null);
  const port = known === null ? askPort("8000") : null;
  return {
    what: "Deno",
    manifest,
    notes: problem === null ? [] : [problem],
    proposals: [
      {
        label: l10n.t("One program that does not need Deno"),
        snippet: "ms-deno",
        questions: questionsOf(port),
        plan: answers => {
          const listens = known ?? answerTo(port, answers);
          return {
            snippet: "ms-deno",
            values: { 2: exactVersion(toolVersion(folder, "deno"), 3), 6: entry, 8: listens },
            changes: changesOf(folder, manifest, listens),
            ignored: ["node_modules", "coverage", ".env", ".env.*"],
            needed: entry === null ? [] : [entry],
          };
        },
      },
    ],
  };
}

function changesOf(folder: ProjectFolder, manifest: string, port: string | null): Change[] {
  const isLocked = folder.files.has("deno.lock");
  const hasTests = matching(folder, /(?:^|\/|[_.])test\.[jt]sx?$/).length > 0;
  const files = `${manifest}${isLocked ? " deno.lock" : ""}`;
  return [
    ...(hasTests ? [] : [{ without: "test" }]),
    ...(files === "deno.json deno.lock"
      ? []
      : [{ replace: "COPY deno.json deno.lock ./", by: `COPY ${files} ./` }]),
    ...(isLocked ? [] : [{ replace: " --frozen", by: "" }]),
    ...(port === null ? [{ replace: "EXPOSE ${8:8000}\n", by: "" }] : []),
  ];
}
