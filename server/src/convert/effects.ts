/** What a command of a RUN leaves behind, as far as its words tell: the effects that a program may see when it runs. */
import { fileEffects } from "../stages/files/commandFiles";
import { nameOf, resolvePath } from "./paths";

/** An effect. Paths are absolute. */
export type Effect =
  /** It prints, waits, or takes away what is only temporary. */
  | { readonly kind: "nothing" }
  | { readonly kind: "account" }
  /** The certificates of the system are put together anew. */
  | { readonly kind: "certificates" }
  /** The system is set up by what its packages bring: languages, fonts. */
  | { readonly kind: "system" }
  | { readonly kind: "folders"; readonly paths: readonly string[] }
  /** Owners or permissions change; `isOwner` for owners. */
  | { readonly kind: "access"; readonly paths: readonly string[]; readonly isOwner: boolean }
  | { readonly kind: "link"; readonly path: string | null }
  /** A text of the command itself is written. */
  | { readonly kind: "text"; readonly paths: readonly (string | null)[] }
  | { readonly kind: "files"; readonly paths: readonly string[] }
  | { readonly kind: "removal"; readonly paths: readonly string[] }
  | { readonly kind: "unknown" };

const NOTHING: Effect = { kind: "nothing" };
const UNKNOWN: Effect = { kind: "unknown" };

/** Programs that make users and groups, or change them. */
const ACCOUNTS =
  /^(?:addgroup|adduser|chpasswd|deluser|delgroup|gpasswd|groupadd|groupdel|groupmod|passwd|useradd|userdel|usermod)$/;
const HARMLESS =
  /^(?::|\[|\[\[|arch|awk|basename|cat|cd|command|cut|date|df|diff|dir|dirname|du|echo|env|exit|export|expr|false|file|getent|grep|egrep|head|hostname|id|jq|ldconfig|ldd|ls|nproc|printenv|printf|ps|pwd|read|readlink|seq|set|sha1sum|sha256sum|sha512sum|md5sum|sleep|sort|stat|strings|tail|test|tree|tr|true|type|uname|uniq|unset|wait|wc|which|whereis|whoami|xargs)$/;
const SET_UP = /^(?:dpkg-reconfigure|fc-cache|locale-gen|localedef|update-locale)$/;
const INTERPRETERS = /^(?:(?:ba|da|a|z|k)?sh|node|perl|php\d*|python[\d.]*|ruby)$/;

/** The folders of systems in which what is temporary lies, or what package managers keep for themselves. */
const TEMPORARY =
  /^(?:\/tmp|\/var\/(?:tmp|cache|log)|\/var\/lib\/(?:apt|dpkg|pip)|\/usr\/share\/(?:doc|man|info|locale)|\/usr\/src|\/root\/\.(?:bundle|cache|cargo|config|ghcup|gnupg|gradle|ivy2|local\/share\/(?:pnpm|pypoetry)|m2|npm|nuget|rustup|sbt|yarn|wget-hsts)|\/go\/pkg|\/usr\/local\/(?:go\/pkg|cargo\/(?:git|registry)))(?:\/|$)/;

/** Whether what lies under a path is of no use to a program. */
export function isTemporary(path: string): boolean {
  return TEMPORARY.test(path);
}

/** Whether a command makes or changes users or groups. */
export function isAccountCommand([program = ""]: readonly string[]): boolean {
  return ACCOUNTS.test(nameOf(program));
}

/** Whether a command reads the script that it runs from the one before it, as in `curl … | sh`. */
export function readsScript(words: readonly string[]): boolean {
  const [program = "", ...rest] = words;
  if (!INTERPRETERS.test(nameOf(program))) return false;
  const [first] = rest;
  return (
    first === undefined ||
    first === "-" ||
    first === "--" ||
    /^-[a-z]*s$/.test(first) ||
    first === "/dev/stdin"
  );
}

/** The effect of one command that runs in a folder (null where nothing says which), with the files that it writes by `>`. */
export function effectOf(
  words: readonly string[],
  folder: string | null,
  outputs: readonly string[],
): Effect {
  const [program = "", ...rest] = words;
  const name = nameOf(program);
  const operands = rest.filter(word => !word.startsWith("-"));
  const at = (path: string) => resolvePath(folder, path);
  if (ACCOUNTS.test(name)) return { kind: "account" };
  if (name === "update-ca-certificates") return { kind: "certificates" };
  if (SET_UP.test(name)) return { kind: "system" };
  if (name === "echo" || name === "printf")
    return outputs.length === 0 ? NOTHING : { kind: "text", paths: outputs.map(at) };
  const environment = environmentOf(words);
  if (environment !== null) return files([at(environment)]);
  // What it sets, it sets for the commands behind it.
  if ((name === "source" || name === ".") && /\/bin\/activate$/.test(rest[0] ?? "")) return NOTHING;
  if (HARMLESS.test(name)) return outputs.length === 0 ? NOTHING : files(outputs.map(at));
  switch (name) {
    case "mkdir": {
      const paths = fileEffects([words.map(beforeBrace)], folder, word => word).map(({ path }) => path);
      return paths.length === 0 ||
        operands.some(word => at(beforeBrace(word)) === null && !/[{\d]/.test(word))
        ? UNKNOWN
        : { kind: "folders", paths };
    }
    case "chown":
    case "chgrp":
    case "chmod": {
      const targets = operands.slice(1).map(at);
      const paths = targets.filter(path => path !== null);
      if (paths.length !== targets.length || paths.length === 0) return insideOf(folder, operands.slice(1));
      return { kind: "access", paths, isOwner: name !== "chmod" };
    }
    case "ln":
      return {
        kind: "link",
        path: at(operands.length > 1 ? (operands.at(-1) ?? "") : nameOf(operands[0] ?? "")),
      };
    case "rm":
    case "rmdir":
    case "unlink":
      return {
        kind: "removal",
        paths: operands.map(word => at(beforePattern(word))).filter(path => path !== null),
      };
    case "find":
      return rest.some(word => /^-(?:exec|execdir|delete|ok)$/.test(word))
        ? files([at(operands[0] ?? ".")])
        : NOTHING;
    case "sed":
      // The list of languages comes with the package that locale-gen comes with.
      if (filesOfSed(rest).every(file => file === "/etc/locale.gen")) return { kind: "system" };
      return rest.some(word => /^-[a-zA-Z]*i|^--in-place/.test(word))
        ? files(filesOfSed(rest).map(at))
        : NOTHING;
    case "curl":
      return files([
        ...writtenTo(rest, /^(?:-[a-zA-Z]*o|--output)$/).map(at),
        ...(rest.some(word => /^-[a-zA-Z]*O$|^--remote-name$/.test(word)) ? [folder] : []),
        ...outputs.map(at),
      ]);
    case "wget": {
      const target = writtenTo(rest, /^(?:-[a-zA-Z]*O|--output-document)$/).filter(word => word !== "-");
      const isPiped = rest.some(word => /^-[a-zA-Z]*O-$/.test(word)) || rest.includes("-");
      return files([
        ...target.map(at),
        ...outputs.map(at),
        ...(target.length === 0 && !isPiped ? [folder] : []),
      ]);
    }
    case "tar": {
      const into =
        rest.find(word => /^--directory=/.test(word))?.slice("--directory=".length) ??
        writtenTo(rest, /^-[a-zA-Z]*C$/)[0];
      return rest.some(word => /^-?[a-zA-Z]*x|^--extract|^--get/.test(word))
        ? files([at(into ?? ".")])
        : files(writtenTo(rest, /^-?[a-zA-Z]*f$/).map(at));
    }
    case "unzip":
      return files([at(writtenTo(rest, /^-d$/)[0] ?? ".")]);
    case "bunzip2":
    case "bzip2":
    case "dos2unix":
    case "gunzip":
    case "gzip":
    case "touch":
    case "truncate":
    case "xz":
    case "tee":
      return files([...operands, ...outputs].map(at));
    case "patch":
      return files([folder]);
    case "gpg":
    case "openssl":
      return files([
        ...writtenTo(rest, /^(?:-o|--output|-out|-keyout|--dearmor)$/)
          .filter(word => word.includes("/") || word.includes("."))
          .map(at),
        ...outputs.map(at),
      ]);
    case "cp":
    case "mv":
    case "install":
    case "rsync": {
      const made = fileEffects([words[0] === "rsync" ? ["cp", ...rest] : words], folder, word => word);
      const [target] = made.filter(({ isRemoved }) => !isRemoved);
      return target ? files([target.path]) : insideOf(folder, operands);
    }
    case "git":
      return operands[0] === "clone"
        ? files([fileEffects([words], folder, word => word)[0]?.path ?? null])
        : operands[0] === "config"
          ? NOTHING
          : files([folder]);
  }
  return UNKNOWN;
}

/** The virtual environment of Python that a command makes, or installs packages in by its path; null for none. */
function environmentOf([program = "", ...rest]: readonly string[]): string | null {
  const [, folder] = /^(\/.+)\/bin\/(?:pip|python)[\d.]*$/.exec(program) ?? [];
  if (folder !== undefined && rest.includes("install") && !/^\/usr(?:\/local)?$/.test(folder)) return folder;
  const isMade =
    (/^python[\d.]*$/.test(nameOf(program)) && rest[0] === "-m" && rest[1] === "venv") ||
    nameOf(program) === "virtualenv";
  const last = rest.at(-1);
  return isMade && last !== undefined && !last.startsWith("-") ? last : null;
}

/** Files that are written; unknown where one of the paths is, nothing where there are none. */
function files(paths: readonly (string | null)[]): Effect {
  const known = paths.filter(path => path !== null);
  if (known.length !== paths.length) return UNKNOWN;
  return known.length === 0 ? NOTHING : { kind: "files", paths: known };
}

/** What stands under names that only the shell fills in, in the folder in which the command runs. */
function insideOf(folder: string | null, operands: readonly string[]): Effect {
  const isInside =
    folder !== null && operands.length > 0 && operands.every(word => !/^[/~$]|\.\./.test(word));
  if (isInside) return { kind: "files", paths: [folder] };
  const [, start] = /^(\/[^*?[{$`]+)\//.exec(operands.at(-1) ?? "") ?? [];
  const path = start === undefined ? null : resolvePath(folder, start);
  return path === null ? UNKNOWN : { kind: "files", paths: [path] };
}

/** The words behind options that a pattern matches. */
function writtenTo(words: readonly string[], option: RegExp): string[] {
  return words.flatMap((word, index) => (option.test(word) ? (words[index + 1] ?? []) : []));
}

/** The files that `sed` changes: all but its script, which is the first operand unless an option gives it. */
function filesOfSed(words: readonly string[]): string[] {
  const isScript = (word: string) => /^(?:-e|-f|--expression|--file)$/.test(word);
  const operands = words.filter((word, index) => !word.startsWith("-") && !isScript(words[index - 1] ?? ""));
  return words.some(word => isScript(word) || /^--(?:expression|file)=/.test(word))
    ? operands
    : operands.slice(1);
}

/** A path up to the names in braces that the shell makes several of: `/data` of `/data/{in,out}`. */
function beforeBrace(path: string): string {
  const brace = /[^$]\{/.exec(path)?.index ?? -1;
  return brace === -1 ? path : path.slice(0, path.lastIndexOf("/", brace)) || "/";
}

/** A path up to the folder in which a pattern looks; the path where none is in it. */
function beforePattern(path: string): string {
  const pattern = path.search(/[*?[{]/);
  return pattern === -1 ? path : path.slice(0, path.lastIndexOf("/", pattern) + 1) || ".";
}
