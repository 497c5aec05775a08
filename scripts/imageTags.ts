// Which versions the official images have, for server/src/ecosystems/imageTags.ts. `npm run image-tags -- FOLDER`: the folder is a
// clone of docker-library/official-images with its history, because a tag stays when its version is no longer built.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";

/** Each image with the variant of its tags that Dockerfiles of projects name: a version in parentheses, and what is behind it. */
const IMAGES: Readonly<Record<string, RegExp>> = {
  node: /^(\d+(?:\.\d+){0,2})-alpine$/,
  python: /^(\d+\.\d+)-slim$/,
  golang: /^(\d+\.\d+(?:\.\d+)?)$/,
  rust: /^(\d+\.\d+(?:\.\d+)?)-slim$/,
  ruby: /^(\d+\.\d+(?:\.\d+)?)-slim$/,
  php: /^(\d+\.\d+)-fpm-alpine$/,
  elixir: /^(\d+\.\d+)-slim$/,
  maven: /^3-eclipse-temurin-(\d+)$/,
  gradle: /^(\d+(?:\.\d+){0,2}-jdk\d+)$/,
  "eclipse-temurin": /^(\d+)-jre$/,
  tomcat: /^(\d+\.\d+-jre\d+)$/,
  jetty: /^(\d+\.\d+-jre\d+)$/,
  composer: /^(\d+(?:\.\d+)?)$/,
  alpine: /^(\d+\.\d+)$/,
  debian: /^([a-z]+)-slim$/,
};
const TARGET = join(import.meta.dirname, "../server/src/ecosystems/imageTags.ts");
const MOST = 1024 * 1024 * 1024;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Which folder has a clone of docker-library/official-images?");
const git = (...words: string[]) =>
  execFileSync("git", ["-C", folder, ...words], { encoding: "utf8", maxBuffer: MOST });

function versionsOf(image: string, pattern: RegExp): string[] {
  const added = git("log", "-p", "--format=", "--unified=0", "HEAD", "--", `library/${image}`);
  const tags = added
    .split("\n")
    .flatMap(line => /^\+(?:Tags|SharedTags): (.*)$/.exec(line)?.[1]?.split(",") ?? [])
    .flatMap(tag => pattern.exec(tag.trim())?.[1] ?? []);
  return [...new Set(tags)].sort((one, other) =>
    other.localeCompare(one, "en", { numeric: true, sensitivity: "base" }),
  );
}

const date = git("log", "-1", "--format=%cs").trim();
const lists = Object.entries(IMAGES).map(([image, pattern]) => {
  const versions = versionsOf(image, pattern);
  if (versions.length === 0) throw new Error(`${image} has no tags.`);
  return `  ${JSON.stringify(image)}: words(\n    "${versions.join(" ")}",\n  ),`;
});
const text = await format(
  `/** Versions that the official images have, the newest first. Written by \`npm run image-tags\`. */

/** The day of https://github.com/docker-library/official-images that they were taken from. */
export const IMAGE_TAGS_DATE = "${date}";

const words = (text: string) => new Set(text.split(" "));

/** By the repository: node of tags such as 24-alpine, python of 3.14-slim, php of 8.4-fpm-alpine, gradle with its JDK, tomcat with its JRE. */
export const IMAGE_VERSIONS = {
${lists.join("\n")}
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;
`,
  { ...(await resolveConfig(TARGET)), parser: "typescript" },
);
writeFileSync(TARGET, text);
