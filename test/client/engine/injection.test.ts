import { strict as assert } from "node:assert";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Builder } from "../../../client/src/engine/engine";
import { csvRecord } from "../../../client/src/engine/csv";
import {
  builderProblem,
  engineCommand,
  valueProblem,
  type BuildRequest,
} from "../../../client/src/engine/engineCommand";
import { runProcess } from "../../../client/src/engine/runProcess";

/** Whoever lets a shell read one of the texts below makes this file. */
const CANARY = join(tmpdir(), `canary-${process.pid}`);
const TOUCH = `touch ${CANARY}`;

const SHELL = [
  ...[`$(${TOUCH})`, `\`${TOUCH}\``, `; ${TOUCH}`, `| ${TOUCH}`, `|| ${TOUCH}`, `&& ${TOUCH}`, `& ${TOUCH}`],
  ...[`'; ${TOUCH}; '`, `"; ${TOUCH}; "`, `\n${TOUCH}\n`, `\r\n${TOUCH}`, `<(${TOUCH})`, `>${CANARY}`],
  ...[`> ${CANARY} #`, `$IFS${TOUCH}`, `{${TOUCH.replace(" ", ",")}}`, `%COMSPEC% /c ${TOUCH}`],
  ...[`\${x:-$(${TOUCH})}`, `a\\\n${TOUCH}`, `!!`, `*`, `?`, `~root`, `$HOME`, `\${HOME}`, `%PATH%`],
];
const OPTIONS = [
  ...[
    "-",
    "--",
    "-x",
    "--help",
    "--push",
    "--output=type=local,dest=/",
    "--allow=security.insecure",
    "-f/etc/passwd",
  ],
  ...[
    "--build-arg",
    "--privileged",
    "-o",
    "--network=host",
    "-t x",
    "\u2013x",
    "\u2212\u2212push",
    "+x",
    "@file",
    "/?",
  ],
];
const CSV = [
  ...[
    "a,src=/etc/passwd",
    "a,type=env",
    'a"',
    '"a',
    'a"b',
    '""',
    "a,b",
    ",",
    ",,",
    'a","b',
    "a=b",
    "=",
    "a=b=c",
  ],
  ...["id=x", "type=local", 'x",dest=/etc,"', "a;b", "a\tb", "a b", " a", "a "],
];
const UNICODE = [
  ...[
    "é",
    "日本",
    "😀",
    "\ud800",
    "\u202egnp",
    "\u2028x",
    "\u00a0",
    "\ufeffx",
    "a\u0000b",
    "\u0000",
    "\u0001",
    "\u001b[31m",
  ],
  ...["\u007f", "e\u0301", "ﬁ", "\u200b", "𝒳", "a\u0085b"],
];
const LONG = ["x".repeat(500), "a/".repeat(3_000), "x".repeat(200_000), `$(${TOUCH})`.repeat(500)];
const PATHS = [
  ...[
    "",
    ".",
    "..",
    "../..",
    "/",
    "//",
    "/etc/passwd",
    "a/../../b",
    "C:\\x",
    "\\\\host\\x",
    "a\\",
    "a\\\\",
    "/dev/stdin",
  ],
  ...["https://x/y.git#a:b", "git@x:y", "docker-image://a", "file:///etc/passwd", "ssh://-oProxyCommand=x"],
];
const WORDS = ["null", "undefined", "true", "0", "NaN", "constructor", "__proto__", "toString"];

const ALONE = [...SHELL, ...OPTIONS, ...CSV, ...UNICODE, ...LONG, ...PATHS, ...WORDS];
/** Each by itself, and behind or before something harmless. */
const HOSTILE = [...new Set(ALONE.flatMap(text => [text, `a${text}`, `${text}a`]))];

const HARMLESS: BuildRequest = {
  engine: { builder: "buildx", program: "docker", progress: "plain" },
  dockerfile: "/w/Dockerfile",
  context: "/w",
  target: undefined,
  image: "w",
  buildArgs: {},
  buildContexts: {},
};

interface Slot {
  place: (text: string) => Partial<BuildRequest>;
  /** The arguments that hold the text, the last of them as the builder has to find it. */
  expected: (text: string, builder: Builder) => string[];
  /** What the builder has to make of the last of them where it reads a list. */
  fields?: (text: string) => string[];
}

const named = (text: string) => Object.fromEntries([[text, "v"]]);
const csv = (fields: string[], builder: Builder) =>
  builder === "podman" ? fields.join(",") : csvRecord(fields);

const SLOTS: Record<string, Slot> = {
  dockerfile: { place: text => ({ dockerfile: text }), expected: text => ["-f", text] },
  "the context": { place: text => ({ context: text }), expected: text => [text] },
  "a target": { place: text => ({ target: text }), expected: text => ["--target", text] },
  "an image": { place: text => ({ image: text }), expected: text => ["-t", text] },
  "a tag": { place: text => ({ moreTags: [text] }), expected: text => ["-t", text] },
  "a platform": { place: text => ({ platforms: [text] }), expected: text => ["--platform", text] },
  "the name of an argument": {
    place: text => ({ buildArgs: named(text) }),
    expected: text => ["--build-arg", `${text}=v`],
  },
  "the value of an argument": {
    place: text => ({ buildArgs: { A: text } }),
    expected: text => ["--build-arg", `A=${text}`],
  },
  "the name of a context": {
    place: text => ({ buildContexts: named(text) }),
    expected: text => ["--build-context", `${text}=v`],
  },
  "a named context": {
    place: text => ({ buildContexts: { a: text } }),
    expected: text => ["--build-context", `a=${text}`],
  },
  "the id of a secret": {
    place: text => ({ secrets: [{ id: text, variable: "V" }] }),
    expected: text => ["--secret", `id=${text},env=V`],
    fields: text => [`id=${text}`, "env=V"],
  },
  "the file of a secret": {
    place: text => ({ secrets: [{ id: "s", file: text }] }),
    expected: (text, builder) => [
      "--secret",
      csv(["id=s", `src=${text}`, ...(builder === "podman" ? ["type=file"] : [])], builder),
    ],
    fields: text => ["id=s", `src=${text}`],
  },
  "the variable of a secret": {
    place: text => ({ secrets: [{ id: "s", variable: text }] }),
    expected: text => ["--secret", `id=s,env=${text}`],
    fields: text => ["id=s", `env=${text}`],
  },
  "the id of an SSH source": { place: text => ({ ssh: [{ id: text }] }), expected: text => ["--ssh", text] },
  "the path of an SSH source": {
    place: text => ({ ssh: [{ id: "s", path: text }] }),
    expected: text => ["--ssh", `s=${text}`],
  },
  "a cache to read": { place: text => ({ cacheFrom: [text] }), expected: text => ["--cache-from", text] },
  "a cache to write": { place: text => ({ cacheTo: [text] }), expected: text => ["--cache-to", text] },
  "a stage without its cache": {
    place: text => ({ noCache: [text] }),
    expected: text => ["--no-cache-filter", text],
  },
  "the output folder": {
    place: text => ({ output: { folder: text } }),
    expected: (text, builder) => ["--output", csv(["type=local", `dest=${text}`], builder)],
    fields: text => ["type=local", `dest=${text}`],
  },
  "a builder": { place: text => ({ builderName: text }), expected: text => ["--builder", text] },
  "a Docker context": {
    place: text => ({ engine: { ...HARMLESS.engine, dockerContext: text } }),
    expected: text => ["--context", text],
  },
  "a label": { place: text => ({ labels: { l: text } }), expected: text => ["--label", `l=${text}`] },
};

const BUILDERS: Builder[] = ["buildx", "docker", "embedded", "legacy", "podman", "nerdctl"];

describe("texts that nobody should run", function () {
  this.timeout(60_000);
  let folder = "";
  let program = "";

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "injection-"));
    // An engine that says what it was told.
    program = join(folder, "docker.js");
    writeFileSync(program, "require('fs').writeFileSync(1, JSON.stringify(process.argv.slice(2)))");
  });
  after(() => {
    rmSync(folder, { recursive: true });
    rmSync(CANARY, { force: true });
  });

  it("are many", () => {
    assert.ok(ALONE.length >= 100 && HOSTILE.length >= 250, `${ALONE.length}, ${HOSTILE.length}`);
  });

  for (const [what, { place, expected, fields }] of Object.entries(SLOTS)) {
    it(`stay one argument as ${what}, or are refused with a message, whoever builds`, () => {
      let passed = 0;
      for (const builder of BUILDERS) {
        for (const text of HOSTILE) {
          const asked = place(text);
          const request = { ...HARMLESS, ...asked, engine: { ...HARMLESS.engine, ...asked.engine, builder } };
          const problem = valueProblem(request) ?? builderProblem(request);
          if (problem !== undefined) {
            assert.match(problem.message, /\S \S/);
            assert.ok(problem.message.length < 600 || problem.message.includes(text.slice(0, 80)));
            assert.match(problem.setting, /^dockerfileStages\./);
            continue;
          }
          passed += 1;
          const { file, args, env } = engineCommand(request, "read");
          assert.equal(file, "docker");
          assert.deepEqual(env, builder === "embedded" ? { DOCKER_BUILDKIT: "1" } : {});
          const wanted = expected(text, builder);
          checkArguments(args, wanted, request);
          if (fields === undefined) continue;
          const read = builder === "podman" ? wanted.at(-1)?.split(",") : readCsv(wanted.at(-1) ?? "");
          assert.deepEqual(read?.slice(0, 2), fields(text));
          assert.ok(read.length === 2 || read[2] === "type=file");
        }
      }
      // A refusal of everything would pass, too.
      if (!/builder|Docker context|stage|target|platform|SSH source$|secret$/.test(what))
        assert.ok(passed > 50, `${passed}`);
    });
  }

  it("reach a program as they are, and no shell on the way", async () => {
    const each = Object.values(SLOTS).flatMap(({ place }) => HOSTILE.map(place));
    const rest = each
      .map(asked => ({ ...HARMLESS, ...asked }))
      .filter(request => (valueProblem(request) ?? builderProblem(request)) === undefined)
      .flatMap(request => engineCommand(request, "read").args);
    const told = rest.length;
    while (rest.length > 0) {
      // As many in one command as the system takes: a process each would take minutes.
      let size = 0;
      const found = rest.findIndex(text => (size += Buffer.byteLength(text) + 10) > 1_000_000);
      const args = rest.splice(0, found === -1 ? rest.length : found);
      let out = "";
      const command = { file: process.execPath, args: [program, ...args], env: {} };
      const { ended } = runProcess(command, (stream, text) => {
        if (stream === "out") out += text;
      });
      assert.deepEqual(await ended, { status: 0 });
      // A lone half of a surrogate pair is no text for a program, and arrives as the sign for that.
      assert.deepEqual(
        JSON.parse(out),
        args.map(text => text.replace(/\p{Surrogate}/gu, "\ufffd")),
      );
    }
    assert.ok(told > 10_000, `${told}`);
    assert.ok(!existsSync(CANARY), "a shell has read one of them");
  });

  it("are caught by this test where a shell reads them", async () => {
    const command = { file: "/bin/sh", args: ["-c", `echo $(${TOUCH})`], env: {} };
    if (process.platform === "win32") return;
    await runProcess(command, () => undefined).ended;
    assert.ok(existsSync(CANARY));
    rmSync(CANARY);
  });
});

/**
 * Reads the arguments as the programs do: every option of ours takes the next argument for its value, but for those that take
 * none; one argument is left over, and it is the context.
 */
function checkArguments(args: string[], expected: string[], { context }: BuildRequest): void {
  const switches = /^(?:--progress=(?:plain|rawjson)|--load|--push|--no-cache)$/;
  const options = new Set(["--builder", "--context", "--target", "-f", "-t", "--platform", "--build-arg"]);
  for (const option of ["context", "arg"]) options.add(`--build-${option}`);
  for (const option of ["secret", "ssh", "cache-from", "cache-to", "no-cache-filter", "output", "label"]) {
    options.add(`--${option}`);
  }
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? "";
    if (options.has(word)) i += 1;
    else if (!switches.test(word)) rest.push(word);
  }
  const commands = rest.slice(0, -1);
  assert.ok(commands.join(" ") === "build" || commands.join(" ") === "buildx build", commands.join(" "));
  assert.equal(rest.at(-1), context);
  assert.ok(!context.startsWith("-"));
  assert.ok(args.join("\0").includes(expected.join("\0")), JSON.stringify([args, expected]).slice(0, 500));
  assert.ok(args.every(word => !word.includes("\0")));
}

/** One record as RFC 4180 has it, read without regard to how it was written. */
function readCsv(record: string): string[] {
  const fields = [""];
  let isQuoted = false;
  for (let i = 0; i < record.length; i++) {
    const char = record[i] ?? "";
    const last = fields.length - 1;
    if (isQuoted && char === '"' && record[i + 1] === '"') {
      fields[last] = `${fields[last] ?? ""}${char}`;
      i += 1;
    } else if (char === '"' && (isQuoted || fields[last] === "")) {
      isQuoted = !isQuoted;
    } else if (char === "," && !isQuoted) {
      fields.push("");
    } else {
      assert.ok(isQuoted || char !== '"', "a bare quote is an error");
      fields[last] = `${fields[last] ?? ""}${char}`;
    }
  }
  assert.ok(!isQuoted);
  return fields;
}
