/** The stages of a program that Node.js or Bun runs. */
import type { ProjectFolder } from "../../ecosystems/folder";
import type { Build } from "../../ecosystems/node/buildScript";
import { has, hasTests } from "../../ecosystems/node/packageFile";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import { localDependencies } from "../../ecosystems/node/workspace";
import type { NodeWorkspace } from "../../ecosystems/node/workspace";
import { nodeImages } from "./images";
import { installLines, lifecycle, prismaFiles } from "./install";
import type { ServerKind } from "./kinds";
import { ignoredByNode } from "./pages";
import type { StageText, StagesPlan } from "../plan";
import * as sanitize from "../../shared/sanitize";
import { buildLines } from "./workspaceBuild";

/** What is known of a program, or answered. */
export interface ServerFacts {
  readonly kind: ServerKind | null;
  readonly onBun: boolean;
  readonly build: Build | null;
  /** The folder that the build writes to, from that of the package; null where it may write anywhere. */
  readonly output: string | null;
  /** The command that starts it, and the file that it begins with, where that is known. */
  readonly words: readonly string[];
  readonly entry: string | null;
  readonly variables: readonly (readonly [string, string])[];
  /** It needs packages of development, too. */
  readonly needsAll: boolean;
  /** Null for a program that listens at none. */
  readonly port: string | null;
  /** Folders with packages of their own, which a script builds. */
  readonly subfolders: readonly string[];
}

/** Folders that a program reads when it runs, whatever its language. */
const RUN_TIME =
  /^(?:views|public|static|templates|assets|migrations|config|conf|configuration|resources|i18n|lang|locales?|translations|messages|data|db|database|sql|seeds|seeders|drizzle|proto|protos|schemas?|emails|mails|fonts|images|certs|graphql|swagger|docs-api|knexfile\.\w+|ormconfig\.\w+|drizzle\.config\.\w+|tsconfig-paths-bootstrap\.js|ecosystem\.config\.c?js|\.sequelizerc)$/;

/** Packages that write beside the program. */
const WRITES =
  /sqlite|libsql|lowdb|nedb|redbean|leveldb|pouchdb|^(?:multer|winston-daily-rotate-file|@strapi\/strapi|strapi|@adonisjs\/core|formidable|express-fileupload|node-localstorage|log4js)$/;

/** The Dockerfile of a program, and what its ignore file leaves out. */
export function serverPlan(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  one: NodePackage,
  facts: ServerFacts,
): StagesPlan {
  const { onBun, build, words, entry, port, kind, output } = facts;
  const locals = localDependencies(workspace, one);
  const lines = installLines(folder, workspace, { isOnBun: onBun, of: one });
  const images = nodeImages(
    folder,
    workspace,
    [one, ...locals, ...(one.path === "" ? [] : [workspace.root])],
    onBun,
  );
  const user = onBun ? "bun" : "node";
  const inOutput = output !== null && (entry === null || entry.startsWith(`${output}/`));
  const isWhole =
    one.path !== "" ||
    workspace.members.length > 0 ||
    (build !== null && !inOutput) ||
    (build !== null && entry === null && kind?.output === undefined);
  const hasPackages = one.packages.size > 0 && kind?.isWhole !== true;
  const hasPrisma = hasPackages && (has(one, "@prisma/client") || has(one, "prisma"));
  const base: StageText = {
    name: "base",
    what: `${onBun ? "Bun" : "Node.js"} and the folder that all stages work in.`,
    from: images.image,
    lines: [...images.run, "WORKDIR /app"],
  };
  const tools = [...images.build, ...lines.setup];
  const sources = build === null && !isWhole && !hasPrisma ? "sources" : "build";
  const all: StageText = {
    name: sources,
    what:
      build === null
        ? "the sources, with the packages that development needs."
        : "the program, with the packages that development needs.",
    from: "base",
    lines: [
      ...tools,
      ...lines.copies,
      ...lines.install,
      ...(lines.copies.includes("COPY . .") ? [] : ["COPY . ."]),
      ...(hasPrisma && needsGenerate(folder, one, build) ? [`RUN ${lines.exec} prisma generate`] : []),
      ...facts.subfolders.map(path => subfolderInstall(folder, path)),
      ...buildLines(folder, workspace, one, build, lines),
    ],
  };
  const tested = testsOf(folder, one, onBun);
  const tests: StageText[] =
    tested !== null && one.path === ""
      ? [
          {
            name: "test",
            what: "is built only when asked for: docker build --target test .",
            from: sources,
            lines: [`RUN ${tested === "script" ? lines.run("test") : tested}`],
          },
        ]
      : [];
  const needsBuild = build !== null || isWhole || tests.length > 0 || hasPrisma;
  const prunes = isWhole || (hasPrisma && workspace.manager === "pnpm");
  const writes = [...one.packages.keys()].some(name => WRITES.test(name));
  const shipped = isWhole
    ? wholeFolder(workspace, one, locals, facts, writes)
    : separately(folder, facts, { hasPackages, hasPrisma, prunes });
  const deps: StageText[] =
    !hasPackages && !isWhole
      ? []
      : prunes
        ? [
            {
              name: "production",
              what: "the same without the packages of development.",
              from: "build",
              lines: facts.needsAll
                ? []
                : [...lines.prune, ...facts.subfolders.map(path => `RUN rm -rf ${path}/node_modules`)],
            },
          ]
        : [
            {
              name: "deps",
              what: facts.needsAll
                ? "the packages, with those of development that start the program."
                : "the packages that production needs.",
              from: "base",
              lines: [...tools, ...lines.copies, ...(facts.needsAll ? lines.install : lines.production)],
            },
          ];
  const isLast = deps[0]?.name === "production" && deps[0].lines.length === 0;
  const runtime: StageText = {
    name: "runtime",
    what:
      build !== null && !isWhole
        ? "what is shipped: no sources, no build tools, not root."
        : "what is shipped: no tools of development, not root.",
    from: "base",
    lines: [
      `ENV ${[["NODE_ENV", "production"], ...facts.variables].map(([key = "", value = ""]) => `${key}=${value}`).join(" \\\n    ")}`,
      ...(writes || kind?.output === ".next" ? [`RUN chown ${user}:${user} /app`] : []),
      ...shipped.map(line => (isLast ? line.replace("--from=production", "--from=build") : line)),
      ...(one.path === "" ? [] : [`WORKDIR /app/${one.path}`]),
      `USER ${user}`,
      ...(port === null ? [] : [`EXPOSE ${port}`]),
      `CMD ${sanitize.execForm(words)}`,
    ],
  };
  const made =
    output !== null && build !== null && !hasSources(folder, one, output)
      ? [one.path === "" ? output : `${one.path}/${output}`]
      : [];
  return {
    stages: prunes
      ? [base, all, ...tests, ...(isLast ? [] : deps), runtime]
      : [base, ...deps, ...(needsBuild ? [all] : []), ...tests, runtime],
    ignored: ignoredByNode(folder, made),
    needed: [
      ...(entry === null || build !== null ? [] : [entry]),
      ...lifecycle(folder, workspace.root).folders,
    ],
  };
}

/** What tests a program: its script, or Bun, which finds tests by their names. Null without any. */
function testsOf(folder: ProjectFolder, one: NodePackage, onBun: boolean): "script" | "bun test" | null {
  if (hasTests(one)) return "script";
  return onBun && [...folder.files].some(file => /[._](?:test|spec)\.[jt]sx?$/.test(file))
    ? "bun test"
    : null;
}

/** Prisma writes a client of its own for the schema, unless a script does it in any case. */
function needsGenerate(folder: ProjectFolder, one: NodePackage, build: Build | null): boolean {
  if (prismaFiles(folder).length === 0 && one.path === "") return false;
  const scripts = ["postinstall", "prepare", "prebuild", build?.script ?? ""].flatMap(
    name => one.scripts.get(name) ?? [],
  );
  return !scripts.some(script => /prisma generate/.test(script));
}

function subfolderInstall(folder: ProjectFolder, path: string): string {
  const verb = folder.files.has(`${path}/package-lock.json`) ? "ci" : "install";
  if (folder.files.has(`${path}/yarn.lock`)) return `RUN yarn --cwd ${path} install --frozen-lockfile`;
  return `RUN --mount=type=cache,target=/root/.npm npm --prefix ${path} ${verb}`;
}

/** The packages of a workspace that are shipped, with everything that is in their folders. */
function wholeFolder(
  workspace: NodeWorkspace,
  one: NodePackage,
  locals: readonly NodePackage[],
  { onBun }: ServerFacts,
  writes: boolean,
): string[] {
  if (one.path === "")
    return [`COPY --from=production ${writes ? `--chown=${onBun ? "bun:bun" : "node:node"} ` : ""}/app ./`];
  return [
    "COPY --from=production /app/package.json ./",
    "COPY --from=production /app/node_modules ./node_modules",
    ...[...locals, one].map(({ path }) => `COPY --from=production /app/${path} ./${path}`),
    ...(onBun && workspace.lock === null ? [] : []),
  ];
}

/** The output of the build, or the sources, beside the packages of production. */
function separately(
  folder: ProjectFolder,
  { build, output, kind, words, needsAll }: ServerFacts,
  { hasPackages, hasPrisma, prunes }: { hasPackages: boolean; hasPrisma: boolean; prunes: boolean },
): string[] {
  const from = prunes ? (needsAll ? "build" : "production") : "deps";
  const packages = hasPackages ? [`COPY --from=${from} /app/node_modules ./node_modules`] : [];
  const generated =
    hasPrisma && !prunes ? ["COPY --from=build /app/node_modules/.prisma ./node_modules/.prisma"] : [];
  if (build === null) return [...packages, ...generated, "COPY . ."];
  const tops = [...new Set([...folder.files].map(file => file.split("/")[0] ?? ""))];
  const named = words.flatMap(word => sanitize.path(word)?.split("/")[0] ?? []);
  const usesPaths = words.some(word => word.includes("tsconfig-paths"));
  const beside = tops.filter(
    top =>
      top !== output &&
      top !== "node_modules" &&
      (RUN_TIME.test(top) ||
        kind?.beside?.includes(top) === true ||
        (named.includes(top) && folder.files.has(top)) ||
        (usesPaths && top === "tsconfig.json") ||
        (hasPrisma && prismaFiles(folder).includes(top))),
  );
  const kept = kind?.isWhole === true ? [] : beside.filter(top => sanitize.path(top) === top).sort();
  const chown = output === ".next" ? "--chown=node:node " : "";
  return [
    ...packages,
    ...generated,
    ...(kind?.isWhole === true ? [] : ["COPY package.json ./"]),
    `COPY --from=build ${chown}/app/${output ?? "dist"} ./${output ?? "dist"}`,
    ...kept.map(top => `COPY --from=build /app/${top} ./${top}`),
  ];
}

/** The packages of a workspace are built in their own folders. */
function hasSources(folder: ProjectFolder, { path }: NodePackage, output: string): boolean {
  const prefix = path === "" ? `${output}/` : `${path}/${output}/`;
  return [...folder.files].some(
    file => file.startsWith(prefix) && /(?:^|\/)package\.json$|[^d]\.tsx?$/.test(file),
  );
}
