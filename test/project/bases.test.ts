import assert from "node:assert/strict";
import { IMAGE_TAGS_DATE, IMAGE_VERSIONS } from "../../server/src/ecosystems/imageTags";
import type { Image } from "../../server/src/ecosystems/images";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { readStages } from "../../server/src/stages/model/model";
import { filesOf, projectsOf } from "./newFileOf";
import { PROJECTS } from "./projects";

/** The forms of tags that are written, each with its version as the list has it. */
const OFFICIAL: Readonly<Record<Image, RegExp>> = {
  alpine: /^(.+)$/,
  composer: /^(.+)$/,
  debian: /^(.+)-slim$/,
  "eclipse-temurin": /^(.+)-(?:jre|jdk)$/,
  elixir: /^(.+)-slim$/,
  golang: /^(.+)$/,
  gradle: /^(.+)$/,
  jetty: /^(.+)$/,
  maven: /^3-eclipse-temurin-(.+)$/,
  node: /^(.+)-(?:alpine|slim)$/,
  php: /^(.+)-fpm-alpine$/,
  python: /^(.+)-slim$/,
  ruby: /^(.+)-slim$/,
  rust: /^(.+)-slim-(?:trixie|bookworm|bullseye)$/,
  tomcat: /^(.+)$/,
};
/** Images of other registries and owners, whose tags no list holds: each with the form that its owner documents. */
const OTHERS: Readonly<Record<string, RegExp>> = {
  "nginxinc/nginx-unprivileged": /^stable-alpine$/,
  "oven/bun": /^\d+(?:\.\d+){0,2}(?:-alpine|-slim)?$/,
  "denoland/deno": /^\d+\.\d+\.\d+$/,
  "gcr.io/distroless/static-debian13": /^nonroot$/,
  "gcr.io/distroless/cc-debian13": /^nonroot$/,
  "ghcr.io/astral-sh/uv": /^0\.13$/,
  "mcr.microsoft.com/dotnet/sdk": /^\d+\.\d(?:\.\d{3})?$/,
  "mcr.microsoft.com/dotnet/aspnet": /^\d+\.\d$/,
  "mcr.microsoft.com/dotnet/runtime": /^\d+\.\d$/,
};

describe("the bases of a Dockerfile for a project", () => {
  it("exist, each in the list of tags with its date", () => {
    assert.match(IMAGE_TAGS_DATE, /^\d{4}-\d\d-\d\d$/);
    const bases = new Set(
      Object.values(PROJECTS).flatMap(({ files, answers = {} }) =>
        projectsOf(files).flatMap(({ proposals }) =>
          proposals.flatMap(proposal => imagesOf(filesOf(proposal, answers).dockerfile)),
        ),
      ),
    );
    assert.ok(bases.size > 60);
    assert.deepEqual([...bases].filter(base => !exists(base)).sort(), []);
  });

  it("hold every kind that the list has", () => {
    const text = Object.values(PROJECTS)
      .flatMap(({ files }) => projectsOf(files).flatMap(({ proposals }) => proposals))
      .flatMap(proposal =>
        proposal.questions
          .flatMap(({ choices }) => choices ?? [])
          .concat(imagesOf(filesOf(proposal).dockerfile)),
      )
      .join("\n")
      .toLowerCase();
    const unused = Object.keys(IMAGE_VERSIONS).filter(image => !text.includes(image));
    assert.deepEqual(unused, []);
  });
});

/** What FROM and `COPY --from` name beside stages. */
function imagesOf(dockerfile: string): string[] {
  const model = readStages(readDockerfile(dockerfile), NO_OPTIONS);
  const bases = model.stages.flatMap(({ base }) => (base.text === "scratch" ? [] : [base.text]));
  const names = new Set(model.stages.map(({ name }) => name));
  const references = model.references.flatMap(({ text }) => (text.includes(":") ? [text] : []));
  return [...bases, ...references].filter(text => !names.has(text));
}

function exists(base: string): boolean {
  const colon = base.lastIndexOf(":");
  const [image, tag] = [base.slice(0, colon), base.slice(colon + 1)];
  const other = OTHERS[image];
  if (other !== undefined) return other.test(tag);
  const form = Object.hasOwn(OFFICIAL, image) ? OFFICIAL[image as Image] : null;
  const version = form?.exec(tag)?.[1];
  if (version === undefined) return false;
  const versions: ReadonlySet<string> = IMAGE_VERSIONS[image as Image];
  // `1` and `9` are the newest of a major version, which always exist where one of it does.
  return versions.has(version) || [...versions].some(one => one.startsWith(`${version}.`));
}
