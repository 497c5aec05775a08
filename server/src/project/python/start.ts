/** What starts a program of Python: a server of its framework, or a module that runs. */
import { firstOf, matching, parentOf } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import * as sanitize from "../../shared/sanitize";

/** How a program starts, and the port of a server that is told it. */
export interface PythonStart {
  readonly words: readonly string[];
  readonly port: string | null;
  /** A module that the snippet's own command runs; null for any other command. */
  readonly module: string | null;
}

const SOURCES = /^(?:(?:src\/)?[\w-]+\/)?(?:main|app|wsgi|asgi|server|__main__)\.py$/;

/** The start of a program with these packages; null where nothing tells it. */
export function pythonStart(folder: ProjectFolder, packages: ReadonlySet<string>): PythonStart | null {
  const manage = folder.read("manage.py");
  const django = /["']DJANGO_SETTINGS_MODULE["'],\s{0,3}["']([\w.]{1,100})["']/.exec(manage ?? "")?.[1];
  if (django !== undefined)
    return djangoStart(django.replace(/\.[^.]*$|^[^.]*$/, "").replace(/\.settings$/, ""), packages);
  const served = serverIn(folder);
  if (served) return serverStart(served.module, served.framework, served.object, packages);
  if (packages.has("streamlit")) {
    const file = firstOf(folder, ["app.py", "main.py", "streamlit_app.py"]);
    if (file !== null)
      return started(
        ["streamlit", "run", file, "--server.address", "0.0.0.0", "--server.port", "8501"],
        "8501",
      );
  }
  return moduleStart(folder);
}

function started(words: readonly string[], port: string): PythonStart {
  return { words, port, module: null };
}

function djangoStart(project: string, packages: ReadonlySet<string>): PythonStart {
  if (packages.has("gunicorn") && project !== "")
    return started(["gunicorn", "--bind", "0.0.0.0:8000", `${project}.wsgi`], "8000");
  if (packages.has("uvicorn") && project !== "")
    return started(["uvicorn", "--host", "0.0.0.0", "--port", "8000", `${project}.asgi:application`], "8000");
  return started(["python", "manage.py", "runserver", "0.0.0.0:8000"], "8000");
}

interface Served {
  readonly module: string;
  readonly framework: string;
  readonly object: string;
}

/** The object of a framework that a source makes, `app = FastAPI()`. */
function serverIn(folder: ProjectFolder): Served | null {
  for (const file of matching(folder, SOURCES).sort((one, other) => one.length - other.length)) {
    const text = folder.read(file) ?? "";
    const match =
      /^(\w{1,60})(?:: ?[\w.]{1,60})?\s{0,3}=\s{0,3}(?:\w{1,60}\.)?(FastAPI|Starlette|Litestar|Quart|Flask)\(/m.exec(
        text,
      );
    const module = moduleOf(file);
    if (match?.[1] !== undefined && match[2] !== undefined && module !== null)
      return { module, framework: match[2], object: match[1] };
  }
  return null;
}

function serverStart(
  module: string,
  framework: string,
  object: string,
  packages: ReadonlySet<string>,
): PythonStart {
  const target = `${module}:${object}`;
  if (framework === "Flask")
    return packages.has("gunicorn")
      ? started(["gunicorn", "--bind", "0.0.0.0:8000", target], "8000")
      : started(["flask", "--app", target, "run", "--host", "0.0.0.0", "--port", "5000"], "5000");
  const isFastapi = packages.has("fastapi") && !packages.has("uvicorn") && !packages.has("gunicorn");
  if (isFastapi && packages.has("fastapi[standard]") && !packages.has("hypercorn"))
    return started(["fastapi", "run", "--port", "8000", `${module.replaceAll(".", "/")}.py`], "8000");
  if (packages.has("gunicorn") && packages.has("uvicorn"))
    return started(
      ["gunicorn", "--worker-class", "uvicorn.workers.UvicornWorker", "--bind", "0.0.0.0:8000", target],
      "8000",
    );
  if (packages.has("hypercorn")) return started(["hypercorn", "--bind", "0.0.0.0:8000", target], "8000");
  return started(["uvicorn", "--host", "0.0.0.0", "--port", "8000", target], "8000");
}

/** A package with a `__main__`, or a file that is usually the first one. */
function moduleStart(folder: ProjectFolder): PythonStart | null {
  const [main] = matching(folder, /^(?:src\/)?[\w-]+\/__main__\.py$/).filter(file => !/^tests?\//.test(file));
  if (main !== undefined) {
    const module = sanitize.name(parentOf(main).replace(/^src\//, ""));
    if (module !== null) return { words: ["python", "-m", module], port: null, module };
  }
  const file = firstOf(folder, ["main.py", "app.py", "server.py", "src/main.py"]);
  const module = file === null ? null : moduleOf(file);
  return module === null ? null : { words: ["python", "-m", module], port: null, module };
}

/** `src/shop/app.py` is the module `shop.app`; null for a path that Python could not import. */
function moduleOf(file: string): string | null {
  const module = file
    .replace(/^src\//, "")
    .replace(/\.py$/, "")
    .replaceAll("/", ".");
  return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(module) ? module : null;
}
