// Reads data/colours.csv and writes dist/palette.json: everything that can be computed once is computed here.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { compilePalette } from "../src/palette.js";

const palette = compilePalette(await readFile("data/colours.csv", "utf8"));
await mkdir("dist", { recursive: true });
await writeFile("dist/palette.json", JSON.stringify(palette, null, 2));
console.log(`dist/palette.json: ${Object.keys(palette).length} colours`);
