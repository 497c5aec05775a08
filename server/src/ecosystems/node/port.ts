/** The port of a program of Node.js, where its files tell it. */
import { filesIn } from "../folder";
import type { ProjectFolder } from "../folder";
import * as sanitize from "../../shared/sanitize";

/**
 * The port of a command's own words, of an example of the environment, or of a source that falls back to one. `path` is the folder
 * of the package, `entry` the file that starts, from there.
 */
export function nodePort(
  folder: ProjectFolder,
  path: string,
  command: string | null,
  entry: string | null,
): string | null {
  const prefix = path === "" ? "" : `${path}/`;
  const stem = entry?.replace(/^.*\//, "").replace(/\.[^.]+$/, "") ?? "index";
  const isSource =
    /^(?:(?:src|server|api|app|lib|backend)\/)?(?:main|index|server|app|www|config|env)\.[cm]?[jt]s$|^bin\/www$/;
  const sources = filesIn(folder, path)
    .filter(file => isSource.test(file.slice(prefix.length)) || file.slice(prefix.length) === entry)
    .sort(
      (one, other) =>
        Number(other.includes(`${stem}.`)) - Number(one.includes(`${stem}.`)) || (one < other ? -1 : 1),
    )
    .map(file => folder.read(file) ?? "");
  const examples = [".env.example", ".env.sample", ".env.dist", "example.env"].map(
    file => folder.read(prefix + file) ?? "",
  );
  const found = [
    /(?:^|\s)(?:--port[ =]|-p ?|PORT=)(\d{2,5})(?:\s|$)/.exec(command ?? "")?.[1],
    ...sources.map(
      text =>
        /\bPORT["'\])]{0,2}\s{0,3}(?:\|\||\?\?|,)\s{0,3}["'`]?(\d{2,5})\b/.exec(text)?.[1] ??
        /\bPORT\b[^\n]{0,60}\.default\(\s{0,3}["']?(\d{2,5})\b/.exec(text)?.[1] ??
        /\.listen\(\s{0,3}(?:\{[^}]{0,80}port\s{0,3}:\s{0,3})?(\d{2,5})\b/.exec(text)?.[1] ??
        /\b(?:const|let|var)\s{1,3}port\s{0,3}=\s{0,3}["']?(\d{2,5})\b/i.exec(text)?.[1] ??
        /(?:\b(?:serve|listen)\(|export default )\{[^}]{0,200}\bport\s{0,3}:\s{0,3}(\d{2,5})\b/.exec(
          text,
        )?.[1],
    ),
    ...examples.map(text => /^PORT=["']?(\d{2,5})["']?\s*$/m.exec(text)?.[1]),
  ];
  return found.map(sanitize.port).find(port => port !== null) ?? null;
}
