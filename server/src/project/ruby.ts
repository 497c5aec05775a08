/** Gemfile: the version of Ruby, the database, what serves. A Gemfile is a program; nothing is run. */
import * as l10n from "@vscode/l10n";
import { NEWEST_RELEASE, releaseOf } from "../ecosystems/debianReleases";
import { firstOf, matching } from "../ecosystems/folder";
import { imageVersion } from "../ecosystems/images";
import { systemNeeds } from "../ecosystems/nativePackages";
import type { ProjectFolder } from "../ecosystems/folder";
import { literal } from "./plan";
import type { Change, Found } from "./plan";
import { answerTo, askCommand, askPort, questionsOf } from "./questions";
import * as sanitize from "../shared/sanitize";
import { exactVersion, toolVersion, versionFor } from "../ecosystems/versions";

const VERSIONS = ["3.4", "4.0", "3.3", "3.2", "3.1", "3.0", "2.7"];

/** The newest Ruby for a version of Rails: https://www.fastruby.io/blog/ruby/rails/versions/compatibility-table.html */
const ENDS: readonly (readonly [below: number, ruby: string])[] = [
  [5, "2.3"],
  [5.2, "2.5"],
  [6, "2.6"],
  [6.1, "2.7"],
  [7, "3.0"],
  [7.1, "3.2"],
  [7.2, "3.3"],
];

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

function railsOf(folder: ProjectFolder): number | null {
  const version =
    /^ {4}rails \((\d{1,2}\.\d{1,2})/m.exec(folder.read("Gemfile.lock") ?? "")?.[1] ??
    /^[ \t]*gem ["']rails["'],\s{0,3}["'][~>=\s]{0,4}(\d{1,2}\.\d{1,2})/m.exec(
      folder.read("Gemfile") ?? "",
    )?.[1];
  return version === undefined ? null : Number(version);
}

function versionOf(folder: ProjectFolder, text: string): string | null {
  const written = /^[ \t]*ruby[ \t(]+["']([^"'\n]{1,60})["']/m.exec(text)?.[1] ?? null;
  const locked =
    /^RUBY VERSION\r?\n {3}ruby (\d{1,2}\.\d{1,2})/m.exec(folder.read("Gemfile.lock") ?? "")?.[1] ?? null;
  const rails = railsOf(folder);
  const end = rails === null ? null : (ENDS.find(([limit]) => rails < limit)?.[1] ?? null);
  return (
    imageVersion("ruby", exactVersion(folder.read(".ruby-version") ?? toolVersion(folder, "ruby"), 2)) ??
    imageVersion("ruby", exactVersion(written, 2)) ??
    imageVersion("ruby", locked) ??
    versionFor(
      written,
      VERSIONS.filter(version => end === null || Number(version) <= Number(end)),
    ) ??
    end
  );
}

function changesOf(
  folder: ProjectFolder,
  gems: ReadonlySet<string>,
  words: readonly string[],
  port: string | null,
): Change[] {
  const version = versionOf(folder, folder.read("Gemfile") ?? "") ?? "3.4";
  const system = { kind: "debian", release: releaseOf("ruby", `${version}-slim`) ?? NEWEST_RELEASE } as const;
  const libraries = systemNeeds("ruby", new Map([...gems].map(gem => [gem, []])), system);
  const usesGit = /\bgit(?:hub)?:|^git_source|^[ \t]*git ["']/m.test(
    (folder.read("Gemfile") ?? "").replace(/^git_source.*$/gm, ""),
  );
  const build = [...libraries.builds, ...(usesGit ? ["git"] : [])];
  const needed = libraries.runs.join(" ");
  const isRails = gems.has("rails");
  const rails = railsOf(folder) ?? 8;
  const hasAssets =
    isRails &&
    [
      "sprockets",
      "sprockets-rails",
      "propshaft",
      "sassc-rails",
      "webpacker",
      "shakapacker",
      "vite_rails",
      "importmap-rails",
    ].some(gem => gems.has(gem));
  const usesNode = hasAssets && folder.files.has("package.json");
  const above = "FROM ${1:base} AS ${5:runtime}\n";
  const apt = "RUN apt-get update \\\\\n    && apt-get install --yes --no-install-recommends";
  const clean = " \\\\\n    && rm -rf /var/lib/apt/lists/*\n";
  const isLocked = folder.files.has("Gemfile.lock");
  // A Gemfile is a program, which may read other files of the project.
  const readsFiles = /\b(?:File|Dir|IO|YAML)\.|eval_gemfile|\bpath:|require_relative/.test(
    (folder.read("Gemfile") ?? "").replace(/^[ \t]*(?:#|ruby).*$/gm, ""),
  );
  const versionFile = /^[ \t]*ruby[ \t(]+file:/m.test(folder.read("Gemfile") ?? "");
  return [
    { replace: " ${4:libpq-dev}", by: build.map(name => ` ${name}`).join("") },
    needed === ""
      ? { replace: `${apt} \${6:libpq5}${clean}`, by: "" }
      : { replace: "${6:libpq5}", by: needed },
    ...(isRails
      ? [
          {
            replace: above,
            by: `${above}ENV RAILS_ENV=production${rails < 7.1 ? " \\\\\n    RAILS_LOG_TO_STDOUT=1 \\\\\n    RAILS_SERVE_STATIC_FILES=1" : ""}\n`,
          },
        ]
      : []),
    ...(versionFile ? [{ replace: "COPY Gemfile", by: "COPY .ruby-version Gemfile" }] : []),
    ...(isRails ? writableChanges() : []),
    ...(hasAssets ? assetChanges(rails, usesNode, folder.files.has("yarn.lock")) : []),
    ...(isLocked
      ? []
      : [
          { replace: "BUNDLE_DEPLOYMENT=1 \\\\\n    ", by: "" },
          { replace: "what the lock file says and nothing", by: "nothing" },
          { replace: "COPY Gemfile Gemfile.lock ./", by: "COPY Gemfile ./" },
        ]),
    ...(readsFiles
      ? [
          {
            replace: `COPY ${versionFile ? ".ruby-version " : ""}Gemfile${isLocked ? " Gemfile.lock" : ""} ./\n`,
            by: "COPY . .\n",
          },
        ]
      : []),
    { replace: 'CMD ["bundle", "exec", "${8:puma}"]', by: `CMD ${literal(sanitize.execForm(words))}` },
    ...(port === null ? [{ replace: "EXPOSE ${7:9292}\n", by: "" }] : []),
  ];
}

/** What Rails writes when it runs. The folders may be empty, so that git does not have them. */
function writableChanges(): Change[] {
  return [
    {
      replace: "/usr/local/bundle /usr/local/bundle\nCOPY . .\n",
      by: "/usr/local/bundle /usr/local/bundle\nCOPY . .\nRUN mkdir -p log storage tmp \\\\\n    && chown -R 65532:65532 db log storage tmp\n",
    },
  ];
}

/** The assets are compiled where the gems are, and copied to what is shipped. */
function assetChanges(rails: number, usesNode: boolean, isYarn: boolean): Change[] {
  const secret = rails >= 7.1 ? "SECRET_KEY_BASE_DUMMY=1" : "SECRET_KEY_BASE=unused";
  const node = usesNode
    ? `COPY --from=node:22-slim /usr/local /usr/local\nCOPY --from=node:22-slim /opt /opt\nRUN ${isYarn ? "yarn install --frozen-lockfile" : "npm install"}\n`
    : "";
  const stage = `# assets the styles and scripts of the pages.\nFROM \${3:deps} AS assets\nENV RAILS_ENV=production\nCOPY . .\n${node}RUN ${secret} bundle exec rails assets:precompile\n\n`;
  return [
    { replace: "# ${5:runtime} what is", by: `${stage}# \${5:runtime} what is` },
    {
      replace: "COPY . .\nRUN mkdir -p log",
      by: "COPY . .\nCOPY --from=assets /app/public ./public\nRUN mkdir -p log",
    },
  ];
}
