/** Yarn of today (2 and later), whose commands and files are others than those of Yarn 1 (https://yarnpkg.com/migration/guide). */
import type { Project } from "../conversion";
import { nameOf } from "../paths";
import { allCommands } from "../singleStage";
import type { SingleStage } from "../singleStage";
import type { PackageFile } from "./nodeStart";

export interface Yarn {
  /** `yarn workspaces focus` is there without a plugin: from version 4 on. */
  readonly hasFocus: boolean;
  /** Packages are not unpacked into node_modules. */
  readonly isPlugAndPlay: boolean;
}

/** The Yarn of today that a file uses; null where it uses Yarn 1, or none. */
export function yarnOf(
  single: SingleStage,
  { names, texts }: Project,
  file: PackageFile | null,
): Yarn | null {
  const commands = allCommands(single).map(({ words }) => words);
  const settings = texts.get(".yarnrc.yml");
  const [, managed] = /^yarn@(\d+)/.exec(file?.packageManager ?? "") ?? [];
  if (managed !== undefined && Number(managed) < 2) return null;
  const copied = single.lines.flatMap(({ keyword, line }) =>
    keyword === "COPY" ? line.instruction.words.map(({ text }) => nameOf(text.replace(/\/$/, ""))) : [],
  );
  const options = commands.flatMap(words => (words[0] === "yarn" ? words.slice(1) : []));
  const isOfToday =
    managed !== undefined ||
    settings !== undefined ||
    names?.has(".yarnrc.yml") === true ||
    names?.has(".yarn/") === true ||
    copied.some(name => name === ".yarnrc.yml" || name === ".yarn") ||
    options.some(word => /^--(?:immutable|immutable-cache|check-cache|inline-builds)$|^focus$/.test(word)) ||
    commands.some(
      words =>
        words.some(word => /^yarn@(?:[2-9]|berry|stable)/.test(word)) ||
        (words[0] === "yarn" && words[1] === "set" && !/^(?:1|classic)/.test(words[3] ?? "")),
    );
  if (!isOfToday) return null;
  const [, path] = /^yarnPath:.*yarn-(\d+)/m.exec(settings ?? "") ?? [];
  const version = Number(
    managed ?? path ?? (commands.some(words => words.some(word => /^yarn@[4-9]/.test(word))) ? 4 : 0),
  );
  const linker = /^nodeLinker:\s*["']?([\w-]+)/m.exec(settings ?? "")?.[1];
  return {
    // Without a version of the project, corepack takes the newest.
    hasFocus: version >= 4 || (version === 0 && path === undefined && settings !== undefined),
    isPlugAndPlay: linker !== "node-modules" && linker !== "pnpm",
  };
}
