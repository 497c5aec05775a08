/** Which files count, by their names: as patterns of an editor, and as names. Client and server look at the same ones. */

const DOCKERFILES = [
  ...["Dockerfile", "dockerfile", "Containerfile"].flatMap(name => [
    name,
    `${name}.*`,
    `${name}-*`,
    `${name}_*`,
  ]),
  ...["Dockerfile", "dockerfile", "Containerfile", "containerfile"].map(ending => `*.${ending}`),
];

const AROUND = [
  ...["yml", "yaml", "hcl", "sh", "bash", "mk", "ps1", "toml", "csproj", "just"].map(ending => `*.${ending}`),
  ...["Makefile", "makefile", "GNUmakefile", "Makefile.*", "justfile", "Justfile", "Tiltfile", "Taskfile.*"],
  ...["docker-bake*.json", "devcontainer.json", ".devcontainer.json", "package.json", "tasks.json"],
  ...["railway.json", "cloudbuild*.json", ".env"],
];

/** Dockerfiles. The manifest has it as `workspaceContains:`: where there is one, the extension is there for the files around it. */
export const DOCKERFILE_PATTERN = patternOf(DOCKERFILES);
/** The files that may describe builds, whose changes count, and which are served as they are typed. */
export const AROUND_PATTERN = patternOf(AROUND);
/** Both of them, for what watches files: Eglot knows no `*` inside of braces, and refuses all patterns with the one that has it. */
export const WATCHED_PATTERNS: readonly string[] = plainPatternsOf([...AROUND, ...DOCKERFILES]);

const DOCKERFILE_NAME = namesOf(DOCKERFILES);
const AROUND_NAME = namesOf(AROUND);

/** Whether a path or an address is that of a Dockerfile, by its name. */
export function isDockerfileName(path: string): boolean {
  return DOCKERFILE_NAME.test(path) && !SOURCE_NAME.test(path);
}

/** Source code about Dockerfiles: `dockerfile_test.go`. */
const SOURCE_NAME = /file_[^/]*\.(?:go|py|[cm]?[jt]sx?|rb|rs|java|kt|cs|php)$/i;

/** Whether a path or an address is that of a file that may describe builds, by its name. */
export function mayBeAround(path: string): boolean {
  return AROUND_NAME.test(path) && !isDockerfileName(path);
}

/** Whether a text of such a file has Dockerfiles in it: a build that is described there needs no other file. */
export function hasInlineDockerfile(text: string): boolean {
  return /\bdockerfile[_-]inline\b/.test(text);
}

function patternOf(names: readonly string[]): string {
  return `**/{${names.join(",")}}`;
}

/** Names in as few patterns as have each `*` outside of their braces. */
function plainPatternsOf(names: readonly string[]): string[] {
  const group = (found: readonly string[]) => `{${found.join(",")}}`;
  const parts = names.map(name => ({ name, before: name.split("*")[0] ?? "", after: name.split("*")[1] }));
  const whole = parts.filter(({ after }) => after === undefined).map(({ name }) => name);
  const endings = parts.filter(({ before }) => before === "").map(({ after = "" }) => after);
  const beginnings = parts.filter(({ after }) => after === "").map(({ before }) => before);
  const others = parts.filter(({ before, after }) => before !== "" && after).map(({ name }) => name);
  return [group(whole), `*${group(endings)}`, `${group(beginnings)}*`, ...others].map(each => `**/${each}`);
}

function namesOf(names: readonly string[]): RegExp {
  const escaped = names.map(name => name.replace(/[.]/g, "\\.").replace(/\*/g, "[^/]*"));
  return new RegExp(`(?:^|/)(?:${escaped.join("|")})$`);
}
