/** Programs of an nx workspace whose only package.json is that of the root. */
import * as l10n from "@vscode/l10n";
import type { ProjectFolder } from "../../ecosystems/folder";
import { nxApplications } from "../../ecosystems/node/nxProject";
import type { NxApplication } from "../../ecosystems/node/nxProject";
import { nodePort } from "../../ecosystems/node/port";
import type { NodeWorkspace } from "../../ecosystems/node/workspace";
import { parentOf } from "../../ecosystems/folder";
import type { Found, Proposal } from "../plan";
import { answerTo, askCommand, askPort, questionsOf } from "../questions";
import * as sanitize from "../../shared/sanitize";
import { pagesProposal } from "./pages";
import { serverPlan } from "./serverPlan";

/** The applications of a workspace, each with its Dockerfile or the reason why there is none. */
export function readNxProjects(folder: ProjectFolder, workspace: NodeWorkspace): Found[] {
  return nxApplications(folder).map(one => {
    const base = { what: l10n.t("{0} with {1}", "Node.js", "nx"), manifest: one.file, notes: [] };
    const proposal = proposalOf(folder, workspace, one);
    return proposal === null
      ? {
          ...base,
          proposals: [],
          refused: l10n.t("{0} does not tell what the build makes, and where.", one.file),
        }
      : { ...base, proposals: [proposal] };
  });
}

function proposalOf(folder: ProjectFolder, workspace: NodeWorkspace, one: NxApplication): Proposal | null {
  const { kind, output, name } = one;
  const build = ["nx", "build", name];
  if (output === null || kind === "unknown") return null;
  if (kind === "pages")
    return pagesProposal(folder, workspace, workspace.root, {
      ...{ snippet: "ms-react", output, isOnePage: true, build, script: null },
    });
  return server(folder, workspace, one, { output, build });
}

function server(
  folder: ProjectFolder,
  workspace: NodeWorkspace,
  one: NxApplication,
  { output, build }: { readonly output: string; readonly build: readonly string[] },
): Proposal {
  const known = nodePort(folder, parentOf(one.file), null, "src/main.ts");
  const port = known === null ? askPort("3000") : null;
  const likely = `node ${one.entry ?? `${output}/main.js`}`;
  const command = one.entry === null ? askCommand(likely) : null;
  return {
    label: l10n.t("A server on Node.js"),
    snippet: "ms-node",
    questions: questionsOf(command, port),
    plan: answers => {
      const words = sanitize.plainWords(answerTo(command, answers)) ?? likely.split(" ");
      return serverPlan(folder, workspace, workspace.root, {
        kind: null,
        onBun: false,
        build: { script: null, words: build },
        output,
        words,
        entry: one.entry ?? `${output}/main.js`,
        variables: [],
        needsAll: false,
        port: known ?? answerTo(port, answers),
        subfolders: [],
      });
    },
  };
}
