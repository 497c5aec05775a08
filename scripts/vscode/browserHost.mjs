#!/usr/bin/env node
// The executable that stands in for a desktop VS Code: host.ts, started through tsx in this same process.
import { createRequire } from "node:module";
import "tsx/cjs";

createRequire(import.meta.url)("./host.ts");
