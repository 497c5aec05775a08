/** Applications of an nx workspace that have a project.json in their folder, and no package.json: https://nx.dev/reference/project-configuration */
import { matching, parentOf } from "../folder";
import type { ProjectFolder } from "../folder";
import { field, fieldsOf, listOf, readJson, textOf } from "../manifest";
import type { Fields } from "../manifest";
import * as sanitize from "../../shared/sanitize";

export interface NxApplication {
  readonly file: string;
  /** As `nx build` knows it. */
  readonly name: string;
  /** A program that Node.js runs, pages, or what nobody can tell. */
  readonly kind: "server" | "pages" | "unknown";
  /** The folder that the build writes to, from that of the workspace; null where nothing tells it. */
  readonly output: string | null;
  /** The program, likewise. */
  readonly entry: string | null;
}

const NODE = /^@n(?:x|rwl)\/(?:js|node):(?:node|execute)$/;
const PAGES =
  /^(?:@n(?:x|rwl)\/(?:vite:build|web:\w+|webpack:webpack|rspack:rspack|angular:[\w-]+)|@angular-devkit\/build-angular:[\w-]+|@angular\/build:application)$/;
/** These keep the folders of the sources. */
const COMPILERS = /^@n(?:x|rwl)\/(?:js:(?:tsc|swc)|node:package)$/;

/** The applications of a workspace of nx; none where the folder is none. */
export function nxApplications(folder: ProjectFolder): NxApplication[] {
  if (!folder.files.has("nx.json")) return [];
  return matching(folder, /\/project\.json$/).flatMap(file => {
    const root = parentOf(file);
    if (folder.files.has(`${root}/package.json`) || sanitize.path(root) !== root) return [];
    const { fields } = readJson(folder, file);
    const name = sanitize.name(fields["name"] ?? root.slice(root.lastIndexOf("/") + 1));
    if (name === null || fields["projectType"] !== "application" || /-e2e$/.test(name)) return [];
    const targets = fieldsOf(fields["targets"] ?? fields["architect"]);
    return [{ file, name, ...builtOf(root, fieldsOf(targets["build"]), fieldsOf(targets["serve"])) }];
  });
}

function builtOf(
  root: string,
  build: Fields,
  serve: Fields,
): Pick<NxApplication, "kind" | "output" | "entry"> {
  const executor = executorOf(build);
  const options = fieldsOf(build["options"]);
  const output = outputOf(root, build, options);
  const isServer =
    NODE.test(executorOf(serve)) || (options["target"] === "node" && options["main"] !== undefined);
  if (isServer) return { kind: "server", output, entry: output && entryOf(output, executor, options) };
  if (!PAGES.test(executor)) return { kind: "unknown", output, entry: null };
  const isApplication = /:application$/.test(executor) && textOf(options["outputPath"]) !== null;
  return { kind: "pages", output: output && isApplication ? `${output}/browser` : output, entry: null };
}

function executorOf(target: Fields): string {
  return textOf(target["executor"]) ?? textOf(target["builder"]) ?? "";
}

/** `options.outputPath`, else what `outputs` says, with its variables. */
function outputOf(root: string, build: Fields, options: Fields): string | null {
  const path = textOf(options["outputPath"]) ?? textOf(field(options, "outputPath", "base"));
  const told = listOf(build["outputs"]).flatMap(one => textOf(one) ?? []);
  const written = path ?? (told.length === 1 ? told[0] : undefined) ?? null;
  return sanitize.path(written?.replaceAll("{workspaceRoot}", ".").replaceAll("{projectRoot}", root) ?? null);
}

/** Null where the name of the file hangs on more than the configuration says. */
function entryOf(output: string, executor: string, options: Fields): string | null {
  const named = sanitize.path(options["outputFileName"]);
  if (named !== null) return `${output}/${named}`;
  const main = textOf(options["main"]) ?? "main.ts";
  const file = main.slice(main.lastIndexOf("/") + 1).replace(/\.[cm]?ts$/, ".js");
  const isNamedByFormat =
    /:esbuild$/.test(executor) && field(options, "esbuildOptions", "outExtension", ".js") !== ".js";
  return isNamedByFormat ? null : sanitize.path(`${output}/${COMPILERS.test(executor) ? "src/" : ""}${file}`);
}
