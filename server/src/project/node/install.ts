/** How each package manager installs packages and runs scripts, as lines of a Dockerfile. */
import type { NodePackage } from "../../ecosystems/node/packageFile";
import type { NodeWorkspace } from "../../ecosystems/node/workspace";
import { hasFolder, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import * as sanitize from "../../shared/sanitize";

export interface InstallLines {
  /** What the image needs before: the package manager. */
  readonly setup: readonly string[];
  /** The manifests, and what an install reads beside them. */
  readonly copies: readonly string[];
  /** All packages. */
  readonly install: readonly string[];
  /** The packages of production, into a folder that has none yet. */
  readonly production: readonly string[];
  /** Takes those of development away again. */
  readonly prune: readonly string[];
  readonly run: (script: string) => string;
  /** Runs the program of an installed package. */
  readonly exec: string;
}

export interface InstallOptions {
  /** It runs on an image of Bun, which has it already. */
  readonly isOnBun: boolean;
  /** The package whose packages are wanted; the root's own where it is the root. */
  readonly of: NodePackage;
}

const NPMRC = "--mount=type=secret,id=npmrc,target=/root/.npmrc ";

/** The lines for a workspace, or for its root alone where it has no others. */
export function installLines(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  { isOnBun, of }: InstallOptions,
): InstallLines {
  const { manager, managerVersion, lock, root, isNamed, hasToken, settings } = workspace;
  const isMember = of.path !== "";
  const secret = hasToken ? NPMRC : "";
  const run = (cache: string, command: string) =>
    `RUN ${secret}--mount=type=cache,target=${cache} ${command}`;
  const scripts = lifecycle(folder, root);
  const files = [
    "package.json",
    ...(lock === null ? [] : [lock]),
    ...settings.filter(file => !hasToken || file !== ".npmrc"),
  ];
  const copies = [
    ...(workspace.members.length > 0 || scripts.needsSources ? ["COPY . ."] : [`COPY ${files.join(" ")} ./`]),
    ...(workspace.members.length > 0 || scripts.needsSources
      ? []
      : scripts.folders.map(path => `COPY ${path} ./${path}`)),
    ...(manager === "yarn" && workspace.members.length === 0 && !scripts.needsSources
      ? yarnFolders(folder)
      : []),
  ];
  // Scripts of the root that only development can run would fail; those of packages run all the same.
  const skip = scripts.isForDevelopment;
  const name = of.name ?? of.path;
  switch (manager) {
    case "npm": {
      const verb = lock === null ? "npm install" : "npm ci";
      return {
        setup: [],
        copies,
        install: [run("/root/.npm", verb)],
        production: [
          run("/root/.npm", `${verb} --omit=dev${skip ? " --ignore-scripts && npm rebuild" : ""}`),
        ],
        prune: ["RUN npm prune --omit=dev --ignore-scripts"],
        run: script => (script === "test" ? "npm test" : `npm run ${script}`),
        exec: "npx",
      };
    }
    case "pnpm": {
      const frozen = lock === null ? "" : " --frozen-lockfile";
      const filter = isMember ? ` --filter "${name}..."` : "";
      const install = `pnpm install${frozen}`;
      return {
        setup: ["ENV PNPM_HOME=/pnpm", `RUN npm install --global pnpm@${managerVersion ?? "10"}`],
        copies,
        install: [run("/pnpm/store", `${install}${filter}`)],
        production: [
          run("/pnpm/store", `${install} --prod${skip ? " --ignore-scripts && pnpm rebuild" : ""}`),
        ],
        prune: [run("/pnpm/store", `CI=true ${install} --prod --ignore-scripts${filter}`)],
        run: script => (script === "test" ? "pnpm test" : `pnpm run ${script}`),
        exec: "pnpm exec",
      };
    }
    case "yarn": {
      const cache = "/root/.yarn/berry";
      const version = managerVersion ?? "4";
      const hasFocus =
        Number(version.split(".")[0]) >= 4 || /workspace-tools/.test(folder.read(".yarnrc.yml") ?? "");
      const install = `yarn install${lock === null ? "" : " --immutable"}`;
      const focus = `yarn workspaces focus --production${isMember ? ` ${name}` : ""}`;
      return {
        setup: [
          "ENV YARN_NODE_LINKER=node-modules",
          `RUN npm install --global --force corepack && corepack enable yarn${isNamed ? "" : ` && corepack prepare yarn@${version} --activate`}`,
        ],
        copies,
        install: [run(cache, install)],
        production: [run(cache, hasFocus ? focus : install)],
        prune: hasFocus ? [run(cache, focus)] : [],
        run: script => `yarn ${script === "test" ? "test" : `run ${script}`}`,
        exec: "yarn exec",
      };
    }
    case "yarn1": {
      const cache = "/usr/local/share/.cache/yarn";
      const install = `yarn install${lock === null ? "" : " --frozen-lockfile"}`;
      return {
        // Node.js brings it up to 25, and not any more from 26 on.
        setup: [`RUN npm install --global --force yarn@${managerVersion ?? "1"}`],
        copies,
        install: [run(cache, install)],
        production: [run(cache, `${install} --production${skip ? " --ignore-scripts && npm rebuild" : ""}`)],
        prune: [run(cache, `${install} --production --ignore-scripts --prefer-offline`)],
        run: script => `yarn ${script === "test" ? "test" : `run ${script}`}`,
        exec: "yarn exec",
      };
    }
    case "bun": {
      const cache = "/root/.bun/install/cache";
      const install = `bun install${lock === null ? "" : " --frozen-lockfile"}`;
      return {
        setup: isOnBun
          ? []
          : [`COPY --from=oven/bun:${managerVersion ?? "1"}-alpine /usr/local/bin/bun /usr/local/bin/`],
        copies,
        install: [run(cache, install)],
        production: [run(cache, `${install} --production${skip ? " --ignore-scripts" : ""}`)],
        prune: [run(cache, `rm -rf node_modules && ${install} --production --ignore-scripts`)],
        run: script => (script === "test" ? "bun run test" : `bun run ${script}`),
        exec: "bunx",
      };
    }
  }
}

/** What Yarn reads of its own folder. */
function yarnFolders(folder: ProjectFolder): string[] {
  return ["releases", "plugins", "patches"]
    .map(name => `.yarn/${name}`)
    .filter(path => hasFolder(folder, path))
    .map(path => `COPY ${path} ./${path}`);
}

interface Lifecycle {
  /** A script needs a package of development. */
  readonly isForDevelopment: boolean;
  /** Files and folders that scripts name. */
  readonly folders: readonly string[];
  /** A script reads what nobody can tell: all sources have to be there. */
  readonly needsSources: boolean;
}

/** The scripts of a package that run when packages are installed, in the folder of the project. */
export function lifecycle(folder: ProjectFolder, one: NodePackage): Lifecycle {
  const names = ["preinstall", "install", "postinstall", "prepare"];
  const scripts = names.flatMap(name => one.scripts.get(name) ?? []);
  const commands = scripts.flatMap(script => script.split(/&&|\|\||;/)).map(text => text.trim());
  const isThere = (path: string) => folder.files.has(path) || hasFolder(folder, path);
  const words = commands.flatMap(command => command.split(/\s+/));
  const named = words.flatMap(word => sanitize.path(word) ?? []).filter(isThere);
  const usual = [
    ...(words.includes("patch-package") ? ["patches"] : []),
    ...(words.includes("prisma") ? prismaFiles(folder) : []),
    ...(hasPnpmPatches(one) ? ["patches"] : []),
  ].filter(isThere);
  const programs = commands.map(command => command.replace(/^npx /, "").split(/\s+/)[0] ?? "");
  const isKnown = (program: string) =>
    /^(?:husky|patch-package|prisma|lefthook|simple-git-hooks|is-ci|echo|exit|true|npm|node|rimraf|skip|ngcc|lerna|opencollective|opencollective-postinstall|husky-install|only-allow)$/.test(
      program,
    );
  return {
    isForDevelopment: programs.some(
      program =>
        program !== "" &&
        !/^(?:node|echo|exit|true|npm|sh)$/.test(program) &&
        !one.packages.has(program) &&
        !(program === "only-allow"),
    ),
    folders: [...new Set([...named, ...usual])],
    needsSources:
      commands.some(command =>
        /^(?:npm|yarn|pnpm|bun) run\b|^(?:npm|yarn|pnpm) (?!rebuild)|^cd /.test(command),
      ) ||
      programs.some(
        program => program !== "" && !isKnown(program) && !/^(?:tsc|nuxt|nuxi|svelte-kit|wxt)$/.test(program),
      ) ||
      programs.some(program => /^(?:tsc|nuxt|nuxi|svelte-kit|wxt)$/.test(program)),
  };
}

function hasPnpmPatches({ fields }: NodePackage): boolean {
  return JSON.stringify(fields).includes('"patchedDependencies"');
}

/** Where the schema of Prisma is: its usual folder, or the file beside package.json. */
export function prismaFiles(folder: ProjectFolder): string[] {
  return matching(folder, /^(?:prisma\/|schema\.prisma$|prisma\.config\.\w+$)/)
    .map(file => (file.startsWith("prisma/") ? "prisma" : file))
    .filter((file, index, all) => all.indexOf(file) === index);
}
