/** What a Procfile says that starts a program of Python. */
import type { ProjectFolder } from "../folder";
import type { PythonStart } from "./startFact";

/** The process `web` of a Procfile, else its only one, listening at a port of our own. */
export function procfileStart(
  folder: ProjectFolder,
  packages: ReadonlyMap<string, string>,
): Pick<PythonStart, "words" | "port"> | null {
  const lines = (folder.read("Procfile") ?? "")
    .split(/\r?\n/)
    .flatMap(line => /^(\w{1,40}):\s{0,9}(\S.{0,400})$/.exec(line.trim()) ?? []);
  const processes = new Map<string, string>();
  for (let at = 0; at + 2 < lines.length; at += 3) processes.set(lines[at + 1] ?? "", lines[at + 2] ?? "");
  const web = processes.get("web") ?? (processes.size === 1 ? [...processes.values()][0] : undefined);
  if (web === undefined) return null;
  const text = web.replace(/"?\$(?:\{PORT(?::-\d{1,5})?\}|PORT\b)"?/g, "8000");
  const words = text.trim().split(/\s+/);
  const isPlain =
    words.every(word => /^[\w@%+=:,./()'-]+$/.test(word) && !/^'|'$/.test(word)) &&
    !/^\w+=/.test(words[0] ?? "");
  const [program = ""] = words;
  if (!isPlain || (!packages.has(program) && !/^(?:python3?|flask)$/.test(program))) return null;
  return listening(words, processes.has("web"));
}

/** A command with the address that it needs in a container, where it says none. */
function listening(words: readonly string[], isWeb: boolean): Pick<PythonStart, "words" | "port"> {
  const text = words.join(" ");
  const [program = "", ...rest] = words;
  const said = /(?:--port[= ]|-p |:|\s)(\d{4,5})(?:\s|$)/.exec(text)?.[1] ?? null;
  if (program === "gunicorn" && !/(?:^|\s)(?:-b|--bind|-c|--config)\b/.test(text))
    return { words: [program, "--bind", "0.0.0.0:8000", ...rest], port: "8000" };
  if (program === "uvicorn" && !/--host|--uds/.test(text)) {
    const port = said ?? "8000";
    return { words: [...words, "--host", "0.0.0.0", ...(said === null ? ["--port", port] : [])], port };
  }
  return { words, port: isWeb ? said : null };
}
