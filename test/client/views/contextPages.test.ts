import "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Uri } from "vscode";
import { contextReportBody } from "../../../client/src/report/contextReportPage";
import { contextReportJson, contextReportMarkdown } from "../../../client/src/report/contextReportText";
import { readReport } from "../../../client/src/views/contextPages";

describe("the page of a build context", () => {
  it("has no password of what the builder fetches", async () => {
    const folder = mkdtempSync(join(tmpdir(), "context-"));
    const named = { lib: "https://me:s3cr3t@example.com/lib.git#main", base: "docker-image://alpine:3" };
    const of = { uri: Uri.file(join(folder, "Dockerfile")), folder, builder: "buildx", named } as const;
    const report = await readReport({ ...of, use: undefined, inputs: undefined }, false);
    rmSync(folder, { recursive: true });
    assert.deepEqual(report.fetched, { ...named, lib: "https://…@example.com/lib.git#main" });
    for (const text of [
      contextReportBody(report).html,
      contextReportMarkdown(report),
      contextReportJson(report),
    ])
      assert.doesNotMatch(text, /s3cr3t/);
  });
});
