/** What a Procfile says that starts a program of Python. */
import type { ProjectFolder } from "../folder";
import { procfileStart } from "../procfile";
import type { PythonStart } from "./startFact";

/** What a Procfile starts, listening at a port of our own; null where it starts no program of Python. */
export function procfileServer(
  folder: ProjectFolder,
  packages: ReadonlyMap<string, string>,
): Pick<PythonStart, "words" | "port"> | null {
  const start = procfileStart(folder, "8000");
  const [program = ""] = start?.words ?? [];
  if (start === null || (!packages.has(program) && !/^(?:python3?|flask)$/.test(program))) return null;
  return listening(start.words, start.isWeb);
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
