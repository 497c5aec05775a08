import { strict as assert } from "node:assert";
import { hiding, answerText } from "../../../server/src/shared/tools/answerText";
import type { BuildRequest } from "../../../client/src/engine/engineCommand";
import { buildOutcome, type EndedBuild } from "../../../client/src/report/buildOutcome";
import { createRecord } from "../../../client/src/progress/buildRecord";

const KEY = "-----BEGIN KEY-----\nMIIBOgIBAAJB\n-----END KEY-----";

describe("what tools tell of a build", () => {
  it("has no value of a secret that the build was given, whichever way it came", () => {
    const request: BuildRequest = {
      engine: { builder: "buildx", program: "docker", version: "0.29.1", progress: "rawjson" },
      ...{ dockerfile: "/w/Dockerfile", context: "/w", target: undefined, image: "app", buildContexts: {} },
      buildArgs: { API_TOKEN: "from-settings", MODE: "debug" },
      environmentArgs: ["NPM_TOKEN", "LANGUAGE", "MISSING_KEY"],
      secrets: [
        { id: "a", variable: "DEPLOY" },
        { id: "b", variable: "PEM" },
        { id: "c", file: "/w/secret" },
      ],
    };
    const environment = { NPM_TOKEN: "from-environment", LANGUAGE: "german", DEPLOY: "as-secret", PEM: KEY };
    const log = ["from-settings debug", "from-environment german", "as-secret", ...KEY.split("\n")];
    const build: EndedBuild = {
      ...{ record: createRecord(), request, started: 0, ended: 1, state: "failed" },
      failure: { kind: "build", step: undefined, message: `it printed ${KEY}`, log, places: [] },
      file: {
        ...{ name: "Dockerfile", lines: [], instructions: [], target: 0 },
        model: { stages: [], references: [] },
      },
    } as unknown as EndedBuild;
    const { secrets, ...outcome } = buildOutcome(build, { environment });
    const told = answerText(outcome, hiding(secrets));
    for (const secret of ["from-settings", "from-environment", "as-secret", "MIIBOgIBAAJB"])
      assert.ok(!told.includes(secret), `${secret}: ${told}`);
    for (const harmless of ["debug", "german"]) assert.ok(told.includes(harmless), harmless);
    assert.ok(secrets.every(value => value.trim() !== ""));
  });
});
