// What the images of the examples do when they run, without a network.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { docker, type Ended } from "../support/engine";

const RUN_WITHIN = 60_000;
const SERVE_WITHIN = 20_000;

const PUZZLE = "53..7.... 6..195... .98....6. 8...6...3 4..8.3..1 7...2...6 .6....28. ...419..5 ....8..79";

/** Runs the image of an example and checks what it says. */
export const PROGRAMS: Record<string, (image: string) => Promise<void>> = {
  async go(image) {
    assert.equal(
      await output(image, ["-top", "2"], "a stage, a build, a STAGE, an end"),
      "     3 a\n     2 stage\n",
    );
    assert.equal(
      await output(image, ["-version"]),
      "wordfreq for linux/" + (await architecture(image)) + "\n",
    );
  },

  async java(image) {
    const solution = await output(image, PUZZLE.split(" "));
    assert.match(solution, /^5 3 4 6 7 8 9 1 2\n6 7 2 1 9 5 3 4 8\n/);
    assert.equal(solution.trim().split(/\s+/).length, 81);
    const refused = await run(image, ["12"]);
    assert.equal(refused.status, 1);
    assert.equal(refused.stderr, "sudoku: a grid is 81 characters, each a digit or a dot\n");
  },

  async node(image) {
    await serving(image, async get => {
      assert.deepEqual(JSON.parse(await get("/teal")), { code: "#008080", text: "#ffffff", contrast: 4.77 });
      assert.deepEqual(JSON.parse(await get("/teal/on/ivory")), { contrast: 4.73 });
    });
  },

  async python(image) {
    assert.match(await output(image, ["2027"]), /^Sun 2027-03-28 {2}Easter Sunday$/m);
    assert.equal((await output(image, ["2000", "2001"])).trim().split("\n").length, 18);
  },

  async rust(image) {
    assert.equal(await output(image, ["SOS"]), "... --- ...\n");
    assert.equal(await output(image, ["--decode", ".... .. / -.-- --- ..-"]), "HI YOU\n");
  },

  async "static-site"(image) {
    await serving(image, async get => {
      assert.match(await get("/"), /<h1>Multi-stage builds<\/h1>/);
      assert.match(await get("/naming.html"), /<code>FROM alpine AS tools<\/code>/);
    });
  },
};

async function output(image: string, args: string[], input?: string): Promise<string> {
  const { status, stdout, stderr } = await run(image, args, input);
  assert.equal(status, 0, `${image} ${args.join(" ")} ended with ${status ?? "no status"}: ${stderr}`);
  return stdout;
}

function run(image: string, args: string[], input?: string): Promise<Ended> {
  const options = input === undefined ? { timeout: RUN_WITHIN } : { timeout: RUN_WITHIN, input };
  return docker(["run", "--rm", "--interactive", "--network", "none", image, ...args], options);
}

/** Starts a service, lets `check` ask it from inside its container, and ends it. */
async function serving(
  image: string,
  check: (get: (path: string) => Promise<string>) => Promise<void>,
): Promise<void> {
  const started = await docker(["run", "--detach", "--rm", "--network", "none", image], {
    timeout: RUN_WITHIN,
  });
  assert.equal(started.status, 0, started.stderr);
  const container = started.stdout.trim();
  const get = (path: string): Promise<Ended> =>
    docker(["exec", container, "wget", "--quiet", "--output-document=-", `http://127.0.0.1:8080${path}`], {
      timeout: RUN_WITHIN,
    });
  try {
    const deadline = Date.now() + SERVE_WITHIN;
    while ((await get("/")).status !== 0) {
      if (Date.now() > deadline) {
        const { stdout, stderr } = await docker(["logs", container], { timeout: RUN_WITHIN });
        assert.fail(`${image} does not answer within ${SERVE_WITHIN / 1000} s: ${stdout}${stderr}`);
      }
      await sleep(200);
    }
    await check(async path => {
      const { status, stdout, stderr } = await get(path);
      assert.equal(status, 0, `GET ${path}: ${stderr}`);
      return stdout;
    });
  } finally {
    await docker(["rm", "--force", container], { timeout: RUN_WITHIN });
  }
}

async function architecture(image: string): Promise<string> {
  const { stdout } = await docker(["image", "inspect", "--format", "{{.Architecture}}", image], {
    timeout: RUN_WITHIN,
  });
  return stdout.trim();
}
