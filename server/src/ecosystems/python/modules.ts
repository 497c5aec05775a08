/** What of a project of Python runs by itself: the scripts that it installs, and its modules. */
import { firstOf, matching, parentOf } from "../folder";
import type { ProjectFolder } from "../folder";
import { field, fieldsOf, textOf } from "../manifest";
import type { Fields } from "../manifest";
import * as sanitize from "../../shared/sanitize";
import { PLAIN } from "./startFact";
import type { PythonStart } from "./startFact";

/** Files that a program usually begins with. */
const FIRST = [
  "main.py",
  "app.py",
  "server.py",
  "bot.py",
  "run.py",
  "__main__.py",
  "src/main.py",
  "src/app.py",
  "app/main.py",
];

/** The programs that the project itself brings when it is installed. */
export function scriptsOf(folder: ProjectFolder, pyproject: Fields): string[] {
  const declared = [
    ...Object.keys(fieldsOf(field(pyproject, "project", "scripts"))),
    ...Object.entries(fieldsOf(field(pyproject, "tool", "poetry", "scripts"))).flatMap(([name, value]) =>
      textOf(value) === null ? [] : [name],
    ),
  ];
  const program =
    /console_scripts["']?\s{0,9}[:=]\s{0,9}\[([^\]]{0,2000})\]/.exec(folder.read("setup.py") ?? "")?.[1] ??
    "";
  const config =
    /^console_scripts\s{0,9}=((?:\n[ \t]+[^\n]{1,200}){1,40})/m.exec(folder.read("setup.cfg") ?? "")?.[1] ??
    "";
  const old = [
    ...`${program}\n${config}`.matchAll(/(?:^|["'\s])([\w.-]{1,60})\s{0,9}=\s{0,9}[\w.]{1,100}:\w/gm),
  ].map(([, name = ""]) => name);
  return [...new Set([...declared, ...old])].filter(name => sanitize.name(name) !== null);
}

/** A package with a `__main__`, or a file that is usually the first one. */
export function moduleStart(folder: ProjectFolder): PythonStart | null {
  const [main] = matching(folder, /^(?:src\/)?[\w-]+\/__main__\.py$/).filter(file => !/^tests?\//.test(file));
  if (main !== undefined) {
    const module = sanitize.name(parentOf(main).replace(/^src\//, ""));
    if (module !== null)
      return { ...PLAIN, words: ["python", "-m", module], port: portIn(folder.read(main) ?? "") };
  }
  const file = firstOf(folder, FIRST);
  const module = file === null ? null : moduleOf(file);
  if (file === null || module === null) return null;
  const text = folder.read(file) ?? "";
  const words = module === "__main__" ? ["python", "."] : ["python", "-m", module];
  return { ...PLAIN, words, port: portIn(text), writes: /sqlite/.test(text) };
}

/** The port that a source listens at. */
function portIn(text: string): string | null {
  return sanitize.port(
    /\b(?:run|run_app|serve|listen|launch)\([^)\n]{0,200}\bport\s{0,3}=\s{0,3}(\d{2,5})/.exec(text)?.[1] ??
      /\.listen\((\d{2,5})/.exec(text)?.[1],
  );
}

/** `src/shop/app.py` is the module `shop.app`; null for a path that Python could not import. */
export function moduleOf(file: string): string | null {
  const module = file
    .replace(/^src\//, "")
    .replace(/\.py$/, "")
    .replaceAll("/", ".");
  return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(module) ? module : null;
}
