import assert from "node:assert/strict";
import { ensureImages, findEngine } from "./engine";

describe("finding an engine for the builds", function () {
  this.timeout(30_000);
  this.slow(10_000);
  const { PATH, DOCKER_HOST } = process.env;

  afterEach(() => {
    for (const [name, value] of Object.entries({ PATH, DOCKER_HOST })) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  it("is not there without docker on the PATH", async () => {
    process.env["PATH"] = __dirname;
    assert.deepEqual(await findEngine(), {
      answers: false,
      reason: "no Docker engine answers: docker is not installed, or not on the PATH",
    });
    assert.match((await ensureImages(["scratch-of-nobody"])) ?? "", /^no Docker engine answers: /);
  });

  it("does not answer where nothing listens", async () => {
    process.env["DOCKER_HOST"] = "tcp://127.0.0.1:1";
    const engine = await findEngine();
    assert.equal(engine.answers, false);
    assert.match(engine.reason, /^no Docker engine answers: ./);
  });
});
