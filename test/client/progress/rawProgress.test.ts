import assert from "node:assert/strict";
import { StringDecoder } from "node:string_decoder";
import { duration, type ProgressEvent } from "../../../client/src/progress/buildRecord";
import { createJsonValues } from "../../../client/src/progress/jsonValues";
import { createProgressReader } from "../../../client/src/progress/progressReader";
import { recordedStreams, withSharedData } from "../../stages/sharedData";

const NOW = 1_000_000;
const RAW = { builder: "buildx", progress: "rawjson" } as const;

/** Everything that a reader makes of an output, as data. */
function read(bytes: Buffer, cuts: number[]) {
  const heard: string[] = [];
  const reader = createProgressReader(
    RAW,
    event => heard.push(told(event)),
    () => NOW,
  );
  const decoder = new StringDecoder("utf8");
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    reader.write("err", decoder.write(bytes.subarray(from, to)));
    from = to;
  }
  reader.end(true);
  const steps = [...reader.record.steps.values()].map(({ name, place, state, ran, error, log }) => ({
    name,
    place,
    state,
    ran,
    error,
    log: log.lines(),
  }));
  const { kind, message, places, step, log } = reader.failure();
  return {
    heard,
    steps,
    warnings: reader.record.warnings,
    failure: { kind, message, places, step: step?.name, log },
  };
}

function told(event: ProgressEvent): string {
  switch (event.kind) {
    case "step":
      return `${event.step.state} ${event.step.name}`;
    case "log":
      return `log ${event.text}`;
    case "warning":
      return `warning ${event.warning.message}`;
    case "text":
      return event.line;
  }
}

describe("a stream of rawjson", () => {
  withSharedData(() => {
    const streams = recordedStreams();
    for (const [name, bytes] of streams) {
      it(`is read the same wherever it is cut: ${name}`, function () {
        this.timeout(60_000);
        const whole = read(bytes, []);
        assert.ok(whole.steps.length > 3);
        for (let at = 1; at < bytes.length; at++) assert.deepEqual(read(bytes, [at]), whole);
        assert.deepEqual(read(bytes, Array.from(bytes.keys())), whole);
      });
    }

    it("gives steps, what they printed, and why the build failed", () => {
      const { steps, failure } = read(streams.get("buildx0.29-fail.rawjson") ?? Buffer.of(), []);
      const broken = steps.find(({ name }) => name.startsWith("[broken 1/1]"));
      assert.equal(broken?.state, "failed");
      assert.deepEqual(broken.log, ["before", "to stderr", "/bin/sh: nosuchcmd: not found"]);
      assert.equal(steps.find(({ name }) => name.startsWith("[base 2/2]"))?.state, "cached");
      assert.deepEqual(failure.places, [
        {
          file: "fail.Dockerfile",
          line: 6,
          marked: [
            { line: 6, text: "RUN echo before && \\" },
            { line: 7, text: '    echo "to stderr" >&2 && \\' },
            { line: 8, text: "    nosuchcmd --flag" },
          ],
        },
      ]);
      assert.equal(failure.log.at(-1), "/bin/sh: nosuchcmd: not found");
    });
  });

  const vertex = (fields: object) => ({ vertexes: [{ digest: "a", name: "[b 1/2] RUN x", ...fields }] });
  const log = (data: Buffer, stream = 1) => ({
    logs: [{ vertex: "a", stream, data: data.toString("base64") }],
  });
  const readMessages = (...messages: unknown[]) =>
    read(Buffer.from(messages.map(message => `${JSON.stringify(message)}\n`).join("")), []);

  it("adds up the runs of a step that begins again, without counting an overlap twice", () => {
    const { steps, heard } = readMessages(
      vertex({ started: "2026-01-01T00:00:00Z" }),
      vertex({ started: "2026-01-01T00:00:00Z", completed: "2026-01-01T00:00:02.5Z" }),
      vertex({ started: "2026-01-01T00:00:02.000000001Z" }),
      vertex({ started: "2026-01-01T00:00:02.000000001Z", completed: "2026-01-01T00:00:04Z" }),
    );
    assert.equal(steps[0]?.ran, 4000);
    assert.deepEqual(
      heard.map(line => line.split(" ")[0]),
      ["running", "done", "running", "done"],
    );
  });

  it("keeps a character whole that comes in two messages, each stream by itself", () => {
    const [first, second] = [Buffer.from("ü").subarray(0, 1), Buffer.from("ü").subarray(1)];
    const { steps } = readMessages(
      vertex({ started: "2026-01-01T00:00:00Z" }),
      log(first),
      log(Buffer.from("e\n"), 2),
      log(second),
    );
    assert.deepEqual(steps[0]?.log, ["e", "ü"]);
  });

  it("tells what was cancelled from what failed, and keeps the first failure", () => {
    const { steps, failure } = readMessages(
      {
        vertexes: [
          { digest: "a", name: "[x 1/1] RUN a", error: 'process "a" did not complete: context canceled' },
        ],
      },
      { vertexes: [{ digest: "b", name: "[y 1/1] RUN b", error: "exit code: 1" }] },
    );
    assert.deepEqual(
      steps.map(({ state }) => state),
      ["cancelled", "failed"],
    );
    assert.equal(failure.step, "[y 1/1] RUN b");
  });

  it("gives a warning once, in words, with the lines that it is about", () => {
    const text = (words: string) => Buffer.from(words).toString("base64");
    const warning = {
      vertex: "a",
      short: text("FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 3)"),
      detail: [text("The 'as' keyword should match")],
      url: "https://docs.docker.com/go/dockerfile/rule/from-as-casing/",
      range: [{ start: { line: 3 }, end: { line: 3 } }],
    };
    const { warnings } = readMessages({ warnings: [warning, warning] }, { warnings: [warning] });
    assert.deepEqual(warnings, [
      {
        message: "FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 3)",
        detail: "The 'as' keyword should match",
        url: "https://docs.docker.com/go/dockerfile/rule/from-as-casing/",
        lines: { first: 3, last: 3 },
      },
    ]);
  });

  it("holds whatever stands there", () => {
    const odd = [null, 1, "x", [], {}, [null], [1], [{}], { digest: 1 }];
    for (const value of odd) {
      for (const key of ["vertexes", "statuses", "logs", "warnings"]) {
        assert.deepEqual(readMessages({ [key]: value }).steps, []);
      }
    }
    assert.deepEqual(
      readMessages({ vertexes: [{ digest: "a", name: "n", started: "never", completed: 7 }] }).steps,
      [{ name: "n", place: undefined, state: "cancelled", ran: 0, error: undefined, log: [] }],
    );
  });
});

describe("JSON objects among lines", () => {
  const split = (text: string) => {
    const objects: object[] = [];
    const lines: string[] = [];
    const values = createJsonValues(
      object => objects.push(object),
      line => lines.push(line),
    );
    values.write(text);
    values.end();
    return { objects, lines };
  };

  it("are told apart, on one line or on many", () => {
    assert.deepEqual(split('{"a":1}\nERROR: {"b":2}\r\n{\n  "c": {\n  }\n}\n{not json}\n   5 | }\n'), {
      objects: [{ a: 1 }, { c: {} }],
      lines: ['ERROR: {"b":2}', "{not json}", "   5 | }"],
    });
  });

  it("that have no end are lines", () => {
    assert.deepEqual(split('{"a":1}\n{\n  "b": 1'), { objects: [{ a: 1 }], lines: ["{", '  "b": 1'] });
  });
});

describe("the time of a step", () => {
  it("grows by this machine's clock while it runs", () => {
    const reader = createProgressReader(RAW, undefined, () => NOW);
    reader.write("err", '{"vertexes":[{"digest":"a","name":"x","started":"2001-01-01T00:00:00Z"}]}\n');
    const [step] = reader.record.steps.values();
    assert.ok(step);
    assert.equal(duration(step, NOW + 1500), 1500);
    assert.equal(duration(step, NOW - 5), 0);
  });

  describe("of a step that finds nothing to copy", () => {
    const AT = "2026-01-01T00:00:01.141484377Z";
    const LATER = "2026-01-01T00:00:01.141489104Z";
    const REF = "2abb7388-7cef-4787-b654-da41dc904c59::shu4zwga99as8vwoojcxd7xdb";
    const missing = `failed to calculate checksum of ref ${REF}: "/nope.txt": not found`;
    /** What BuildKit 0.29 says, message by message. */
    const states = (...messages: object[][]) => {
      const text = messages.map(vertexes => JSON.stringify({ vertexes })).join("\n");
      const { steps, failure } = read(Buffer.from(text), []);
      return { states: steps.map(({ name, state }) => `${name.slice(1, 4)} ${state}`), failure, steps };
    };
    const cached = (name: string, started = AT) => ({
      ...{ digest: name, name: `[${name}] RUN x`, started, completed: started, cached: true },
    });
    const copy = (error: string | undefined, started = AT) => ({
      ...{ digest: "4/5", name: "[4/5] COPY nope.txt /", started, completed: LATER },
      ...(error !== undefined && { error }),
    });

    it("does not call cached what it needs and what was never done", () => {
      const together = states([cached("2/5"), cached("3/5"), copy(missing)]);
      assert.deepEqual(together.states, ["2/5 cancelled", "3/5 cancelled", "4/5 failed"]);
      const apart = states([cached("2/5"), cached("3/5")], [copy(undefined)], [copy(missing)]);
      assert.deepEqual(apart.states, ["2/5 cancelled", "3/5 cancelled", "4/5 failed"]);
    });

    it("calls cached what was, at another moment or before a step that ran", () => {
      const before = "2026-01-01T00:00:01.130000000Z";
      assert.deepEqual(states([cached("2/5", before), copy(missing)]).states, ["2/5 cached", "4/5 failed"]);
      assert.deepEqual(states([cached("2/5"), copy("exit code: 1")]).states, ["2/5 cached", "4/5 failed"]);
    });

    it("does not call cached what comes after a step that did not end", () => {
      const cancelled = {
        digest: "2/5",
        name: "[2/5] RUN x",
        started: AT,
        completed: LATER,
        error: "context canceled",
      };
      const before = "2026-01-01T00:00:01.130000000Z";
      assert.deepEqual(states([cached("3/5", before), cancelled, copy(missing)]).states, [
        "3/5 cancelled",
        "2/5 cancelled",
        "4/5 failed",
      ]);
    });

    it("says no name of a file of the builder", () => {
      const error = `ERROR: failed to build: failed to solve: failed to compute cache key: ${missing}`;
      const { failure, steps } = states([copy(missing)]);
      assert.equal(steps[0]?.error, '"/nope.txt": not found');
      const reader = createProgressReader({ builder: "buildx", progress: "plain" });
      reader.write("err", `${error}\n`);
      reader.end(true);
      assert.equal(reader.failure().message, '"/nope.txt": not found');
      assert.equal(reader.failure().missing, "nope.txt");
      assert.equal(failure.step, "[4/5] COPY nope.txt /");
    });
  });
});
