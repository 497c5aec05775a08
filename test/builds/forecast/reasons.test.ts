// Each reason for which a step can run, brought about with a real builder: what the history says then. docs/fidelity.md has the table.
import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Reason } from "../../../client/src/history/reason";
import { skipBecause } from "../../support/suiteResult";
import { startOwnEngine, type OwnEngine } from "./ownEngine";
import { openComparison, type Compared, type Comparison, type ProjectToBuild } from "./compare";

const TEST_WITHIN = 300_000;
const BASE = "stages-tests-reasons:latest";
const PORT = 8099;
/** What no build before has done. */
const ONCE = `${process.pid}-${Date.now()}`;

const TEXT = `FROM ${BASE} AS deps
ARG VERSION=1
RUN echo ${ONCE} $VERSION > /version
ARG API_TOKEN=none
RUN echo $API_TOKEN | md5sum > /sum

FROM deps AS build
COPY src /src
RUN --mount=type=bind,source=mounted,target=/mnt cat /mnt/* /src/* > /out

FROM ${BASE} AS final
RUN echo ${ONCE} > /own
COPY --from=build /out /version /result/
ADD http://127.0.0.1:${PORT}/file /added
`;

/** What changes before a build, and the reasons of its steps by what their texts begin with. */
interface Case {
  /** As docs/fidelity.md has it. */
  reason: string;
  change: () => unknown;
  /** Of these steps alone; the others may run because of them. */
  expected: Record<string, Reason | { kind: Reason["kind"] }>;
  /** Steps that must not run. */
  cached?: string[];
}

describe("the reason for which a step ran", function () {
  this.timeout(TEST_WITHIN);
  this.slow(10_000);
  const folder = mkdtempSync(join(tmpdir(), "reasons-"));
  let engine: OwnEngine | undefined;
  let comparison: Comparison;
  let project: ProjectToBuild;
  let server = "";

  before(async function () {
    const started = await startOwnEngine(BASE);
    if ("missing" in started) skipBecause(this, started.missing);
    engine = started.engine;
    const httpd = `mkdir /www && echo one > /www/file && exec httpd -f -p ${PORT} -h /www`;
    const run = await engine.ask(["run", "--detach", "--network", "host", BASE, "sh", "-c", httpd]);
    assert.equal(run.status, 0, run.stderr);
    server = run.stdout.trim();
    for (const name of ["src", "mounted"]) mkdirSync(join(folder, "project", name), { recursive: true });
    for (const name of ["src/a", "src/b", "mounted/c"]) write(name, "first");
    comparison = openComparison(join(folder, "history"));
    project = {
      ...{ folder: join(folder, "project"), text: TEXT, target: "final" },
      ...{ buildArgs: {}, noCache: [], builder: engine.builder },
    };
  });

  after(async () => {
    await engine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  afterEach(() => {
    project.noCache = [];
  });

  function write(name: string, text: string): void {
    writeFileSync(join(folder, "project", name), `${text}\n`);
  }

  async function build(): Promise<Compared> {
    write("Dockerfile", project.text);
    const compared = await comparison.build(project);
    assert.equal(compared.log.slice(-1_000), "");
    return compared;
  }

  function commit(text: string): void {
    const repository = join(folder, "repository");
    mkdirSync(repository, { recursive: true });
    writeFileSync(join(repository, "file"), text);
    const who = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
    for (const args of [
      ["init", "--quiet"],
      ["add", "."],
      ["commit", "--quiet", "--message", text],
    ])
      execFileSync("git", ["-C", repository, ...who, ...args]);
  }

  /** The machine's own Git serves the repository where the engine is: in a network of its own. */
  async function serveGit(): Promise<void> {
    const daemon = ["daemon", "--export-all", `--base-path=${folder}`, "--listen=127.0.0.1"];
    const git = ["chroot", "/host", "git", "-c", "safe.directory=*", ...daemon];
    const args = ["run", "--detach", "--network", "host", "--volume", "/:/host:ro", BASE, ...git];
    const run = await engine?.ask(args);
    assert.equal(run?.status, 0, run?.stderr);
  }

  const files = (changes: Partial<Extract<Reason, { kind: "files" }>>): Reason => {
    const of = { context: "", added: [], changed: [], removed: [], ...changes };
    const count = of.added.length + of.changed.length + of.removed.length;
    return { kind: "files", ...of, count };
  };
  const rename = (before: string, after: string) => () => {
    project.text = project.text.replace(before, after);
  };
  const none = () => undefined;

  const CASES: Case[] = [
    {
      reason: "first build",
      change: none,
      expected: { "RUN echo": { kind: "first" }, "COPY src": { kind: "first" } },
    },
    {
      reason: "argument",
      change: () => (project.buildArgs = { VERSION: "2" }),
      expected: {
        "RUN echo": { kind: "variable", name: "VERSION", before: "1", after: "2", isSecret: false },
      },
    },
    {
      reason: "argument with a secret",
      change: () => (project.buildArgs = { VERSION: "2", API_TOKEN: "hidden-value" }),
      expected: {
        "RUN echo $API": {
          kind: "variable",
          name: "API_TOKEN",
          before: undefined,
          after: undefined,
          isSecret: true,
        },
      },
      cached: [`RUN echo ${ONCE} $VERSION`],
    },
    {
      reason: "instruction changed",
      change: rename("md5sum > /sum", "md5sum > /sum2"),
      expected: {
        "RUN echo $API": {
          kind: "instruction",
          before: "RUN echo $API_TOKEN | md5sum > /sum",
          after: "RUN echo $API_TOKEN | md5sum > /sum2",
        },
        // Of a stage that is based on it.
        "COPY src": { kind: "before", cause: { stage: 0, step: 1 } },
      },
      cached: [`RUN echo ${ONCE} >`],
    },
    {
      reason: "files that are copied",
      change: () => {
        write("src/a", "changed");
        write("src/new", "new");
        rmSync(join(folder, "project", "src/b"));
      },
      expected: {
        "COPY src": files({ changed: ["src/a"], added: ["src/new"], removed: ["src/b"] }),
        "COPY --from": { kind: "source", stage: 1, cause: { stage: 1, step: 0 } },
      },
      cached: ["RUN echo"],
    },
    {
      reason: "files that are mounted",
      change: () => {
        write("mounted/c", "changed");
      },
      expected: {
        "RUN --mount": files({ changed: ["mounted/c"] }),
        "COPY --from": { kind: "source", stage: 1, cause: { stage: 1, step: 1 } },
      },
      cached: ["RUN echo", "COPY src"],
    },
    {
      reason: "no cache",
      change: () => (project.noCache = "all"),
      expected: {
        "RUN echo": { kind: "noCache" },
        "COPY src": { kind: "noCache" },
        ADD: { kind: "noCache" },
      },
    },
    {
      reason: "cache filter",
      change: () => (project.noCache = ["build"]),
      expected: { "COPY src": { kind: "noCache" }, "RUN --mount": { kind: "noCache" } },
      cached: ["RUN echo"],
    },
    {
      reason: "file behind an address",
      change: () => engine?.ask(["exec", server, "sh", "-c", "echo two > /www/file"]),
      expected: { ADD: { kind: "remote", address: `http://127.0.0.1:${PORT}/file` } },
      cached: ["RUN", "COPY"],
    },
    {
      reason: "Git repository",
      change: async () => {
        // The server of this file does not answer as BuildKit wants it where nothing has changed.
        project.text = project.text.replace(/^ADD.*$/m, "ADD git://127.0.0.1/repository /added");
        commit("one");
        await serveGit();
        await build();
        commit("two");
      },
      expected: { ADD: { kind: "remote", address: "git://127.0.0.1/repository" } },
      cached: ["RUN", "COPY"],
    },
    {
      reason: "base image",
      change: () => {
        project.text = project.text.replace(/^ADD.*\n/m, "");
        return engine?.rebase(BASE, ONCE);
      },
      expected: { [`RUN echo ${ONCE}`]: { kind: "image" } },
    },
    {
      reason: "cleared cache",
      change: () => engine?.prune(),
      expected: {
        "RUN echo": { kind: "pruned" },
        "COPY src": { kind: "pruned" },
        "COPY --from": { kind: "pruned" },
      },
    },
    {
      reason: "other platform",
      change: () => {
        const from = `FROM --platform=linux/amd64 ${BASE} AS tools`;
        project.text = `${from}\nFROM scratch AS final\nCOPY --from=tools /bin /bin\nRUN echo ${ONCE} > /run\n`;
        return build().then(() => {
          project.platform = "linux/386";
        });
      },
      expected: { "RUN echo": { kind: "platform", before: "", after: "linux/386" } },
      // What is copied is the same on all platforms.
      cached: ["COPY"],
    },
    {
      reason: "other builder",
      change: () => {
        delete project.platform;
        project.text = `FROM scratch AS final\nCOPY src /src/${ONCE}\n`;
        return build().then(() => {
          delete project.builder;
        });
      },
      expected: { "COPY src": { kind: "builder", before: "docker second", after: "docker" } },
    },
  ];

  for (const { reason, change, expected, cached = [] } of CASES)
    it(reason, async () => {
      await change();
      const { reasons, steps } = await build();
      for (const [start, wanted] of Object.entries(expected)) {
        const found = reasons.filter(({ text }) => text.startsWith(start));
        assert.notEqual(found.length, 0, `${start} did not run: ${JSON.stringify(steps)}`);
        for (const { text, reasons: own } of found) {
          const [first] = own;
          assert.deepEqual(
            "before" in wanted || Object.keys(wanted).length > 1 ? first : { kind: first?.kind },
            wanted,
            text,
          );
        }
      }
      for (const start of cached)
        assert.deepEqual(
          reasons.filter(({ text }) => text.startsWith(start)),
          [],
          start,
        );
      assert.doesNotMatch(JSON.stringify(reasons), /hidden-value/);
    });

  it("has a row in docs/fidelity.md, and no other has", () => {
    const page = readFileSync(resolve(__dirname, "../../../docs/fidelity.md"), "utf8");
    const [, section = ""] = page.split("\n## Why a step ran\n");
    const rows =
      section
        .split("\n## ")[0]
        ?.split("\n")
        .filter(line => line.startsWith("| ")) ?? [];
    const cells = rows.slice(2).map(row => (row.split("|")[1] ?? "").trim());
    assert.deepEqual(
      cells,
      CASES.map(({ reason }) => reason),
    );
  });
});
