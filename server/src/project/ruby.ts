/** Gemfile: the version of Ruby, the database, what serves. A Gemfile is a program; nothing is run. */
import * as l10n from "@vscode/l10n";
import { firstOf } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import { literal } from "./plan";
import type { Change, Found } from "./plan";
import { answerTo, askCommand, askPort, questionsOf } from "./questions";
import * as sanitize from "../shared/sanitize";
import { exactVersion, toolVersion, versionFor } from "../ecosystems/versions";

const VERSIONS = ["3.4", "4.0", "3.3", "3.2", "3.1", "3.0", "2.7"];

/** Gems that are compiled, with what the compiler needs and what they need when they run: packages of Debian. */
const LIBRARIES: readonly (readonly [gem: string, build: string, run: string])[] = [
  ["pg", "libpq-dev", "libpq5"],
  ["mysql2", "default-libmysqlclient-dev", "libmariadb3"],
  ["sqlite3", "libsqlite3-dev", "libsqlite3-0"],
];

/** Reads a project of Bundler; null where the folder has none. */
export function readRubyProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("Gemfile")) return null;
  const text = folder.read("Gemfile") ?? "";
  const gems = new Set(
    [...text.matchAll(/^[ \t]*gem[ \t(]+["']([\w-]{1,100})["']/gm)].map(([, gem = ""]) => gem),
  );
  const start = startOf(folder, gems);
  const command = start === null ? askCommand("ruby app.rb") : null;
  const port = start === null ? askPort("") : null;
  return {
    what: gems.has("rails") ? "Rails" : l10n.t("{0} with {1}", "Ruby", "Bundler"),
    manifest: "Gemfile",
    notes: [],
    proposals: [
      {
        label: l10n.t("Gems compiled in one stage and run in another"),
        snippet: "ms-ruby",
        questions: questionsOf(command, port),
        plan: answers => {
          const words = start?.words ?? sanitize.plainWords(answerTo(command, answers)) ?? ["ruby", "app.rb"];
          const listens = start?.port ?? answerTo(port, answers);
          return {
            snippet: "ms-ruby",
            values: { 2: versionOf(folder, text), 7: listens },
            changes: changesOf(folder, gems, words, listens),
            ignored: [
              ".bundle",
              "vendor/bundle",
              "log/*",
              "tmp/*",
              "coverage",
              "node_modules",
              ".env",
              ".env.*",
              "config/master.key",
            ],
            needed: words.flatMap(word => sanitize.path(word) ?? []),
          };
        },
      },
    ],
  };
}

function startOf(folder: ProjectFolder, gems: ReadonlySet<string>): { words: string[]; port: string } | null {
  const run = (...words: string[]) => ["bundle", "exec", ...words];
  if (gems.has("rails"))
    return { words: run("rails", "server", "--binding", "0.0.0.0", "--port", "3000"), port: "3000" };
  const isRack = folder.files.has("config.ru");
  if (isRack && gems.has("puma")) return { words: run("puma"), port: "9292" };
  if (isRack) return { words: run("rackup", "--host", "0.0.0.0", "--port", "9292"), port: "9292" };
  const isServer = gems.has("sinatra") || gems.has("roda");
  const file = firstOf(folder, ["app.rb", "server.rb", "main.rb"]);
  if (isServer && file !== null)
    return { words: run("ruby", file, "-o", "0.0.0.0", "-p", "4567"), port: "4567" };
  return null;
}

function versionOf(folder: ProjectFolder, text: string): string | null {
  const written = /^[ \t]*ruby[ \t(]+["']([^"'\n]{1,60})["']/m.exec(text)?.[1] ?? null;
  return (
    exactVersion(folder.read(".ruby-version") ?? toolVersion(folder, "ruby"), 2) ??
    exactVersion(written, 2) ??
    versionFor(written, VERSIONS)
  );
}

function changesOf(
  folder: ProjectFolder,
  gems: ReadonlySet<string>,
  words: readonly string[],
  port: string | null,
): Change[] {
  const libraries = LIBRARIES.filter(([gem]) => gems.has(gem));
  const needed = libraries.map(([, , run]) => run).join(" ");
  const above = "FROM ${1:base} AS ${5:runtime}\n";
  const apt = "RUN apt-get update \\\\\n    && apt-get install --yes --no-install-recommends";
  const clean = " \\\\\n    && rm -rf /var/lib/apt/lists/*\n";
  const isLocked = folder.files.has("Gemfile.lock");
  return [
    { replace: " ${4:libpq-dev}", by: libraries.map(([, build]) => ` ${build}`).join("") },
    needed === ""
      ? { replace: `${apt} \${6:libpq5}${clean}`, by: "" }
      : { replace: "${6:libpq5}", by: needed },
    ...(gems.has("rails") ? [{ replace: above, by: `${above}ENV RAILS_ENV=production\n` }] : []),
    ...(isLocked
      ? []
      : [
          { replace: "BUNDLE_DEPLOYMENT=1 \\\\\n    ", by: "" },
          { replace: "what the lock file says and nothing", by: "nothing" },
          { replace: "COPY Gemfile Gemfile.lock ./", by: "COPY Gemfile ./" },
        ]),
    { replace: 'CMD ["bundle", "exec", "${8:puma}"]', by: `CMD ${literal(sanitize.execForm(words))}` },
    ...(port === null ? [{ replace: "EXPOSE ${7:9292}\n", by: "" }] : []),
  ];
}
