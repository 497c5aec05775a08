/** Checks the files around Dockerfiles as the server checks those that are open, with the Dockerfiles inside of them. */
import type { Diagnostic } from "vscode-languageserver-protocol";
import { createAroundChecks } from "../serve/aroundChecks";
import { host } from "./host";
import { pathOfUri } from "../around/paths";
import { createAroundDockerfiles } from "../workspace/aroundDockerfiles";
import type { KnownFiles } from "../workspace/documents";
import { createInlineDockerfiles } from "../workspace/inlineDockerfiles";
import { MOST_ROUNDS, createContextStores, problemFrom } from "./checker";
import { commandLineClient } from "./roots";
import type { ConfigFault, FileOutcome } from "./checkFiles";
import type { CheckPlan } from "./checkPlan";
import { uriFrom } from "./paths";
import { runSettings } from "./settings";
import { dockerfileReader, linkedBuildsOf } from "./workspace";

/** What the rules find in the files around of a plan. */
export async function checkAroundFiles({
  around,
  workspace,
  options,
}: CheckPlan): Promise<{ files: FileOutcome[]; faults: ConfigFault[] }> {
  const faults: ConfigFault[] = [];
  const settings = runSettings(options, (uri, line, message) => {
    faults.push({ uri, line, message });
  });
  const rulePages = null;
  const uses = {
    ...workspace.uses,
    settled: () => Promise.resolve(),
    takes: (uri: string) => workspace.describesBuilds(pathOfUri(uri)),
  };
  const { buildsAround } = workspace;
  const client = commandLineClient(workspace.roots, () => undefined);
  const stores = createContextStores({ client, settingsOf: settings.of, buildsAround });
  /** The build contexts of the Dockerfiles inside of a file, with what was known of each when it was checked. */
  const contexts = new Map<string, KnownFiles["context"]>();
  const inline = createInlineDockerfiles(
    uses,
    buildsAround,
    settings.of,
    rulePages,
    host.machine,
    async buildContext => {
      await stores.ignoreFiles.of(buildContext);
      const known = stores.around(buildContext);
      contexts.set(buildContext, known.context);
      return known;
    },
    linkedBuildsOf(workspace, settings.of),
  );
  let notes: string[] = [];
  const checks = createAroundChecks({
    uses,
    settings,
    dockerfiles: createAroundDockerfiles(dockerfileReader, settings.of, rulePages),
    inline,
    rulePages,
    onThrow: ({ id }, error) => {
      notes.push(`The rule ${id} failed: ${String(error)}`);
    },
    log: message => {
      notes.push(message);
    },
    onDidChange: () => undefined,
  });
  const files: FileOutcome[] = [];
  for (const path of around) {
    const uri = uriFrom(path);
    notes = [];
    const document = workspace.uses.documentOf(path);
    const items = document ? await settled(uri) : [];
    files.push({
      path,
      problems: document ? items.map(item => problemFrom(document, item)) : [],
      notes,
      failOn: await settings.failOnFor(uri),
    });
  }
  return { files, faults };

  /** What is found once all is known that the rules ask of the build contexts. */
  async function settled(uri: string): Promise<Diagnostic[]> {
    contexts.clear();
    let items = await checks.diagnostics(uri);
    for (let round = 1; round < MOST_ROUNDS; round++) {
      for (const each of contexts.keys()) await stores.buildContexts.settled(each);
      if ([...contexts].every(([each, known]) => stores.around(each).context === known)) break;
      notes = [];
      items = await checks.diagnostics(uri);
    }
    return items;
  }
}
