/** Servers of Python: the object that a framework's application is, and the program that serves it. */
import { matching } from "../folder";
import type { ProjectFolder } from "../folder";
import { PLAIN } from "./startFact";
import type { PythonStart } from "./startFact";
import { moduleOf } from "./modules";

const SOURCES = /^(?:(?:src|backend|server|api)\/)?(?:[\w-]+\/){0,2}[\w-]+\.py$/;

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
export function serverIn(folder: ProjectFolder): Served | null {
  const rank = (file: string) =>
    (/(?:^|\/)(?:wsgi|asgi)\.py$/.test(file)
      ? 0
      : /(?:^|\/)(?:main|app|server|application|run)\.py$/.test(file)
        ? 1
        : 2) *
      10 +
    file.split("/").length;
  const texts = matching(folder, SOURCES)
    .filter(
      file =>
        !/(?:^|\/)(?:tests?|docs?|examples?|scripts?|migrations|alembic)\//.test(file) &&
        !/(?:^|\/)(?:test_|conftest|setup)/.test(file),
    )
    .flatMap(file => {
      const text = folder.read(file);
      return text === null ? [] : [{ file, text, rank: rank(file) }];
    })
    .sort((one, other) => one.rank - other.rank || one.file.length - other.file.length);
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

/** The command that serves an application: with the server among the packages, else with that of its framework. */
export function serverStart(
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
