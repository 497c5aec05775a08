/** What starts a program of Python: what a Procfile says, a server of its framework, a script, or a module that runs. */
import { firstOf, matching, parentOf } from "../folder";
import type { ProjectFolder } from "../folder";
import { field, fieldsOf, textOf } from "../manifest";
import type { Fields } from "../manifest";
import * as sanitize from "../../shared/sanitize";
import { djangoStart } from "./django";

/** How a program starts. */
export interface PythonStart {
  readonly words: readonly string[];
  /** The port of a server that is told it; null where it listens at none, or nobody knows. */
  readonly port: string | null;
  /** From the folder of the project; `""` for that itself. */
  readonly folder: string;
  /** It is a program of the project itself, which has to be installed. */
  readonly isInstalled: boolean;
  /** Whether the server is one for development. */
  readonly isDevelopment: boolean;
  /** It collects static files, and writes beside its sources. */
  readonly collects: boolean;
  readonly writes: boolean;
  readonly variables: readonly (readonly [string, string])[];
}

const PLAIN: PythonStart = {
  words: [],
  port: null,
  folder: "",
  isInstalled: false,
  isDevelopment: false,
  collects: false,
  writes: false,
  variables: [],
};
const SOURCES = /^(?:(?:src|backend|server|api)\/)?(?:[\w-]+\/){0,2}[\w-]+\.py$/;
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

/** The starts of a program with these packages, the likely one first; none where nothing tells it. */
export function pythonStarts(
  folder: ProjectFolder,
  pyproject: Fields,
  packages: ReadonlyMap<string, string>,
): PythonStart[] {
  const django = djangoStart(folder, packages);
  const ofProcfile = procfileStart(folder, packages);
  if (ofProcfile !== null) return [{ ...(django ?? PLAIN), isDevelopment: false, ...ofProcfile }];
  if (django !== null) return [django];
  const served = serverIn(folder);
  if (served !== null) return [serverStart(served, packages)];
  const shown = shownBy(folder, packages);
  if (shown !== null) return [shown];
  const scripts = scriptsOf(folder, pyproject);
  if (scripts.length > 0) return scripts.map(name => ({ ...PLAIN, words: [name], isInstalled: true }));
  const module = moduleStart(folder);
  return module === null ? [] : [module];
}

/** The process `web` of a Procfile, else its only one, listening at a port of our own. */
function procfileStart(
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

interface Served {
  readonly module: string;
  readonly framework: string;
  /** `app`, or `create_app` where a function makes it. */
  readonly object: string;
  readonly isFactory: boolean;
  readonly file: string;
  readonly text: string;
}

/** The object of a framework that a source makes, `app = FastAPI()`, or the function that does. */
function serverIn(folder: ProjectFolder): Served | null {
  const rank = (file: string) =>
    (/(?:^|\/)(?:wsgi|asgi)\.py$/.test(file)
      ? 0
      : /(?:^|\/)(?:main|app|server|application|run)\.py$/.test(file)
        ? 1
        : 2) *
      10 +
    file.split("/").length;
  const files = matching(folder, SOURCES)
    .filter(
      file =>
        !/(?:^|\/)(?:tests?|docs?|examples?|scripts?|migrations|alembic)\//.test(file) &&
        !/(?:^|\/)(?:test_|conftest|setup)/.test(file),
    )
    .sort((one, other) => rank(one) - rank(other) || one.length - other.length);
  const texts = files.flatMap(file => {
    const text = folder.read(file);
    return text === null ? [] : [{ file, text }];
  });
  const factory = factoryIn(texts);
  for (const { file, text } of texts) {
    const module = moduleOf(file);
    if (module === null) continue;
    const [, object, framework] =
      /^(\w{1,60})(?:: ?[\w.]{1,60})?\s{0,3}=\s{0,3}(?:\w{1,60}\.)?(FastAPI|Starlette|Litestar|Quart|Flask|APIFlask|Sanic|Connexion)\(/m.exec(
        text,
      ) ?? [];
    if (object !== undefined && framework !== undefined)
      return { module, framework, object, isFactory: false, file, text };
    const made =
      factory === null
        ? null
        : new RegExp(`^(\\w{1,60})\\s{0,3}=\\s{0,3}(?:\\w{1,60}\\.)?${factory.object}\\(`, "m").exec(
            text,
          )?.[1];
    if (factory !== null && made !== undefined && made !== null)
      return { ...factory, module, object: made, isFactory: false, file, text };
  }
  return factory;
}

/** The function that makes the application: `def create_app(…)`, with nothing that a caller has to give. */
function factoryIn(texts: readonly { file: string; text: string }[]): Served | null {
  for (const { file, text } of texts) {
    const module = moduleOf(file);
    const [, object = "", parameters = ""] =
      /^def ((?:create|make|get|build)_app(?:lication)?)\(([^)]{0,300})\)/m.exec(text) ?? [];
    const framework = /\b(FastAPI|Starlette|Litestar|Quart|Flask|APIFlask)\(/.exec(text)?.[1];
    const needs = parameters.split(",").some(one => one.trim() !== "" && !/[=*]/.test(one));
    if (module !== null && object !== "" && framework !== undefined && !needs)
      return { module: module.replace(/\.__init__$/, ""), framework, object, isFactory: true, file, text };
  }
  return null;
}

function serverStart(
  { module, framework, object, isFactory, file, text }: Served,
  packages: ReadonlyMap<string, string>,
): PythonStart {
  const started = (words: string[], port: string, more: Partial<PythonStart> = {}) => ({
    ...PLAIN,
    words,
    port,
    writes: /sqlite:\/\//.test(text),
    ...more,
  });
  const target = `${module}:${object}`;
  const called = isFactory ? `${target}()` : target;
  if (/^(?:Flask|APIFlask|Connexion)$/.test(framework)) {
    if (packages.has("gunicorn")) return started(["gunicorn", "--bind", "0.0.0.0:8000", called], "8000");
    if (packages.has("waitress"))
      return started(["waitress-serve", "--port", "8000", ...(isFactory ? ["--call"] : []), target], "8000");
    if (packages.has("uwsgi"))
      return started(["uwsgi", "--http", "0.0.0.0:8000", "--module", called], "8000");
    return started(["flask", "--app", target, "run", "--host", "0.0.0.0", "--port", "5000"], "5000", {
      isDevelopment: true,
    });
  }
  if (framework === "Sanic") return started(["sanic", target, "--host", "0.0.0.0", "--port", "8000"], "8000");
  const isFastapi = packages.has("fastapi") && !packages.has("uvicorn") && !packages.has("gunicorn");
  if (
    isFastapi &&
    !isFactory &&
    [...packages.keys()].some(name => name.startsWith("fastapi[")) &&
    !packages.has("hypercorn")
  )
    return started(["fastapi", "run", "--port", "8000", file], "8000");
  if (packages.has("gunicorn") && [...packages.keys()].some(name => name.startsWith("uvicorn")))
    return started(
      ["gunicorn", "--worker-class", "uvicorn.workers.UvicornWorker", "--bind", "0.0.0.0:8000", called],
      "8000",
    );
  if (packages.has("hypercorn")) return started(["hypercorn", "--bind", "0.0.0.0:8000", called], "8000");
  if (packages.has("granian"))
    return started(
      [
        "granian",
        "--interface",
        "asgi",
        "--host",
        "0.0.0.0",
        "--port",
        "8000",
        ...(isFactory ? ["--factory"] : []),
        target,
      ],
      "8000",
    );
  return started(
    ["uvicorn", "--host", "0.0.0.0", "--port", "8000", ...(isFactory ? ["--factory"] : []), target],
    "8000",
  );
}

/** Programs that show a file: Streamlit, Gradio, Chainlit. */
function shownBy(folder: ProjectFolder, packages: ReadonlyMap<string, string>): PythonStart | null {
  const importing = (name: string) => {
    const files = matching(folder, /^(?:(?:src|app)\/)?[\w-]+\.py$/).filter(file =>
      new RegExp(`^(?:import|from) ${name}\\b`, "m").test(folder.read(file) ?? ""),
    );
    const usual = [
      "app.py",
      "main.py",
      "streamlit_app.py",
      "Home.py",
      "src/app.py",
      "src/main.py",
      "app/main.py",
    ];
    return usual.find(file => files.includes(file)) ?? files[0] ?? firstOf(folder, usual);
  };
  if (packages.has("streamlit")) {
    const file = importing("streamlit");
    if (file !== null && sanitize.path(file) !== null)
      return {
        ...PLAIN,
        words: ["streamlit", "run", file, "--server.address", "0.0.0.0", "--server.port", "8501"],
        port: "8501",
        variables: [["HOME", "/tmp"]],
      };
  }
  if (packages.has("chainlit")) {
    const file = importing("chainlit");
    if (file !== null)
      return {
        ...PLAIN,
        words: ["chainlit", "run", file, "--host", "0.0.0.0", "--port", "8000"],
        port: "8000",
      };
  }
  if (packages.has("gradio")) {
    const file = importing("gradio");
    if (file !== null)
      return {
        ...PLAIN,
        words: ["python", file],
        port: "7860",
        variables: [
          ["GRADIO_SERVER_NAME", "0.0.0.0"],
          ["HOME", "/tmp"],
        ],
      };
  }
  return null;
}

/** The programs that the project itself brings when it is installed. */
function scriptsOf(folder: ProjectFolder, pyproject: Fields): string[] {
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
function moduleStart(folder: ProjectFolder): PythonStart | null {
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
function moduleOf(file: string): string | null {
  const module = file
    .replace(/^src\//, "")
    .replace(/\.py$/, "")
    .replaceAll("/", ".");
  return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(module) ? module : null;
}
