/** Gemfile: the version of Ruby, the database, what serves. A Gemfile is a program; nothing is run. */
import * as l10n from "@vscode/l10n";
import { firstOf, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import type { Found } from "../plan";
import { answerTo, askCommand, askPort, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";
import { changesOf } from "./changes";
import { versionOf } from "./version";

/** Gems that serve what config.ru says. */
const SERVERS = ["puma", "falcon", "unicorn", "thin", "passenger", "webrick", "iodine"];

/** Reads a project of Bundler; null where the folder has none. */
export function readRubyProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("Gemfile")) return null;
  const text = folder.read("Gemfile") ?? "";
  const gems = new Set(
    [...text.matchAll(/^[ \t]*gem[ \t(]+["']([\w-]{1,100})["']/gm)].map(([, gem = ""]) => gem),
  );
  const locked = folder.read("Gemfile.lock") ?? "";
  for (const [, gem = ""] of locked.matchAll(/^ {4}([\w-]{1,100}) \(/gm)) gems.add(gem);
  if (folder.files.has("config.ru") && !gems.has("rails") && !SERVERS.some(name => gems.has(name)))
    return {
      what: l10n.t("{0} with {1}", "Ruby", "Bundler"),
      manifest: "Gemfile",
      notes: [],
      proposals: [],
      refused: l10n.t("No gem of the Gemfile serves config.ru. Add one, for example puma."),
    };
  if (
    matching(folder, /^[^/]+\.gemspec$/).length > 0 &&
    !folder.files.has("config.ru") &&
    !folder.files.has("config/application.rb")
  )
    return {
      what: l10n.t("{0} with {1}", "Ruby", "Bundler"),
      manifest: "Gemfile",
      notes: [],
      proposals: [],
      refused: l10n.t("The project is a library: no file of it says what starts a program."),
    };
  const start = startOf(folder, gems);
  const [file = "app.rb"] = matching(folder, /^[\w-]+\.rb$/);
  const command = start === null ? askCommand(`ruby ${file}`) : null;
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
          const words = start?.words ?? sanitize.plainWords(answerTo(command, answers)) ?? ["ruby", file];
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
  if (isRack && gems.has("falcon"))
    return { words: run("falcon", "serve", "--bind", "http://0.0.0.0:9292"), port: "9292" };
  if (isRack && gems.has("unicorn"))
    return { words: run("unicorn", "--listen", "0.0.0.0:9292"), port: "9292" };
  if (isRack) return { words: run("rackup", "--host", "0.0.0.0", "--port", "9292"), port: "9292" };
  const isServer = gems.has("sinatra") || gems.has("roda");
  const file = firstOf(folder, ["app.rb", "server.rb", "main.rb"]);
  if (isServer && file !== null)
    return { words: run("ruby", file, "-o", "0.0.0.0", "-p", "4567"), port: "4567" };
  return null;
}
