/** The command line as a whole: its help, and what it says of a command that there is not. */
import assert from "node:assert/strict";
import { COMMANDS } from "../../server/src/cli/commandFacts";
import { wantsColor, printable } from "../../server/src/cli/output";
import { leaveNothing, run } from "./commandLine";

/** A line of help that is broken in a terminal of 100 columns. */
const WIDE = /^.{101,}$/m;

describe("the command line", () => {
  leaveNothing();

  it("shows its help, its commands and the codes that it ends with", async () => {
    for (const args of [["--help"], ["-h"], ["help"]]) {
      const { code, out } = await run(...args);
      assert.equal(code, 0);
      const words = out.replace(/\s+/g, " ");
      for (const { name, summary } of COMMANDS) assert.ok(words.includes(` ${name} ${summary}`), name);
      assert.match(out, /Exit codes:\n {2}0 {2}\S/);
      assert.doesNotMatch(out, WIDE);
    }
    assert.equal((await run()).code, 2, "without a command");
  });

  for (const { name, options, examples } of COMMANDS)
    it(`explains ${name}, every option of it, and how it is used`, async () => {
      const [help, same] = [await run(name, "--help"), await run("help", name)];
      assert.deepEqual(help, same);
      assert.equal(help.code, 0);
      for (const option of options) {
        assert.ok(help.out.includes(`--${option.name}`), option.name);
        assert.match(option.text, /^[A-Z].*\.$/, option.name);
      }
      assert.ok(examples.length > 0);
      for (const { line, text } of examples) {
        assert.ok(help.out.includes(line));
        assert.match(text, /\.$/);
        const own = options.map(option => option.name);
        const used = [...line.matchAll(/ --([a-z-]+)/g)].map(([, used = ""]) => used);
        assert.deepEqual(
          used.filter(each => !own.includes(each)),
          [],
          line,
        );
      }
      assert.doesNotMatch(help.out.replace(/^ {2}(?:dockerfile-stages|git) .*$/gm, ""), WIDE);
    });

  it("shows the version", async () => {
    assert.deepEqual(await run("--version"), { code: 0, out: "1.2.3\n", said: [] });
  });

  const UNKNOWN: readonly (readonly [string, string])[] = [
    ["chek", ' Did you mean "check"?'],
    ["Dockerfile", ' Did you mean "check Dockerfile"?'],
    ["./a/b", ' Did you mean "check ./a/b"?'],
    ["nothing-like-it", ""],
    ["__proto__", ""],
  ];
  for (const [name, meant] of UNKNOWN)
    it(`says that ${name} is no command`, async () => {
      const { code, out, said } = await run(name);
      const message = `dockerfile-stages: "${name}" is not a command.${meant} "dockerfile-stages --help" lists the commands.`;
      assert.deepEqual([code, out, said], [2, "", [message]]);
    });

  const COLORS: readonly (readonly [
    "auto" | "always" | "never",
    boolean,
    Record<string, string>,
    boolean,
  ])[] = [
    ["auto", true, {}, true],
    ["auto", false, {}, false],
    ["auto", true, { NO_COLOR: "1" }, false],
    ["auto", true, { NO_COLOR: "" }, true],
    ["auto", true, { TERM: "dumb" }, false],
    ["auto", false, { FORCE_COLOR: "1" }, true],
    ["auto", true, { FORCE_COLOR: "0" }, false],
    ["auto", true, { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    ["always", false, { NO_COLOR: "1" }, true],
    ["never", true, { FORCE_COLOR: "1" }, false],
  ];
  for (const [asked, isTerminal, env, expected] of COLORS)
    it(`has ${expected ? "" : "no "}colors: ${asked} ${isTerminal ? "terminal" : "pipe"} ${JSON.stringify(env)}`, () => {
      assert.equal(wantsColor(asked, isTerminal, env), expected);
    });

  it("writes nothing that a terminal would act on", () => {
    for (let code = 0; code < 0x3000; code++) {
      const written = printable(String.fromCharCode(code));
      if (code === 9 || code === 10) assert.equal(written, String.fromCharCode(code));
      else assert.doesNotMatch(written, /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    }
  });
});
