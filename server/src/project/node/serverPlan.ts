/** The stages of a program that Node.js or Bun runs. */
import { filesIn } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import type { Build } from "../../ecosystems/node/buildScript";
import { has, hasTests } from "../../ecosystems/node/packageFile";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import { localDependencies } from "../../ecosystems/node/workspace";
import type { NodeWorkspace } from "../../ecosystems/node/workspace";
import { nodeImages } from "./images";
import { installLines, lifecycle, prismaFiles } from "./install";
import { ignoredByNode } from "./pages";
import type { StageText, StagesPlan } from "../plan";
import * as sanitize from "../../shared/sanitize";
import { buildLines } from "./workspaceBuild";
import type { ServerFacts } from "./serverFacts";
import { subfolderInstall, wholeFolder, separately } from "./productionPackages";

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
  const bringsAll = kind?.isWhole === true && output !== null;
  const isWhole =
    !bringsAll &&
    (one.path !== "" ||
      workspace.members.length > 0 ||
      (build !== null && !inOutput) ||
      (build !== null && entry === null && kind?.output === undefined));
  const hasPackages = one.packages.size > 0 && kind?.isWhole !== true;
  const hasPrisma = hasPackages && (has(one, "@prisma/client") || has(one, "prisma"));
  const base: StageText = {
    name: "base",
    what: `is the ${onBun ? "Bun" : "Node.js"} image that the other stages share.`,
    from: images.image,
    lines: [...images.run, "WORKDIR /app"],
  };
  const tools = [...images.build, ...lines.setup];
  const sources = build === null && !isWhole && !hasPrisma ? "sources" : "build";
  const all: StageText = {
    name: sources,
    what:
      build === null
        ? "installs all dependencies and copies the source code."
        : "installs all dependencies and builds the application.",
    from: "base",
    lines: [
      ...tools,
      ...lines.copies,
      ...lines.install,
      ...(lines.copies.includes("COPY . .") ? [] : ["COPY . ."]),
      ...(hasPrisma && needsGenerate(folder, one, build)
        ? [generateLine(folder, workspace, [one, ...locals], lines.exec)]
        : []),
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
            what: "runs the tests. Build it with: docker build --target test .",
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
    : separately(folder, one, facts, { hasPackages, hasPrisma, prunes });
  const deps: StageText[] =
    !hasPackages && !isWhole
      ? []
      : prunes
        ? [
            {
              name: "production",
              what: "removes the development dependencies.",
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
                ? "installs the dependencies, including the development packages that start the application."
                : "installs the production dependencies.",
              from: "base",
              lines: [...tools, ...lines.copies, ...(facts.needsAll ? lines.install : lines.production)],
            },
          ];
  const isLast = deps[0]?.name === "production" && deps[0].lines.length === 0;
  const runtime: StageText = {
    name: "runtime",
    what:
      build !== null && !isWhole
        ? "is the final image: production dependencies and build output, run as a non-root user."
        : "is the final image: production dependencies and source code, run as a non-root user.",
    from: "base",
    lines: [
      `ENV ${[["NODE_ENV", "production"], ...facts.variables].map(([key = "", value = ""]) => `${key}=${value}`).join(" \\\n    ")}`,
      ...(writes || kind?.output === ".next" ? [`RUN chown ${user}:${user} /app`] : []),
      ...shipped.map(line => (isLast ? line.replace("--from=production", "--from=build") : line)),
      ...(one.path === "" || bringsAll ? [] : [`WORKDIR /app/${one.path}`]),
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
/** Generates the client in the package of the workspace that has the schema; in the folder itself where none of them has. */
function generateLine(
  folder: ProjectFolder,
  { manager }: NodeWorkspace,
  packages: readonly NodePackage[],
  exec: string,
): string {
  const owner = packages.find(
    ({ path }) =>
      path !== "" &&
      ["prisma/schema.prisma", "schema.prisma", "prisma.config.ts"].some(file =>
        folder.files.has(`${path}/${file}`),
      ),
  );
  if (owner === undefined) return `RUN ${exec} prisma generate`;
  const name = sanitize.path(owner.name) ?? owner.path;
  switch (manager) {
    case "npm":
      return `RUN npm exec --workspace=${owner.path} -- prisma generate`;
    case "pnpm":
      return `RUN pnpm --filter ${name} exec prisma generate`;
    case "yarn":
    case "yarn1":
      return `RUN yarn workspace ${name} prisma generate`;
    case "bun":
      return `RUN cd ${owner.path} && bunx prisma generate`;
  }
}

function needsGenerate(folder: ProjectFolder, one: NodePackage, build: Build | null): boolean {
  if (prismaFiles(folder).length === 0 && one.path === "") return false;
  const scripts = ["postinstall", "prepare", "prebuild", build?.script ?? ""].flatMap(
    name => one.scripts.get(name) ?? [],
  );
  return !scripts.some(script => /prisma generate/.test(script));
}

/** The packages of a workspace are built in their own folders. */
function hasSources(folder: ProjectFolder, { path }: NodePackage, output: string): boolean {
  return filesIn(folder, path === "" ? output : `${path}/${output}`).some(file =>
    /(?:^|\/)package\.json$|[^d]\.tsx?$/.test(file),
  );
}
