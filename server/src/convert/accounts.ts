/**
 * `adduser` and `addgroup` of Debian as `useradd` and `groupadd`, which every Debian image has: the small ones have no `adduser`
 * (manpages.debian.org: adduser(8), useradd(8)).
 */
import type { Command } from "./commands";

/** Options that mean nothing to `useradd`, which sets no password and asks nothing. */
const NEEDLESS =
  /^(?:--disabled-password|--disabled-login|--quiet|-q|--allow-bad-names|--force-badname|--allow-all-names)$/;
/** Options of `adduser` with a value, and those of `useradd` for them; null for none. */
const OF_USERS = new Map<string, string | null>([
  ["--comment", "--comment"],
  ["--gecos", null],
  ["--gid", "--gid"],
  ["--home", "--home-dir"],
  ["--ingroup", "--gid"],
  ["--shell", "--shell"],
  ["--uid", "--uid"],
  ["-u", "--uid"],
  ["--firstuid", null],
  ["--lastuid", null],
]);

/** Whether a command is one that only the package `adduser` brings. */
export function needsAdduser({ all }: Command): boolean {
  return all.some(
    ([name]) => name === "adduser" || name === "addgroup" || name === "deluser" || name === "delgroup",
  );
}

/** The same with `useradd` and `groupadd`; null where it cannot be said so. */
export function adduserScript({ words, all, isCompound, text }: Command): string | null {
  if (
    isCompound ||
    all.length !== 1 ||
    /[$`"']/.test(text.replace(/(?:--gecos|-gecos)[= ](?:"[^"]*"|'[^']*'|\S+)/, ""))
  )
    return null;
  const [name = "", ...rest] = words;
  return name === "adduser" ? user(rest) : name === "addgroup" ? group(rest) : null;
}

function user(words: readonly string[]): string | null {
  const options: string[] = [];
  const names: string[] = [];
  let isSystem = false;
  let hasHome = true;
  let ownGroup = false;
  for (let index = 0; index < words.length; index++) {
    const [option = "", joined] = (words[index] ?? "").split(/=(.*)/s);
    if (!option.startsWith("-")) names.push(option);
    else if (option === "--system") isSystem = true;
    else if (option === "--no-create-home") hasHome = false;
    else if (option === "--group") ownGroup = true;
    else if (OF_USERS.has(option)) {
      const value = joined ?? words[++index];
      const other = OF_USERS.get(option);
      if (value === undefined) return null;
      if (other) options.push(other, value);
    } else if (!NEEDLESS.test(option)) return null;
  }
  const [one, member, ...others] = names;
  if (one === undefined || others.length > 0) return null;
  if (member !== undefined)
    return options.length > 0 || isSystem ? null : `usermod --append --groups ${member} ${one}`;
  // A user of a system has nogroup, and no home that is made, where nothing else is said.
  if (isSystem && !options.includes("--gid"))
    options.push(...(ownGroup ? ["--user-group"] : ["--gid", "nogroup"]));
  const home =
    hasHome && !(isSystem && !options.includes("--home-dir")) ? "--create-home" : "--no-create-home";
  const shell = options.includes("--shell") ? [] : ["--shell", isSystem ? "/usr/sbin/nologin" : "/bin/bash"];
  return ["useradd", ...(isSystem ? ["--system"] : []), ...options, home, ...shell, one].join(" ");
}

function group(words: readonly string[]): string | null {
  const options: string[] = [];
  const names: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const [option = "", joined] = (words[index] ?? "").split(/=(.*)/s);
    if (!option.startsWith("-")) names.push(option);
    else if (option === "--system") options.push(option);
    else if (option === "--gid" || option === "-g") {
      const value = joined ?? words[++index];
      if (value === undefined) return null;
      options.push("--gid", value);
    } else if (!NEEDLESS.test(option)) return null;
  }
  const [one, ...others] = names;
  return one === undefined || others.length > 0 ? null : ["groupadd", ...options, one].join(" ");
}
