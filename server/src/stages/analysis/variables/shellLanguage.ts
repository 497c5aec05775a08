/** Which language the shell of a stage speaks: how it writes its variables. */

/** `windows` is one of both that Windows has, by what its image says; `none` is a program of which nothing is known. */
export type ShellLanguage = "posix" | "powershell" | "cmd" | "windows" | "none";

const PROGRAMS: Readonly<Record<string, ShellLanguage>> = {
  ...Object.fromEntries(["sh", "bash", "dash", "ash", "zsh", "ksh"].map(name => [name, "posix" as const])),
  powershell: "powershell",
  pwsh: "powershell",
  cmd: "cmd",
};
/** Images of Windows by what Microsoft and Docker Hub call them: `windows/servercore:ltsc2022`, `golang:1.22-nanoserver`. */
const WINDOWS = /(?:^|\/)windows(?:[/:@]|$)|[:-](?:windowsservercore|nanoserver|windows)(?:-|@|$)/i;

/** The language of a program by its path: `/bin/bash`, `pwsh.exe`. */
export function languageOf(program: string): ShellLanguage {
  const name = program.slice(Math.max(program.lastIndexOf("/"), program.lastIndexOf("\\")) + 1);
  return PROGRAMS[name.toLowerCase().replace(/\.exe$/, "")] ?? "none";
}

/** The language of what `SHELL` says, or of the shell that the builder takes where it says nothing. */
export function shellLanguage(shell: readonly string[] | null, isWindows: boolean): ShellLanguage {
  const [program, second] = shell ?? [];
  if (program === undefined) return isWindows ? "windows" : "posix";
  // `["/usr/bin/env", "bash", "-c"]`
  return /(?:^|\/)env$/.test(program) ? languageOf(second ?? "") : languageOf(program);
}

/** Whether a base and a platform, as they are written with their variables filled in, are those of Windows. */
export function isOfWindows(base: string, platform: string | null): boolean {
  return platform !== null ? /^windows(?:\/|$|\()/i.test(platform) : WINDOWS.test(base);
}
