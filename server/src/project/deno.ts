/** deno.json: the program, and what it may do. */
import * as l10n from "@vscode/l10n";
import { firstOf, matching } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import { field, fieldsOf, readManifestProblem, textOf } from "../ecosystems/manifest";
import type { Fields } from "../ecosystems/manifest";
import { parse } from "jsonc-parser";
import type { ParseError } from "jsonc-parser";
import type { Change, Found, Question } from "./plan";
import { answerTo, askPort, questionsOf } from "./questions";
import * as sanitize from "../shared/sanitize";
import { exactVersion, toolVersion } from "../ecosystems/versions";

const ENTRIES = ["main.ts", "mod.ts", "index.ts", "server.ts", "src/main.ts", "src/index.ts", "main.js"];

/** Reads a project of Deno; null where the folder has none. */
export function readDenoProject(folder: ProjectFolder): Found | null {
  const manifest = firstOf(folder, ["deno.json", "deno.jsonc"]);
  if (manifest === null) return null;
  const text = folder.read(manifest) ?? "";
  const faults: ParseError[] = [];
  const fields = fieldsOf(parse(text, faults, { allowTrailingComma: true }));
  const problem = faults.length === 0 ? null : readManifestProblem(folder, manifest);
  const task = textOf(field(fields, "tasks", "start")) ?? textOf(field(fields, "tasks", "start", "command"));
  const isFresh =
    /[/@$]fresh[/@]|"fresh"/.test(JSON.stringify(fields["imports"] ?? {})) ||
    matching(folder, /^fresh\.(?:config|gen)\.ts$/).length > 0;
  const isBuilt = textOf(field(fields, "tasks", "build")) !== null;
  if (isFresh && (isBuilt || firstOf(folder, ["main.ts", "main.tsx"]) !== null))
    return fresh(folder, manifest, fields);
  const inTask = task?.split(/\s+/).find(word => /\.[jt]sx?$/.test(word));
  const found = [inTask, textOf(fields["exports"]), firstOf(folder, ENTRIES)].flatMap(
    path => sanitize.path(path) ?? [],
  );
  const entry = found.find(path => folder.files.has(path)) ?? null;
  const permissions = (task?.split(/\s+/) ?? []).filter(word =>
    /^(?:-A|--allow-[\w=.,:/-]{1,200}|--unstable(?:-[\w-]{1,40})?)$/.test(word),
  );
  const source = folder.read(entry ?? "") ?? "";
  const known =
    sanitize.port(/\bport\s{0,3}[:=]\s{0,3}(\d{2,5})\b/i.exec(source)?.[1]) ??
    (/Deno\.serve\(/.test(source) ? "8000" : null);
  const port = known === null ? askPort("8000") : null;
  const file = entry === null ? askFile() : null;
  return {
    what: "Deno",
    manifest,
    notes: problem === null ? [] : [problem],
    proposals: [
      {
        label: l10n.t("One program that does not need Deno"),
        snippet: "ms-deno",
        questions: questionsOf(file, port),
        plan: answers => {
          const listens = known ?? answerTo(port, answers);
          return {
            snippet: "ms-deno",
            values: {
              2: exactVersion(toolVersion(folder, "deno"), 3),
              6: entry ?? answerTo(file, answers),
              8: listens,
            },
            changes: [
              ...changesOf(folder, manifest, listens),
              ...(permissions.length === 0
                ? []
                : [{ replace: "--allow-${5:net}", by: permissions.join(" ") }]),
            ],
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

function askFile(): Question {
  return {
    id: "file",
    title: l10n.t("Program"),
    prompt: l10n.t("Which file starts the program?"),
    why: l10n.t("No file of the project tells what starts the program."),
    value: "main.ts",
    kind: "path",
    optional: false,
  };
}

/** Fresh builds its pages, and runs them with Deno. */
function fresh(folder: ProjectFolder, manifest: string, fields: Fields): Found {
  const version = exactVersion(toolVersion(folder, "deno"), 3) ?? "2.6.1";
  const builds = textOf(field(fields, "tasks", "build")) !== null;
  const isVite = /\bvite\b/.test(textOf(field(fields, "tasks", "build")) ?? "");
  const start = isVite
    ? ["serve", "-A", "_fresh/server.js"]
    : ["run", "-A", firstOf(folder, ["main.ts", "main.tsx"]) ?? "main.ts"];
  return {
    what: "Fresh",
    manifest,
    notes: [],
    proposals: [
      {
        label: l10n.t("A server on Deno, with its pages built"),
        snippet: "ms-deno",
        questions: [],
        plan: () => ({
          stages: [
            {
              name: "build",
              what: "installs the dependencies and builds the pages.",
              from: `denoland/deno:${version}`,
              lines: [
                "WORKDIR /app",
                "COPY . .",
                "RUN deno install --allow-scripts",
                ...(builds ? ["RUN deno task build"] : []),
              ],
            },
            {
              name: "runtime",
              what: "is the final image: Deno and the application, run as a non-root user.",
              from: `denoland/deno:${version}`,
              lines: [
                "WORKDIR /app",
                "COPY --from=build --chown=deno:deno /deno-dir /deno-dir",
                "COPY --from=build --chown=deno:deno /app ./",
                "USER deno",
                "EXPOSE 8000",
                `CMD ${sanitize.execForm(["deno", ...start])}`,
              ],
            },
          ],
          ignored: ["node_modules", "_fresh", ".env"],
          needed: [],
        }),
      },
    ],
  };
}
