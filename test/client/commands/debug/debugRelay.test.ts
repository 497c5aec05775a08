import { strict as assert } from "node:assert";
import { startRelay, type DebugMessage } from "../../../../client/src/commands/debug/debugRelay";
import { eventually } from "../../../e2e/eventually";

/** Of the adapter: what it does with `ask`, a request, by `tell`, which sends, and `say`, which prints on the other output. */
const ADAPTER = (does: string) => `
const tell = message => {
  const text = JSON.stringify(message);
  process.stdout.write("Content-Length: " + Buffer.byteLength(text) + "\\r\\n\\r\\n" + text);
};
const say = text => process.stderr.write(text);
const answer = (ask, body) => tell({ seq: 1, type: "response", request_seq: ask.seq, command: ask.command, success: true, body });
let all = "";
const take = ask => { ${does} };
process.stdin.on("data", piece => {
  all += piece;
  for (let found; (found = /^Content-Length: (\\d+)\\r\\n\\r\\n/.exec(all)) && all.length >= found[0].length + Number(found[1]); ) {
    const end = found[0].length + Number(found[1]);
    take(JSON.parse(all.slice(found[0].length, end)));
    all = all.slice(end);
  }
});
`;

function start(does: string, notes: string[] = []) {
  const received: DebugMessage[] = [];
  const command = { file: process.execPath, args: ["-e", ADAPTER(does)], env: {} };
  const relay = startRelay(
    command,
    line => line * 10,
    notes,
    message => received.push(message),
  );
  let seq = 0;
  return {
    received,
    stop: () => {
      relay.stop();
    },
    send: (command: string, given: unknown = {}) => {
      relay.send({ type: "request", seq: ++seq, command, arguments: given });
    },
    until: (about: string, isIt: (message: DebugMessage) => boolean) =>
      eventually(about, () => received.find(isIt), Boolean),
  };
}

const isEnd = ({ event }: DebugMessage) => event === "exited";
const outputs = (messages: readonly DebugMessage[]) =>
  messages.filter(({ event }) => event === "output").map(({ body }) => body);

describe("the way between an editor and a debug adapter", () => {
  it("hands on requests and answers; what is launched is what the command says", async () => {
    const { send, until, stop } = start("answer(ask, ask.arguments)");
    send("launch", { dockerfile: "/elsewhere", target: "other", secret: "hidden", stopOnEntry: true });
    send("launch", { target: "other" });
    send("setBreakpoints", {
      source: { path: "/a" },
      breakpoints: [{ line: 2, condition: "x" }, { line: 3 }],
    });
    send("next", { threadId: 7 });
    await until("the last answer", ({ command }) => command === "next");
    const bodyOf = async (seq: number) => (await until(`${seq}`, each => each.request_seq === seq))?.body;
    assert.deepEqual(await bodyOf(1), { stopOnEntry: true });
    assert.deepEqual(await bodyOf(2), { stopOnEntry: false });
    assert.deepEqual(await bodyOf(3), {
      source: { path: "/a" },
      breakpoints: [{ line: 20, condition: "x" }, { line: 30 }],
    });
    assert.deepEqual(await bodyOf(4), { threadId: 7 });
    stop();
  });

  it("shows a stop at the first line of its instruction", async () => {
    const { send, until, stop } = start(
      'answer(ask, { stackFrames: [{ id: 1, line: 3, endLine: 3, source: { path: "/a" } }, { id: 2, line: 0 }], totalFrames: 2 })',
    );
    send("stackTrace");
    const response = await until("an answer", ({ command }) => command === "stackTrace");
    assert.deepEqual(response?.body, {
      stackFrames: [
        { id: 1, source: { path: "/a" }, line: 30, endLine: 30 },
        { id: 2, line: 0 },
      ],
      totalFrames: 2,
    });
    stop();
  });

  it("tells the end when all of what the adapter says on its other output has come", async () => {
    const { send, until, received } = start(
      'tell({ type: "event", event: "terminated" }); setTimeout(() => { say("ERROR: no such stage"); process.exit(1); }, 100)',
    );
    send("initialize");
    await until("the end", isEnd);
    const names = received.map(({ event, type }) => event ?? type);
    assert.deepEqual(names, ["response", "output", "terminated", "exited"]);
    assert.deepEqual(received[0]?.message, "ERROR: no such stage");
    assert.deepEqual(received[3]?.body, { exitCode: 1 });
  });

  it("answers what is asked of an adapter that has ended", async () => {
    const { send, until, received } = start('say("unknown flag: --x\\n\\nUsage: …"); process.exit(125)');
    send("initialize");
    await until("the end", isEnd);
    send("threads");
    send("disconnect");
    const answers = received.filter(({ type }) => type === "response");
    assert.deepEqual(
      answers.map(({ command, success, message }) => [command, success, success === true ? "" : message]),
      [
        ["initialize", false, "unknown flag: --x"],
        ["threads", false, "unknown flag: --x"],
        ["disconnect", true, ""],
      ],
    );
  });

  it("hands on no control sequences of what a build prints", async () => {
    const { send, until, received, stop } = start(
      'tell({ type: "event", event: "output", body: { category: "stdout", output: "a\\u001b]52;c;eA==\\u0007\\u001b[31mb" } }); say("\\u001b[2Jc"); answer(ask)',
    );
    send("threads");
    await until("an answer", ({ type }) => type === "response");
    await until("the other output", ({ body }) => JSON.stringify(body ?? "").includes("stderr"));
    const shown = outputs(received).map(body => JSON.stringify(body));
    assert.match(shown.join(), /"a\\u001b\[31mb"/);
    assert.match(shown.join(), /"category":"stderr","output":"c"/);
    stop();
  });

  it("tells the notes of the build once, behind the first answer and before all that is printed, also before that", async () => {
    const { send, until, received, stop } = start(
      "say('x'); setTimeout(() => { answer(ask); answer(ask); }, 50)",
      ["No .dockerignore.", "Two."],
    );
    send("initialize");
    await until("what it prints", ({ body }) => JSON.stringify(body ?? "").includes('"x"'));
    assert.equal(received[0]?.type, "response");
    const texts = outputs(received) as { category: string; output: string }[];
    assert.deepEqual(
      texts.slice(0, 2).map(({ category, output }) => [category, output]),
      [
        ["important", "No .dockerignore.\n"],
        ["important", "Two.\n"],
      ],
    );
    assert.equal(texts.filter(({ category }) => category === "important").length, 2);
    stop();
  });

  it("says why a program cannot be started", async () => {
    const received: DebugMessage[] = [];
    const command = { file: "/nowhere/docker", args: [], env: {} };
    const relay = startRelay(
      command,
      line => line,
      [],
      message => received.push(message),
    );
    relay.send({ type: "request", seq: 1, command: "initialize" });
    await eventually("an answer", () => received.length, Boolean);
    assert.match(received[0]?.message ?? "", /ENOENT/);
    relay.stop();
  });

  it("tells nothing after it was stopped", async () => {
    const { send, until, received, stop } = start("answer(ask)");
    send("threads");
    await until("an answer", ({ type }) => type === "response");
    const before = received.length;
    stop();
    send("threads");
    await new Promise(resolve => setTimeout(resolve, 300));
    assert.equal(received.length, before);
  });
});
