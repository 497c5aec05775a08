/** How a project of Django starts, and what its settings say of its static files. */
import { matching, parentOf } from "../folder";
import type { ProjectFolder } from "../folder";
import type { PythonStart } from "./startFact";

/** The start of a project with a manage.py; null where there is none. */
export function djangoStart(
  folder: ProjectFolder,
  packages: ReadonlyMap<string, string>,
): PythonStart | null {
  const [manage] = matching(folder, /^(?:[\w-]+\/){0,2}manage\.py$/).sort(
    (one, other) => one.length - other.length,
  );
  if (manage === undefined) return null;
  const base = parentOf(manage);
  const prefix = base === "" ? "" : `${base}/`;
  const settings = /["']DJANGO_SETTINGS_MODULE["'],\s{0,3}["']([\w.]{1,100})["']/.exec(
    folder.read(manage) ?? "",
  )?.[1];
  if (settings === undefined) return null;
  const servers = matching(folder, /(?:wsgi|asgi)\.py$/).filter(file => file.startsWith(prefix));
  const moduleOf = (kind: string) => {
    const file = servers.find(path => path.endsWith(`/${kind}.py`));
    return file?.slice(prefix.length).replace(/\.py$/, "").replaceAll("/", ".") ?? null;
  };
  const named = settings.replace(/\.[^.]*$|^[^.]*$/, "").replace(/\.settings$/, "");
  const wsgi = moduleOf("wsgi") ?? (named === "" ? null : `${named}.wsgi`);
  const asgi = moduleOf("asgi") ?? (named === "" ? null : `${named}.asgi`);
  const text = settingsText(folder, prefix, settings);
  const started = (words: readonly string[], isDevelopment = false): PythonStart => ({
    words,
    port: "8000",
    folder: base,
    isInstalled: false,
    isDevelopment,
    collects: /^\s{0,9}STATIC_ROOT\s{0,3}=/m.test(text) && !needsEnvironment(text),
    writes: /sqlite3|MEDIA_ROOT/.test(text),
    variables: [],
  });
  if (packages.has("daphne") && asgi !== null && packages.has("channels"))
    return started(["daphne", "--bind", "0.0.0.0", "--port", "8000", `${asgi}:application`]);
  if (packages.has("gunicorn") && wsgi !== null) return started(["gunicorn", "--bind", "0.0.0.0:8000", wsgi]);
  if ([...packages.keys()].some(name => name.startsWith("uvicorn")) && asgi !== null)
    return started(["uvicorn", "--host", "0.0.0.0", "--port", "8000", `${asgi}:application`]);
  if (packages.has("daphne") && asgi !== null)
    return started(["daphne", "--bind", "0.0.0.0", "--port", "8000", `${asgi}:application`]);
  if (packages.has("uwsgi") && wsgi !== null)
    return started(["uwsgi", "--http", "0.0.0.0:8000", "--module", `${wsgi}:application`]);
  if (packages.has("waitress") && wsgi !== null)
    return started(["waitress-serve", "--port", "8000", `${wsgi}:application`]);
  return started(["python", "manage.py", "runserver", "0.0.0.0:8000"], true);
}

/** The settings and those that stand beside them: `settings/base.py` of `settings/production.py`. */
function settingsText(folder: ProjectFolder, prefix: string, settings: string): string {
  const path = prefix + settings.replaceAll(".", "/");
  const beside = matching(folder, /\.py$/).filter(
    file => parentOf(file) === path || parentOf(file) === parentOf(path),
  );
  return [`${path}.py`, `${path}/__init__.py`, ...beside.filter(file => /settings/.test(file))]
    .map(file => folder.read(file) ?? "")
    .join("\n");
}

/** Whether settings stop without a variable of the environment, which a build does not have. */
function needsEnvironment(text: string): boolean {
  return (
    /os\.environ\[/.test(text) ||
    /import_module|importlib|from \.?\w*local|import local_settings/.test(text) ||
    /\b(?:env|config|env\.\w+)\(\s{0,3}["']\w{1,60}["']\s{0,3}\)/.test(text) ||
    /\bconfig\(\s{0,3}["']\w{1,60}["']\s{0,3},\s{0,3}cast\s{0,3}=/.test(text)
  );
}
