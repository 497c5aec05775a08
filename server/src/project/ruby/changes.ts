/** What a project of Ruby changes in the snippet that its Dockerfile is made of. */
import { NEWEST_RELEASE, releaseOf } from "../../ecosystems/debianReleases";
import { nodeVersion } from "../../ecosystems/node/nodeVersion";
import { readWorkspace } from "../../ecosystems/node/workspace";
import { systemNeeds } from "../../ecosystems/nativePackages";
import type { ProjectFolder } from "../../ecosystems/folder";
import { literal } from "../plan";
import type { Change } from "../plan";
import * as sanitize from "../../shared/sanitize";
import { railsOf, versionOf } from "./version";

/** The changes for a program that starts with these words. */
export function changesOf(
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
    ...(hasAssets
      ? assetChanges(
          rails,
          usesNode ? nodeVersion(folder, [readWorkspace(folder).root]) : null,
          folder.files.has("yarn.lock"),
        )
      : []),
    ...(isLocked
      ? []
      : [
          { replace: "BUNDLE_DEPLOYMENT=1 \\\\\n    ", by: "" },
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
function assetChanges(rails: number, node: string | null, isYarn: boolean): Change[] {
  const secret = rails >= 7.1 ? "SECRET_KEY_BASE_DUMMY=1" : "SECRET_KEY_BASE=unused";
  const packages =
    node !== null
      ? `COPY --from=node:${node}-slim /usr/local /usr/local\nCOPY --from=node:${node}-slim /opt /opt\nRUN ${isYarn ? "yarn install --frozen-lockfile" : "npm install"}\n`
      : "";
  const stage = `# assets builds the stylesheets and scripts.\nFROM \${3:deps} AS assets\nENV RAILS_ENV=production\nCOPY . .\n${packages}RUN ${secret} bundle exec rails assets:precompile\n\n`;
  return [
    { replace: "# ${5:runtime} is the", by: `${stage}# \${5:runtime} is the` },
    {
      replace: "COPY . .\nRUN mkdir -p log",
      by: "COPY . .\nCOPY --from=assets /app/public ./public\nRUN mkdir -p log",
    },
  ];
}
