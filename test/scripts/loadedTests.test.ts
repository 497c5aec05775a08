import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const E2E = join(__dirname, "../e2e");

/** Suites that name their files, because they run inside of another program or one after the other. */
const LISTS: readonly (readonly [folder: string, list: string])[] = [
  ["suite", "index.ts"],
  ["ui", "run.ts"],
];

describe("the suites that name their files", () => {
  for (const [folder, list] of LISTS)
    it(`load each of them, once: ${folder}`, () => {
      const text = readFileSync(join(E2E, folder, list), "utf8");
      const loaded = [...text.matchAll(/import\("\.\/([\w.]+)"\)/g)].map(match => `${match[1] ?? ""}.ts`);
      const there = readdirSync(join(E2E, folder)).filter(file => file.endsWith(".test.ts"));
      assert.deepEqual(loaded.sort(), there.sort());
    });
});
