import { strict as assert } from "node:assert";
import { hiding, answerText } from "../../../server/src/shared/tools/answerText";
import type { BuildRequest } from "../../../client/src/engine/engineCommand";
import { buildOutcome, secretFilesOf, type EndedBuild } from "../../../client/src/report/buildOutcome";
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

  it("has none of what came before, and none of the files of secrets, in whichever form they stand there", () => {
    const engine = { builder: "buildx", program: "docker", version: "0.29.1", progress: "rawjson" } as const;
    const request: BuildRequest = {
      ...{ engine, dockerfile: "/w/Dockerfile", context: "/w", target: undefined, image: "app" },
      ...{ buildContexts: {}, buildArgs: {}, secrets: [{ id: "c", file: "/w/secret" }] },
    };
    const first: BuildRequest = {
      ...request,
      buildArgs: { DB_PASSWORD: "of-the-base", MODE: "release" },
      secrets: [
        { id: "d", file: "/w/other" },
        { id: "c", file: "/w/secret" },
      ],
    };
    assert.deepEqual(secretFilesOf([request, first]), ["/w/secret", "/w/other"]);
    const files = [
      "alone-in-a-file\n",
      'A_TOKEN="after-a-name"\nplain: in-yaml\n',
      '{\n  "t": "in-json",\n}\n',
      KEY,
    ];
    const hidden = ["of-the-base", "alone-in-a-file", "after-a-name", "in-yaml", "in-json", "MIIBOgIBAAJB"];
    const build = {
      ...{ record: createRecord(), request, started: 0, ended: 1, state: "failed" },
      failure: { kind: "build", step: undefined, message: "no", log: [...hidden, "release"], places: [] },
      file: {
        name: "Dockerfile",
        lines: [],
        instructions: [],
        target: 0,
        model: { stages: [], references: [] },
      },
    } as unknown as EndedBuild;
    const known = { environment: {}, before: [first], secretFiles: files };
    const { secrets, ...outcome } = buildOutcome(build, known);
    const told = answerText(outcome, hiding(secrets));
    for (const secret of hidden) assert.ok(!told.includes(secret), `${secret}: ${told}`);
    assert.ok(told.includes("release"));
  });
});
