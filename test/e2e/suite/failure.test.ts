/** Builds that fail with a real engine: what is marked, what can be read, and the ways on that are offered. */
import { strict as assert } from "node:assert";
import { commands, DiagnosticSeverity, languages, Position, Range, tasks, workspace } from "vscode";
import type { CodeAction, Diagnostic, TaskExecution } from "vscode";
import { docker, ensureImages } from "../../support/engine";
import { skipBecause } from "../../support/suiteResult";
import { eventually } from "../eventually";
import { buildUpTo, imageOf, removeImages, taskEnd } from "./buildTasks";
import { openMarked, type MarkedFile } from "./markedFile";
import { catchMessages, type Messages } from "./messages";

const BASE = "alpine:latest";
const SOURCE = "Dockerfile Stages build";

/** Each with one mark at the begin and one at the end of what is to be marked. */
const FAILURES: Record<string, { text: string; message: RegExp; isOurs?: boolean }> = {
  "a RUN of several lines": {
    text: `FROM ${BASE}\nRUN true\n<|>RUN echo one && \\\n    echo two && \\\n    exit 3<|>\n\nRUN true\n`,
    message: /exit code: 3/,
  },
  "an indented RUN with a heredoc": {
    text: `FROM ${BASE}\n  <|>RUN <<EOF\nexit 4\nEOF<|>\nRUN true\n`,
    message: /exit code: 4/,
  },
  "a COPY of a file that is not there": {
    text: `FROM ${BASE}\nCOPY Dockerfile /\n<|>COPY nowhere.txt /<|>\n`,
    message: /nowhere\.txt/,
  },
  "a COPY from a stage of a path that is not there": {
    text: `FROM ${BASE} AS base\nRUN true\n\nFROM scratch\n<|>COPY --from=base \\\n  /nowhere/at/all /<|>\n`,
    message: /nowhere\/at\/all/,
  },
  "a FROM of an image that is not there": {
    text: `FROM ${BASE} AS base\n\n<|>FROM localhost:1/nobody/nothing:9<|>\nCOPY --from=base /etc/passwd /\n`,
    message: /localhost:1\/nobody\/nothing:9/,
  },
  "an instruction that nobody knows": {
    text: `FROM ${BASE}\n<|>COPYY<|> a b\n`,
    message: /unknown instruction: COPYY/,
    isOurs: true,
  },
};

const RETRIED = `FROM ${BASE} AS base
RUN cat /proc/sys/kernel/random/uuid > /base

FROM base AS broken
RUN cat /proc/sys/kernel/random/uuid > /own
RUN echo base $(cat /base) && \\
    echo own $(cat /own) && \\
    echo cannot go on && exit 3
`;

describe("a build that fails", function () {
  this.timeout(120_000);
  let messages: Messages;

  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing) skipBecause(this, missing);
  });

  beforeEach(() => {
    messages = catchMessages();
  });

  afterEach(() => {
    messages.stop();
  });

  for (const [name, { text, message, isOurs = false }] of Object.entries(FAILURES)) {
    it(`marks ${name}, once`, async () => {
      const file = await openMarked(text);
      const last = text.match(/^\s*(?:<\|>)?FROM/gm)?.length ?? 0;
      assert.notEqual(await buildUpTo(file, last - 1), 0);
      const [start, end] = file.marks;
      assert.ok(start && end);
      const found = await eventually(
        "an error",
        () => errorsOf(file),
        errors => errors.length > 0,
      );
      assert.deepEqual(
        found.map(({ range, source }) => [range, source === SOURCE]),
        [[new Range(start, end), !isOurs]],
      );
      assert.match(found[0]?.message ?? "", message);
    });
  }

  it("is marked at its instruction, where somebody has put lines above it meanwhile", async () => {
    const file = await openMarked(`FROM ${BASE}\nRUN sleep 3 && exit 5\n`);
    const status = buildUpTo(file, 0);
    await eventually(
      "a build that runs",
      () => tasks.taskExecutions.length,
      running => running > 0,
    );
    const insert = (line: number, text: string) =>
      file.editor.edit(edit => {
        edit.insert(new Position(line, 0), text);
      });
    assert.ok(await insert(0, "# typed while it is built\n\n"));
    assert.ok(await insert(3, "ENV A=1\n"));
    assert.notEqual(await status, 0);
    const [found] = await eventually(
      "an error",
      () => errorsOf(file),
      errors => errors.length > 0,
    );
    assert.equal(found && file.document.getText(found.range), "RUN sleep 3 && exit 5");
    assert.equal(found?.range.start.line, 4);
    assert.match(messages.shown.map(({ text }) => text).join("\n"), /^Dockerfile, line 5: /);
  });

  describe("in a step that printed something", () => {
    let file: MarkedFile;
    const line = () => new Range(6, 0, 6, 0);

    before(async () => {
      file = await openMarked(RETRIED);
      const heard = catchMessages();
      try {
        assert.notEqual(await buildUpTo(file, 1), 0);
      } finally {
        heard.stop();
      }
      assert.deepEqual(
        heard.shown.map(({ buttons }) => buttons),
        [["Log", "Open Shell", "Retry"]],
      );
      assert.match(heard.shown[0]?.text ?? "", /^Dockerfile, line 6: .*exit code: 3/);
    });

    after(() => removeImages(imageOf(file, "broken-before-failure")));

    it("shows the last lines of its log, each with its place in the log", async () => {
      const log = await linesOfLog(file);
      assert.deepEqual(
        log.map(text => text.replace(/ [-0-9a-f]{36}$/, " …")),
        ["base …", "own …", "cannot go on"],
      );
    });

    it("offers the ways on as quick fixes at each of its lines", async () => {
      const actions = await commands.executeCommand<CodeAction[]>(
        "vscode.executeCodeActionProvider",
        file.uri,
        line(),
        "quickfix",
      );
      assert.deepEqual(
        actions.map(({ title }) => title).filter(title => AFTER_FAILURE.includes(title)),
        AFTER_FAILURE,
      );
    });

    it("opens a shell where the steps before have left their files", async () => {
      const image = imageOf(file, "broken-before-failure");
      const started = new Promise<TaskExecution>(resolve => {
        const listener = tasks.onDidStartTask(({ execution }) => {
          listener.dispose();
          resolve(execution);
        });
      });
      await runQuickFix(file, line(), "Open Shell before the Failure");
      const shell = await started;
      try {
        assert.equal(shell.task.name, `Shell in ${image}`);
        const { stdout, stderr } = await docker(["run", "--rm", image, "cat", "/base", "/own"], {
          timeout: 60_000,
        });
        const log = await linesOfLog(file);
        assert.deepEqual(stdout.split("\n", 2), idsIn(log), stderr);
      } finally {
        shell.terminate();
      }
      assert.deepEqual(messages.shown, []);
    });

    it("is tried again with the steps of its stage done anew, and those of others not", async () => {
      const [base, own] = idsIn(await linesOfLog(file));
      const code = await taskEnd(() => runQuickFix(file, line(), "Retry without Cache"));
      assert.notEqual(code, 0);
      const [baseAgain, ownAgain] = idsIn(await linesOfLog(file));
      assert.equal(baseAgain, base);
      assert.notEqual(ownAgain, own);
    });
  });
});

const AFTER_FAILURE = ["Show Log", "Open Shell before the Failure", "Retry without Cache"];

function errorsOf(file: MarkedFile): Diagnostic[] {
  return languages.getDiagnostics(file.uri).filter(({ severity }) => severity === DiagnosticSeverity.Error);
}

/** What the error of the build is related to: lines of the log, which stand in the document where they are said to stand. */
async function linesOfLog(file: MarkedFile): Promise<string[]> {
  const [error] = errorsOf(file);
  const related = error?.relatedInformation ?? [];
  return Promise.all(
    related.map(async ({ location, message }) => {
      assert.equal(location.uri.scheme, "dockerfile-stages-log");
      const document = await workspace.openTextDocument(location.uri);
      const { line } = location.range.start;
      // The log of the build before is shorter, and open until VS Code has read this one.
      const text = () => (line < document.lineCount ? document.lineAt(line).text : "");
      await eventually("the line of the log", text, found => found === message);
      return message;
    }),
  );
}

function idsIn(log: readonly string[]): string[] {
  return log.flatMap(text => /[-0-9a-f]{36}$/.exec(text)?.[0] ?? []);
}

async function runQuickFix(file: MarkedFile, at: Range, title: string): Promise<void> {
  const actions = await commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    file.uri,
    at,
    "quickfix",
  );
  const command = actions.find(action => action.title === title)?.command;
  assert.ok(command, `${title} is none of ${actions.map(action => action.title).join(", ")}`);
  await commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}
