import assert from "node:assert/strict";
import type { Engine } from "../../client/src/engine/engine";
import { createSanitizer, sanitize } from "../../client/src/engine/terminalText";
import { readCheckAnswer } from "../../client/src/progress/builderFindings";
import { createBuildLog } from "../../client/src/progress/buildLog";
import { createProgressReader } from "../../client/src/progress/progressReader";
import { random } from "../support/random";

/** Clipboard, title, link, another screen, a question, an image, and a C1 form; the words between them stay. */
const EVIL =
  "one\x1b]52;c;ZQ==\x07 two\x1b]0;t\x1b\\ three\x1b]8;;http://e\x07 four\x1b[?1049h\x1b[2J five\x1b[6n six\x1bPq~\x1b\\ \x9d0;t\x9cseven";
const WORDS = "one two three four five six seven";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const message = (fields: object) => `${JSON.stringify(fields)}\n`;
const time = (second: number) => `2026-01-01T00:00:0${second}Z`;

/** What an engine prints of a build that fails, with hostile text wherever a file, a program or a frontend can bring it in. */
const OUTPUTS: [engine: Pick<Engine, "builder" | "progress">, stream: "out" | "err", text: string][] = [
  [
    { builder: "buildx", progress: "rawjson" },
    "err",
    message({ vertexes: [{ digest: "a", name: `[1/2] RUN ${EVIL}`, started: time(0) }] }) +
      // A sequence, and a character, that come in two messages.
      [...Buffer.from(`${EVIL}\n\x1b[31mred\x1b[0m\n`)]
        .map(byte =>
          message({ logs: [{ vertex: "a", stream: 1, data: Buffer.of(byte).toString("base64") }] }),
        )
        .join("") +
      message({ warnings: [{ short: base64(EVIL), detail: [base64(EVIL)], url: `https://x/${EVIL}` }] }) +
      message({
        vertexes: [{ digest: "a", name: "x", started: time(0), completed: time(1), error: EVIL }],
      }) +
      `text ${EVIL}\nERROR: failed to solve: ${EVIL}\n`,
  ],
  [
    { builder: "buildx", progress: "plain" },
    "err",
    `#1 [1/2] RUN ${EVIL}\n#1 0.1 ${EVIL}\n#1 0.2 \x1b[31mred\x1b[0m\n#1 ERROR: ${EVIL}\ntext ${EVIL}\nERROR: failed to solve: ${EVIL}\n`,
  ],
  [
    { builder: "podman", progress: "none" },
    "out",
    `STEP 1/2: RUN ${EVIL}\n${EVIL}\n\x1b[31mred\x1b[0m\nError: ${EVIL}\n`,
  ],
  [
    { builder: "legacy", progress: "none" },
    "out",
    `Step 1/2 : RUN ${EVIL}\n${EVIL}\n\x1b[31mred\x1b[0m\n${EVIL}`,
  ],
];

describe("hostile text in the output of an engine", () => {
  for (const [engine, stream, text] of OUTPUTS)
    it(`leaves ${engine.builder} with ${engine.progress} progress as words and colours only`, () => {
      const whole = read(engine, stream, [text]);
      assertHarmless(whole);
      assert.ok(whole.terminal.includes(WORDS), whole.terminal);
      assert.ok(
        whole.log.some(line => line === WORDS),
        JSON.stringify(whole.log),
      );
      assert.ok(whole.log.includes("red"));
      for (let seed = 0; seed < 20; seed++)
        assert.deepEqual(read(engine, stream, cut(text, seed)), whole, `seed ${seed}`);
    });

  it("keeps colours in the terminal where the engine hands on the bytes of a step", () => {
    const [[engine, stream, text] = []] = OUTPUTS;
    assert.ok(engine !== undefined && stream !== undefined && text !== undefined);
    assert.ok(read(engine, stream, [text]).terminal.includes("\x1b[31mred\x1b[0m"));
  });

  it("leaves the answer of a check as words only", () => {
    const warning = { ruleName: EVIL, detail: EVIL, url: EVIL };
    const findings = readCheckAnswer(JSON.stringify({ warnings: [warning], buildError: { message: EVIL } }));
    assert.equal(findings?.length, 2);
    for (const finding of findings) assertHarmless(finding);
    assert.deepEqual(
      findings.map(found => found.message),
      [WORDS, WORDS],
    );
  });
});

/** All that is shown of an output: in the terminal, in logs, diagnostics, reports and notifications. */
function read(
  engine: Pick<Engine, "builder" | "progress">,
  stream: "out" | "err",
  pieces: readonly string[],
) {
  const print = createBuildLog(() => 0);
  const door = createSanitizer();
  let printed = "";
  const reader = createProgressReader(
    engine,
    event => {
      printed += print(event);
    },
    () => 0,
  );
  for (const piece of pieces) reader.write(stream, piece);
  reader.end(true);
  const terminal = door(printed);
  assert.equal(terminal, printed, "the last door has nothing left to drop");
  const { record, step, ...failure } = reader.failure();
  const steps = [...record.steps.values()].map(({ name, error, log }) => ({ name, error, log: log.lines() }));
  return {
    terminal,
    steps,
    warnings: record.warnings,
    failure,
    log: step?.log.lines() ?? steps[0]?.log ?? [],
  };
}

function assertHarmless(value: unknown): void {
  if (typeof value === "string") assert.equal(sanitize(value), value);
  else if (typeof value === "object" && value !== null) Object.values(value).forEach(assertHarmless);
}

function cut(text: string, seed: number): string[] {
  const from = random(seed);
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + 1 + from.below(40);
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}
