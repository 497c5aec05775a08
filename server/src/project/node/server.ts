/** Programs that Node.js or Bun runs: what is built, what is shipped, what starts it. */
import * as l10n from "@vscode/l10n";
import { hasFolder } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { buildOf, foldersOfScripts, outDirOf } from "../../ecosystems/node/buildScript";
import type { Build } from "../../ecosystems/node/buildScript";
import { has } from "../../ecosystems/node/packageFile";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import { nodePort } from "../../ecosystems/node/port";
import { followScript, procfileScript, startFile, startScript } from "../../ecosystems/node/start";
import type { Start } from "../../ecosystems/node/start";
import type { NodeWorkspace } from "../../ecosystems/node/workspace";
import type { Answers, Proposal } from "../plan";
import { answerTo, askCommand, askPort, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";
import { isServer } from "./kinds";
import { scriptOutput } from "./pagesKind";
import { joinedPath } from "../../shared/joinedPath";
import type { ServerKind } from "./kind";
import { serverPlan } from "./serverPlan";

/** A package that no image runs, with the reason. */
export interface NotProgram {
  readonly refused: string;
}

/**
 * The proposal for a program, with questions for what the project does not tell; the reason where there is nothing to start. Null
 * for a package that is no program at all.
 */
export function serverProposal(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  one: NodePackage,
  kind: ServerKind | null,
): Proposal | NotProgram | null {
  const found = startOf(folder, workspace, one, kind);
  if (found !== null && "refused" in found) return found;
  const start = found;
  const build = buildOf(folder, one, start?.builds ?? []);
  if (start === null && isNoProgram(folder, one, build)) return null;
  const onBun = workspace.manager === "bun" && kind === null;
  const likely = onBun ? "bun src/index.ts" : `node ${startFile(folder, one) ?? "index.js"}`;
  const command =
    start === null ? askCommand(likely, l10n.t("package.json has no script that starts the program.")) : null;
  const words = start?.words ?? null;
  const known =
    nodePort(folder, one.path, words?.join(" ") ?? one.scripts.get("start") ?? null, start?.entry ?? null) ??
    start?.variables.find(([key]) => key === "PORT")?.[1] ??
    kind?.port ??
    null;
  const asks = known === null && mayListen(one, start);
  const port = asks ? askPort("3000") : null;
  return {
    label: l10n.t("A server on Node.js"),
    snippet: snippetOf(workspace, kind, onBun),
    questions: questionsOf(command, port),
    plan: (answers: Answers) => {
      const answered = sanitize.plainWords(answerTo(command, answers)) ?? likely.split(" ");
      const entry =
        start === null ? sanitize.path(answered[0] === "node" ? answered.at(-1) : null) : start.entry;
      return serverPlan(folder, workspace, one, {
        kind,
        onBun,
        build,
        output: outputOf(folder, one, kind, build, entry),
        words: start?.words ?? answered,
        entry,
        variables: [...(kind?.variables ?? []), ...(start?.variables ?? [])],
        needsAll: start?.needsAll ?? false,
        port: known ?? answerTo(port, answers),
        subfolders: foldersOfScripts(folder, one),
      });
    },
  };
}

function snippetOf({ manager }: NodeWorkspace, kind: ServerKind | null, onBun: boolean): string {
  if (onBun) return "ms-bun";
  if (manager === "pnpm") return "ms-node-pnpm";
  if (manager === "yarn" || manager === "yarn1") return "ms-node-yarn";
  return kind?.snippet ?? "ms-node";
}

/** What starts the program; null where nothing tells it. */
function startOf(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  one: NodePackage,
  kind: ServerKind | null,
): Start | NotProgram | null {
  const plain = { variables: [], needsAll: false, builds: [] };
  const name = startScript(one);
  if (kind?.entry !== undefined && !(name !== null && name !== "start"))
    return { ...plain, words: ["node", kind.entry], entry: kind.entry };
  const others = one.path === "" ? [] : [workspace.root];
  const fact = name === null ? null : followScript(folder, one, others, name);
  if (fact !== null && fact !== "development") {
    const usesBin = one.path !== "" && (fact.words[0] ?? "").startsWith("node_modules/.bin/");
    // A package of a workspace finds programs above its folder, too, as its manager looks for them.
    const words = usesBin && name !== null ? ["npm", "run", name] : fact.words;
    return isThere(folder, one, fact) ? { ...fact, words } : null;
  }
  if (kind?.entry !== undefined) return { ...plain, words: ["node", kind.entry], entry: kind.entry };
  if (kind?.start !== undefined)
    return {
      ...plain,
      // A package of a workspace may have it in a folder above.
      words:
        one.path === "" || workspace.manager === "pnpm"
          ? [`node_modules/.bin/${kind.start[0] ?? ""}`, ...kind.start.slice(1)]
          : ["npx", ...kind.start],
      entry: null,
    };
  const ofProcfile = procfileScript(folder, one, others);
  if (ofProcfile !== null && ofProcfile !== "development" && isThere(folder, one, ofProcfile))
    return ofProcfile;
  if (name !== null) return null;
  const runner = workspace.manager === "bun" && kind === null ? "bun" : "node";
  const prefix = one.path === "" ? "" : `${one.path}/`;
  const typed = ["src/index.ts", "index.ts", "src/server.ts", "server.ts", "src/main.ts"].find(file =>
    folder.files.has(prefix + file),
  );
  if (
    runner === "bun" &&
    typed !== undefined &&
    (one.main === null || !folder.files.has(prefix + one.main)) &&
    !one.scripts.has("build")
  )
    return { ...plain, words: ["bun", typed], entry: typed };
  if (one.main !== null && folder.files.has(prefix + one.main) && runner === "bun")
    return { ...plain, words: ["bun", one.main], entry: one.main };
  const file = startFile(folder, one);
  if (file !== null && starts(folder.read(prefix + file) ?? "", one))
    return { ...plain, words: [runner, file], entry: file };
  const made = one.main !== null && !folder.files.has(prefix + one.main) ? one.main : null;
  if (made !== null && isServer(one) && buildOf(folder, one, []) !== null && /\.[cm]?js$/.test(made))
    return { ...plain, words: [runner, made], entry: made };
  if (one.bin !== null && !isServer(one)) return { ...plain, words: ["node", one.bin], entry: one.bin };
  return null;
}

/** Whether a file looks like one that is run, not one that others import. */
function starts(text: string, one: NodePackage): boolean {
  return (
    /\.listen\(|createServer\(|\.login\(|\.launch\(|\.start\(|process\.argv|^#!/m.test(text) ||
    isServer(one) ||
    (one.fields["private"] === true && one.fields["exports"] === undefined)
  );
}

/** A file that starts has to be there, or be made by a build. */
function isThere(folder: ProjectFolder, one: NodePackage, { entry, builds }: Start): boolean {
  if (entry === null) return true;
  const path = joinedPath(one.path, entry) ?? entry;
  return folder.files.has(path) || buildOf(folder, one, builds) !== null || folder.files.size === 1;
}

function isNoProgram(folder: ProjectFolder, one: NodePackage, build: Build | null): boolean {
  if (one.problem !== null || startScript(one) !== null) return false;
  const isLibrary = ["exports", "types", "typings", "module", "files", "peerDependencies"].some(
    key => one.fields[key] !== undefined,
  );
  if (isServer(one) && !(isLibrary && one.path !== "")) return false;
  const hasNothing = one.main === null && one.bin === null && startFile(folder, one) === null;
  const isTools = hasNothing && (one.packages.size === 0 || build === null || one.devPackages.size > 0);
  return isLibrary || isTools || one.path !== "";
}

/** Whether a program may listen at a port at all: a bot, a task or a program of the command line does not. */
function mayListen(one: NodePackage, start: Start | null): boolean {
  const isBot = [
    "discord.js",
    "telegraf",
    "node-telegram-bot-api",
    "grammy",
    "node-cron",
    "eris",
    "commander",
    "yargs",
    "inquirer",
    "ink",
  ].some(name => has(one, name));
  return isServer(one) || !(isBot || (start?.entry !== null && start?.entry === one.bin));
}

/** The folder that the build writes to, from the folder of the package; null where it may write anywhere. */
function outputOf(
  folder: ProjectFolder,
  one: NodePackage,
  kind: ServerKind | null,
  build: Build | null,
  entry: string | null,
): string | null {
  if (build === null) return null;
  if (kind?.output !== undefined) return kind.output;
  const script = sanitize.path(scriptOutput(one, build.script));
  const compiled = outDirOf(folder, one.path);
  const first = /^([^/]+)\//.exec(entry ?? "")?.[1] ?? null;
  const prefix = one.path === "" ? "" : `${one.path}/`;
  const isMade = first !== null && !hasFolder(folder, prefix + first);
  return (
    [script, compiled, isMade ? first : null].find(
      path => path !== null && (entry?.startsWith(`${path}/`) ?? false),
    ) ?? null
  );
}
