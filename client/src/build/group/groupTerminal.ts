/** The terminal of a build with Compose or bake: what each step of each Dockerfile does and prints, and problems in each of them. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { seconds } from "../../engine/amounts";
import { commandLine, shellOf } from "../../engine/commandLine";
import { errorMessage } from "../../engine/errorMessage";
import { createSanitizer } from "../../engine/terminalText";
import { createBuildLog } from "../../progress/buildLog";
import { documentOf } from "../build";
import type { Build, Builds, GroupOrder, StartedGroup } from "../builds";
import { markFailure, warningsOf } from "../findings/failureDiagnostics";
import type { ExplainFailure } from "../findings/explainFailure";
import type { MovingDiagnostics } from "../findings/movingDiagnostics";
import { notify } from "../problems/notify";
import type { Problem } from "../problems/problems";

export interface GroupHost {
  builds: Pick<Builds, "startGroup" | "isShown">;
  diagnostics: MovingDiagnostics;
  explain: ExplainFailure;
  prepare: () => Promise<(GroupOrder & { problem?: never }) | { problem: Problem }>;
}

const CTRL_C = "\x03";

/** Opens a terminal of that name and begins; it stays open when the build has ended. Answers how the program ended. */
export function openGroupTerminal(name: string, host: GroupHost): Promise<number> {
  const written = new vscode.EventEmitter<string>();
  const sanitizer = createSanitizer();
  const write = (text: string) => {
    written.fire(sanitizer(text).replace(/\r?\n/g, "\r\n"));
  };
  let begun: StartedGroup | undefined;
  let isCancelled = false;
  const cancel = () => {
    isCancelled = true;
    begun?.cancel();
  };
  return new Promise(resolve => {
    const pty: vscode.Pseudoterminal = {
      onDidWrite: written.event,
      open() {
        void run().then(resolve, (error: unknown) => {
          resolve(refuse({ message: errorMessage(error), steps: [] }));
        });
      },
      close: cancel,
      handleInput(data) {
        if (data.includes(CTRL_C)) cancel();
      },
    };
    vscode.window.createTerminal({ name, pty, iconPath: new vscode.ThemeIcon("package") }).show(true);
  });

  async function run(): Promise<number> {
    const prepared = await host.prepare();
    if (prepared.problem !== undefined) return refuse(prepared.problem);
    if (isCancelled) return 1;
    for (const order of prepared.orders) host.diagnostics.clear(documentOf(order));
    const { command } = prepared;
    const line = commandLine(command, shellOf(vscode.env.shell, process.platform));
    write(`\x1b[1m${line ?? command.args.join(" ")}\x1b[0m\n\n`);
    const started = Date.now();
    const several = prepared.targets.length > 1;
    const log = createBuildLog(Date.now, step => (several ? begun?.reader.targetOf(step) : undefined));
    begun = host.builds.startGroup(prepared, event => {
      write(log(event));
    });
    const outcome = await begun.outcome;
    if ("notStarted" in outcome) return refuse({ message: outcome.notStarted, steps: [] });
    await report(begun, outcome.status, seconds(Date.now() - started));
    return outcome.status;
  }

  async function report({ builds, reader }: StartedGroup, status: number, took: string): Promise<void> {
    const found = new Map<Build, vscode.Diagnostic[]>();
    for (const build of builds) found.set(build, await diagnosticsOf(build));
    for (const address of new Set(builds.map(({ document }) => document.toString()))) {
      const own = builds.filter(build => build.document.toString() === address && host.builds.isShown(build));
      const [first] = own;
      if (first)
        host.diagnostics.set(
          first.document,
          own.flatMap(build => found.get(build) ?? []),
        );
    }
    if (isCancelled) write(`\n\x1b[33m${l10n.t("The build was cancelled.")}\x1b[0m\n`);
    else if (status === 0) write(`\n\x1b[32m${l10n.t("Built in {0}", took)}\x1b[0m\n`);
    else if (!builds.some(({ failure }) => failure?.step !== undefined))
      refuse({ message: reader.lastWords(), steps: [] });
  }

  async function diagnosticsOf(build: Build): Promise<vscode.Diagnostic[]> {
    const { failure } = build;
    const words = failure && (await host.explain(build, failure)).words;
    const failed = failure === undefined ? [] : markFailure(build, failure, words).diagnostics;
    return [...failed, ...warningsOf(build)];
  }

  function refuse(problem: Problem): number {
    write(`\x1b[31m${problem.message}\x1b[0m\n`);
    notify(problem);
    return 1;
  }
}
