/** The schema of the project file: as it is written, and of one mind with what reads the file. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { projectSchema, projectSchemaText } from "../../scripts/projectSchema";
import { readProjectFile } from "../../server/src/workspace/projectFile";

const ROOT = join(__dirname, "../..");

describe("the schema of the project file", () => {
  it("is as `npm run schema` writes it", async () => {
    assert.equal(
      readFileSync(join(ROOT, "schemas", "dockerfile-stages.json"), "utf8"),
      await projectSchemaText(),
    );
  });

  it("is what editors are told of, for each name of the file", () => {
    interface Manifest {
      contributes: Record<
        "jsonValidation" | "yamlValidation",
        { fileMatch: string | string[]; url: string }[]
      >;
    }
    const { contributes } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
    const told = [...contributes.jsonValidation, ...contributes.yamlValidation];
    assert.deepEqual(told.flatMap(({ fileMatch }) => fileMatch).sort(), [
      ".dockerfile-stages.json",
      ".dockerfile-stages.yaml",
      ".dockerfile-stages.yml",
    ]);
    for (const { url } of told) assert.equal(url, "./schemas/dockerfile-stages.json");
  });

  it("takes what the reader takes, and nothing else", () => {
    const takes = new Ajv({ allowUnionTypes: true }).compile(projectSchema());
    const values: unknown[] = [
      null,
      "a",
      "error",
      "off",
      "never",
      1,
      true,
      false,
      [],
      ["a", 1],
      [null],
      [["a"]],
      {},
      { a: 1 },
    ];
    const files: unknown[] = [
      null,
      [],
      "a",
      1,
      ...["rules", "targets", "ignore", "failOn", "$schema", "rule"].flatMap(key =>
        values.map(value => ({ [key]: value })),
      ),
      ...values.map(value => ({ rules: { UnusedStage: value } })),
      { rules: { UnusedStag: "off" } },
      {
        rules: { UnusedStage: "warning", StageOrder: "off" },
        targets: ["a"],
        ignore: ["b/"],
        failOn: "error",
      },
    ];
    for (const file of files) {
      const text = JSON.stringify(file);
      assert.equal(takes(file), readProjectFile(".dockerfile-stages.json", text).faults.length === 0, text);
    }
  });
});
