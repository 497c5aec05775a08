#!/usr/bin/env node
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const [script, data, output] = process.argv.slice(2);
mkdirSync(dirname(output), { recursive: true });
writeFileSync(
  output,
  readFileSync(script, "utf8").replace("DATA", () => readFileSync(data, "utf8").trim()),
);
