/** Checks the files around Dockerfiles as the server checks those that are open, with the Dockerfiles inside of them. */
import { createAroundChecks } from "../serve/aroundChecks";
import { host } from "./host";
import { pathOfUri } from "../around/paths";
import { createAroundDockerfiles } from "../workspace/aroundDockerfiles";
import { createInlineDockerfiles } from "../workspace/inlineDockerfiles";
import { problemFrom } from "./checker";
import type { ConfigFault, FileOutcome } from "./checkFiles";
import type { CheckPlan } from "./checkPlan";
import { uriFrom } from "./paths";
import { runSettings } from "./settings";
import { dockerfileReader } from "./workspace";

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
  let notes: string[] = [];
  const checks = createAroundChecks({
    uses,
    settings,
    dockerfiles: createAroundDockerfiles(dockerfileReader, settings.of, rulePages),
    inline: createInlineDockerfiles(uses, workspace.buildsAround, settings.of, rulePages, host.machine),
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
    const items = document ? await checks.diagnostics(uri) : [];
    files.push({
      path,
      problems: document ? items.map(item => problemFrom(document, item)) : [],
      notes,
      failOn: await settings.failOnFor(uri),
    });
  }
  return { files, faults };
}
