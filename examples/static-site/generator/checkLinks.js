// node generator/checkLinks.js <site>: fails when a page links to a page that is not there.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

const [site] = process.argv.slice(2);
const files = await readdir(site);
let links = 0;

for (const file of files.filter(name => name.endsWith(".html"))) {
  const page = await readFile(join(site, file), "utf8");
  for (const [, target] of page.matchAll(/href="([^"]+)"/g)) {
    links++;
    if (files.includes(target)) continue;
    console.error(`${file} links to ${target}, which is not there`);
    process.exitCode = 1;
  }
}
console.log(`${files.length} pages, ${links} links`);
