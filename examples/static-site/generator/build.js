// node generator/build.js <pages> <site>: renders every page of one folder into the other.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { renderPage } from "./markdown.js";

const [pages, site] = process.argv.slice(2);
const layout = await readFile(new URL("layout.html", import.meta.url), "utf8");

await mkdir(site, { recursive: true });
for (const file of await readdir(pages)) {
  const { title, body } = renderPage(await readFile(join(pages, file), "utf8"));
  const target = join(site, `${basename(file, ".md")}.html`);
  await writeFile(
    target,
    layout.replace("{{title}}", () => title).replace("{{body}}", () => body),
  );
  console.log(target);
}
