/**
 * Whether a path is in the build context, as far as its folders are known: the builder takes names to the letter, and nothing that
 * the ignore file leaves out.
 */
import { misspelledOption } from "../model/suggest";
import { cleanPath } from "../../shared/ignorePatterns";
import type { PathAnswer } from "./contextPaths";
import type { IgnoreFile } from "../../shared/ignorePatterns";

/** The folders of a build context, by their paths from `/`. */
export interface ContextFolders {
  /** Null where there is no such folder, or not all of it is known; undefined where it has not been read yet. */
  readonly list: (
    folder: string,
  ) => readonly { readonly name: string; readonly isFolder: boolean }[] | null | undefined;
  readonly ignoreFile: IgnoreFile | null;
  /** What version control leaves out: something makes it. */
  readonly generated: IgnoreFile | null;
}

/** Names that builds give to what they make. */
const MADE =
  /^(?:\.?next|\.output|\.nuxt|artifacts?|bin|build|coverage|debug|deploy|dist|generated|lib|node_modules|obj|out|output|packages?|pkg|public|publish|release|rootfs|site|staging|target|tmp|vendor|wheels?)$|\.(?:jar|war|ear|tgz|gz|xz|bz2|zst|zip|tar|whl|deb|rpm|apk|gem|nupkg|so|dll|exe|a|o|wasm|bin|img|iso|pem|crt|key|cert|cer|p12|jks|db|sqlite|log|map|min\.js)$|^\.env\b|_linux_|-(?:amd64|arm64|x86_64|aarch64)\b/i;
/** The endings of sources of programs, which have the name of the file without them. */
const SOURCE = /\.(?:asm|c|cc|cpp|cxx|d|go|hs|ml|nim|pas|rs|s|swift|v|zig)$/;
/** Those of them that repositories have, too, with what people write. */
const KEPT = /^(?:bin|deploy|lib|packages?|pkg|public|site|vendor)$/i;
/** Of more folders the first are looked through for a file of the same name. */
const MOST_FOLDERS = 20;

/** Looks a path up; undefined where a folder has to be read first. */
export function findPath(path: string, folders: ContextFolders): PathAnswer | undefined {
  const { list, ignoreFile, generated } = folders;
  const clean = cleanPath(path);
  if (clean === "." || clean.startsWith("..")) return { kind: "there" };
  // Whether it is there or not, the builder is not sent it.
  if (ignoreFile?.ignores(clean) === true) return { kind: "ignored" };
  const parts = clean.split("/");
  let folder = "";
  for (const [index, part] of parts.entries()) {
    const entries = list(folder || "/");
    if (entries === undefined) return undefined;
    if (entries === null) return { kind: "unknown" };
    const entry = entries.find(({ name }) => name === part);
    if (!entry) {
      // A program is made of the source beside it.
      if (entries.some(({ name }) => SOURCE.test(name) && name.replace(SOURCE, "") === part))
        return { kind: "unknown" };
      if (isMade(parts.slice(index)) || generated?.ignores(clean) === true) return { kind: "unknown" };
      const above = parts.slice(0, index);
      const nearest = nearestPath(parts, index, folder, folders);
      // Of a folder that is there and may be made, a slip of the pen is certain where people keep sources in such folders.
      const isCertain =
        !isMade(above) || (!isMade(above.filter(name => !KEPT.test(name))) && isSlip(nearest));
      return nearest === undefined || isCertain ? nearest : { kind: "unknown" };
    }
    if (index < parts.length - 1 && !entry.isFolder) return { kind: "unknown" };
    folder += `/${part}`;
  }
  return { kind: "there" };
}

function isSlip(answer: PathAnswer | undefined): boolean {
  return answer?.kind === "missing" && answer.isSlip;
}

function isMade(parts: readonly string[]): boolean {
  return parts.some(name => MADE.test(name));
}

/** What is meant by a path of which the part at `index` is not there: a name in the same folder, or the file elsewhere. */
function nearestPath(
  parts: readonly string[],
  index: number,
  folder: string,
  { list, ignoreFile }: ContextFolders,
): PathAnswer | undefined {
  const isSent = (path: string) => ignoreFile?.ignores(path) !== true;
  const [part = ""] = parts.slice(index);
  const rest = parts.slice(index + 1);
  const names = (list(folder || "/") ?? []).filter(({ isFolder }) => isFolder || rest.length === 0);
  const slip = slipOf(
    part,
    names.map(({ name }) => name),
  );
  if (slip !== null) {
    const near = [...folder.split("/").filter(name => name !== ""), slip, ...rest].join("/");
    const there = rest.length === 0 ? isSent(near) : isListed(near, list);
    if (there === undefined) return undefined;
    if (there) return { kind: "missing", near, isSlip: true };
  }
  const [file = ""] = parts.slice(-1);
  const around = (list("/") ?? []).filter(
    ({ name, isFolder }) => isFolder && !/^\.|^node_modules$/.test(name),
  );
  let isOpen = false;
  for (const { name } of around.slice(0, MOST_FOLDERS)) {
    const entries = list(`/${name}`);
    if (entries === undefined) isOpen = true;
    else if (entries?.some(entry => entry.name === file) && isSent(`${name}/${file}`))
      return isOpen ? undefined : { kind: "missing", near: `${name}/${file}`, isSlip: false };
  }
  if (isOpen) return undefined;
  const atRoot = list("/")?.some(({ name }) => name === file) === true && parts.length > 1 && isSent(file);
  return { kind: "missing", near: atRoot ? file : null, isSlip: false };
}

/** The name that is meant by another one: in another case, or by a slip of the pen. */
function slipOf(part: string, names: readonly string[]): string | null {
  const folded = names.find(name => name.toLowerCase() === part.toLowerCase());
  if (folded !== undefined) return folded;
  const near = misspelledOption(part, names);
  // `app1.py` is another file than `app2.py`, and so are two of one letter.
  const isOther =
    near?.replace(/\d+/g, "") === part.replace(/\d+/g, "") || part.replace(/\.\w+$/, "").length < 4;
  return isOther ? null : near;
}

function isListed(path: string, list: ContextFolders["list"]): boolean | undefined {
  const entries = list(`/${path.slice(0, Math.max(0, path.lastIndexOf("/")))}`);
  return entries === undefined ? undefined : entries?.some(({ name }) => path.endsWith(`/${name}`)) === true;
}

/** The patterns of a `.gitignore`, as those of an ignore file of the builder. */
export function fromGitIgnore(text: string): string {
  return text
    .split(/\r?\n/)
    .filter(line => line.trim() !== "" && !line.startsWith("#"))
    .map(line => {
      const not = line.startsWith("!") ? "!" : "";
      const pattern = line.slice(not.length).trimEnd().replace(/\/$/, "");
      return not + (pattern.includes("/") ? pattern.replace(/^\//, "") : `**/${pattern}`);
    })
    .join("\n");
}
