/** What starts a program of Python: what a Procfile says, a server of its framework, a script, or a module that runs. */
import type { ProjectFolder } from "../folder";
import type { Fields } from "../manifest";
import { djangoStart } from "./django";
import { PLAIN } from "./startFact";
import type { PythonStart } from "./startFact";
import { procfileServer } from "./procfile";
import { serverIn, serverStart } from "./servers";
import { shownBy } from "./shownFile";
import { scriptsOf, moduleStart } from "./modules";

/** The starts of a program with these packages, the likely one first; none where nothing tells it. */
export function pythonStarts(
  folder: ProjectFolder,
  pyproject: Fields,
  packages: ReadonlyMap<string, string>,
): PythonStart[] {
  const django = djangoStart(folder, packages);
  const ofProcfile = procfileServer(folder, packages);
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
