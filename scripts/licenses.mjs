// The licenses of the packages that are in the bundles, as one text that is delivered with them.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const HEADING =
  "This software contains the following packages, under the licenses that are written below each.";

/** The text, of the metafiles that esbuild makes of bundles. Throws where a package says nothing of its license. */
export function licensesOf(metafiles) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs).map(packageFolder)));
  const parts = [...folders]
    .filter(folder => folder !== null)
    .map(folder => {
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      return { title: `${manifest.name} ${manifest.version}`, text: licenseText(folder, manifest) };
    })
    .sort((one, other) => (one.title < other.title ? -1 : 1))
    .map(({ title, text }) => `${title}\n${"-".repeat(title.length)}\n\n${text}\n`);
  return [`${HEADING}\n`, ...parts].join("\n");
}

/** The folder of the package that a file is of; null for a file of our own. */
function packageFolder(file) {
  const path = file.replace(/^[a-z-]+:/, "");
  const start = path.lastIndexOf("node_modules/");
  if (start === -1) return null;
  // Some packages have folders with manifests of their own, which only say of which kind their modules are.
  const [scope, name] = path.slice(start + "node_modules/".length).split("/");
  const below = scope.startsWith("@") ? `${scope}/${name}` : scope;
  return `${path.slice(0, start)}node_modules/${below}`;
}

function licenseText(folder, { name, license, author }) {
  const files = readdirSync(folder).filter(file => /^(?:licen[cs]e|notice|copying)(?:[.-]|$)/i.test(file));
  const texts = files
    .sort()
    .map(file => readFileSync(join(folder, file), "utf8").trim().replaceAll("\r\n", "\n"));
  if (texts.length > 0) return texts.join("\n\n");
  if (typeof license !== "string" || !existsSync(dirname(folder))) throw new Error(`${name} has no license.`);
  const by = typeof author === "string" ? author : author?.name;
  return [`License: ${license}`, ...(by ? [`Copyright: ${by}`] : [])].join("\n");
}
