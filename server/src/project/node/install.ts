/** How each package manager installs and runs scripts: the changes that turn a snippet of npm into one of another, or of none. */
import type { Manager, NodeFacts } from "./facts";
import { literal } from "../plan";
import type { Change } from "../plan";

/** The lines of a manager, as snippets have them: without the values of a project. */
interface Lines {
  readonly manifests: string;
  /** What has to be in the image before, a line each; none for npm, which is there. */
  readonly setup: readonly string[];
  readonly install: string;
  readonly installForProduction: string;
  readonly run: (script: string) => string;
}

const cached = (target: string, command: string) => `RUN --mount=type=cache,target=${target} ${command}`;

/** As the snippets `ms-node`, `ms-node-pnpm` and `ms-node-yarn` have them; a test holds them together. */
export const LINES: Readonly<Record<Exclude<Manager, "yarn1" | "bun">, Lines>> = {
  npm: {
    manifests: "COPY package.json package-lock.json ./",
    setup: [],
    install: cached("/root/.npm", "npm ci"),
    installForProduction: cached("/root/.npm", "npm ci --omit=dev"),
    run: script => (script === "test" ? "npm test" : `npm run ${script}`),
  },
  pnpm: {
    manifests: "COPY package.json pnpm-*.yaml ./",
    setup: ["ENV PNPM_HOME=/pnpm", "RUN npm install --global pnpm@${3|11,10|}"],
    install: cached("/pnpm/store", "pnpm install --frozen-lockfile"),
    installForProduction: cached("/pnpm/store", "pnpm install --frozen-lockfile --prod"),
    run: script => (script === "test" ? "pnpm test" : `pnpm run ${script}`),
  },
  yarn: {
    manifests: "COPY package.json yarn.lock .yarnrc.yml ./",
    setup: [
      "ENV YARN_NODE_LINKER=node-modules",
      "RUN npm install --global --force corepack && corepack enable yarn",
    ],
    install: cached("/root/.yarn/berry", "yarn install --immutable"),
    installForProduction: cached("/root/.yarn/berry", "yarn workspaces focus --production"),
    run: script => `yarn ${script}`,
  },
};

const YARN1_CACHE = "/usr/local/share/.cache/yarn";
const BUN_CACHE = "/root/.bun/install/cache";

/** The lines that a project needs: those of its manager, without a lock file where it has none. */
export function linesOf(facts: NodeFacts, hasFile: (file: string) => boolean): Lines {
  const { manager, lock, managerVersion } = facts;
  const own = ownLines(manager, managerVersion, lock !== null);
  const files = ["package.json", lock, ...[".yarnrc.yml", "pnpm-workspace.yaml"].filter(hasFile)];
  const named = `COPY ${files.filter(file => file !== null).join(" ")} ./`;
  // No .npmrc: it may hold a token, and what is copied here is shipped. The packages of a workspace have manifests of their own, wherever they are.
  return { ...own, manifests: facts.hasWorkspaces ? "COPY . ." : named };
}

function ownLines(manager: Manager, version: string | null, isLocked: boolean): Omit<Lines, "manifests"> {
  const tag = literal(version ?? "");
  switch (manager) {
    case "npm":
      return isLocked
        ? LINES.npm
        : {
            ...LINES.npm,
            install: cached("/root/.npm", "npm install"),
            installForProduction: cached("/root/.npm", "npm install --omit=dev"),
          };
    case "pnpm": {
      const frozen = isLocked ? " --frozen-lockfile" : "";
      return {
        ...LINES.pnpm,
        setup: [LINES.pnpm.setup[0] ?? "", `RUN npm install --global pnpm@${tag || "11"}`],
        install: cached("/pnpm/store", `pnpm install${frozen}`),
        installForProduction: cached("/pnpm/store", `pnpm install${frozen} --prod`),
      };
    }
    case "yarn":
      return isLocked ? LINES.yarn : { ...LINES.yarn, install: cached("/root/.yarn/berry", "yarn install") };
    case "yarn1": {
      const frozen = isLocked ? " --frozen-lockfile" : "";
      return {
        // Node.js brings it up to 25, and not any more from 26 on.
        setup: [`RUN npm install --global --force yarn@${tag || "1"}`],
        install: cached(YARN1_CACHE, `yarn install${frozen}`),
        installForProduction: cached(YARN1_CACHE, `yarn install${frozen} --production`),
        run: LINES.yarn.run,
      };
    }
    case "bun": {
      const frozen = isLocked ? " --frozen-lockfile" : "";
      return {
        setup: [`COPY --from=oven/bun:${tag || "1"}-alpine /usr/local/bin/bun /usr/local/bin/`],
        install: cached(BUN_CACHE, `bun install${frozen}`),
        installForProduction: cached(BUN_CACHE, `bun install${frozen} --production`),
        run: script => `bun run ${script}`,
      };
    }
  }
}

/**
 * The changes from the lines that a snippet has to those that the project needs; none where they are the same. `has` says
 * which lines the snippet has at all.
 */
export function installChanges(
  from: Lines,
  to: Lines,
  has: { production: boolean; all: boolean; build: boolean; test: boolean },
): Change[] {
  const pairs: [string, string, boolean][] = [
    ...setupPairs(from, to),
    [from.manifests, to.manifests, true],
    // The longer line first: the shorter one is a part of it.
    [from.installForProduction, to.installForProduction, has.production],
    [`${from.install}\n`, `${to.install}\n`, has.all],
    [` ${from.run("build")}`, ` ${to.run("build")}`, has.build],
    [`RUN ${from.run("test")}`, `RUN ${to.run("test")}`, has.test],
  ];
  return pairs
    .filter(([one, other, isThere]) => isThere && one !== other)
    .map(([replace, by]) => ({ replace, by }));
}

/** Set up above the folder that the stages work in; every line of the one before goes. */
function setupPairs(from: Lines, to: Lines): [string, string, boolean][] {
  const above = (lines: readonly string[], below: string) => [...lines, below].join("\n");
  return [[above(from.setup, "WORKDIR /app"), above(to.setup, "WORKDIR /app"), true]];
}
