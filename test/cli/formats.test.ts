/** Each format of a report, held against a file of what it should be, and against what the readers of the format demand. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseXml, XmlElement } from "@rgrove/parse-xml";
import Ajv from "ajv";
import { REPORT_FORMATS } from "../../server/src/cli/formats/formats";
import { folderWith, leaveNothing, run } from "./commandLine";

const GOLDEN = join(__dirname, "golden");

/** Every severity, another place, a file around, characters that mean something to a format or a terminal, and a file that is none. */
const FILES = {
  Dockerfile: [
    "FROM alpine:3.20 AS Build",
    "RUN echo hi",
    "FROM alpine:3.20 as build",
    "COPY --from=missing /a, /b",
    'COPY --from=2 "a%b" /<&>"\'/',
    "\tENV KEY value \u001b[31m\u202e",
    "",
  ].join("\n"),
  "a %,:b/Dockerfile": "FROM alpine:3.20\nEXPOSE 80/TCP\n",
  "good/Dockerfile": "FROM alpine:3.20\n",
  "binary/Dockerfile": new Uint8Array([70, 0, 82]),
  "compose.yaml": "services:\n  web:\n    build:\n      context: .\n      target: nothing\n",
};

describe("the formats of a report", () => {
  leaveNothing();
  for (const format of Object.keys(REPORT_FORMATS)) {
    it(`${format} is what its readers know`, async () => {
      folderWith(FILES);
      const { code, out, said } = await run("check", "--format", format);
      assert.equal(code, 2);
      assert.deepEqual(said, ["binary/Dockerfile: This is a binary file."]);
      const golden = join(GOLDEN, `${format}.txt`);
      if (process.env["DOCKERFILE_STAGES_WRITE_GOLDEN"] === "1") writeFileSync(golden, out);
      assert.equal(out, readFileSync(golden, "utf8"));
    });
  }

  it("text has colors where they are wanted, and never those of a file", async () => {
    folderWith(FILES);
    const colored = await run("check", "--color=always", "Dockerfile");
    const plain = await run("check", "Dockerfile");
    const escape = String.fromCharCode(27);
    assert.ok(colored.out.includes(`${escape}[31merror:${escape}[0m`));
    assert.equal(colored.out.replaceAll(new RegExp(`${escape}\\[\\d+m`, "g"), ""), plain.out);
    assert.ok(!plain.out.includes(escape) && !plain.out.includes("\u202e"));
  });

  it("sarif is valid against the schema of SARIF 2.1.0", async () => {
    folderWith(FILES);
    const path = createRequire(__filename).resolve("@microsoft/jest-sarif");
    const schema = JSON.parse(
      readFileSync(join(path, "..", "schemas", "sarif-2.1.0-rtm.5.json"), "utf8"),
    ) as Record<string, unknown>;
    // What it says of itself is of a draft that ajv does not know; what it demands is the same.
    delete schema["id"];
    delete schema["$schema"];
    // Formats of texts are for other packages of ajv to judge.
    const formats = { uri: true, "uri-reference": true, "date-time": true } as const;
    const ajv = new Ajv({ strict: false, unicodeRegExp: false, formats });
    const isValid = ajv.compile(schema);
    const log = JSON.parse((await run("check", "--format", "sarif")).out) as object;
    assert.ok(isValid(log), JSON.stringify(isValid.errors));
    assert.equal(isValid({ ...log, version: "2" }), false);
  });

  it("junit has the elements and attributes that the schema of Jenkins has", async () => {
    folderWith(FILES);
    const { root } = parseXml((await run("check", "--format", "junit")).out);
    assert.ok(root);
    checkElement(root);
    const suites = root.children.filter(child => child instanceof XmlElement);
    const sum = (name: string) => suites.reduce((total, suite) => total + Number(suite.attributes[name]), 0);
    for (const name of ["tests", "failures", "errors"])
      assert.equal(Number(root.attributes[name]), sum(name), name);
  });
});

/** Of the schema `junit-10.xsd` of the xUnit plugin what is written: the attributes, those that must be there, and what may be inside. */
const JUNIT: Readonly<Record<string, { must: string[]; may: string[]; inside: string[] }>> = {
  testsuites: { must: [], may: ["name", "tests", "failures", "errors", "time"], inside: ["testsuite"] },
  testsuite: { must: ["name"], may: ["tests", "failures", "errors", "time"], inside: ["testcase"] },
  testcase: { must: ["name", "classname"], may: ["time"], inside: ["failure", "error"] },
  failure: { must: [], may: ["type", "message"], inside: [] },
  error: { must: [], may: ["type", "message"], inside: [] },
};

function checkElement({ name, attributes, children }: XmlElement): void {
  const known = JUNIT[name];
  assert.ok(known, `<${name}>`);
  const names = Object.keys(attributes);
  assert.deepEqual(
    names.filter(each => !known.must.includes(each) && !known.may.includes(each)),
    [],
    name,
  );
  assert.deepEqual(
    known.must.filter(each => !names.includes(each)),
    [],
    name,
  );
  for (const child of children)
    if (child instanceof XmlElement) {
      assert.ok(known.inside.includes(child.name), `<${child.name}> in <${name}>`);
      checkElement(child);
    }
}
