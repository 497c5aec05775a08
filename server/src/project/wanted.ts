/** Which folders and files of a workspace are looked at to know a project, and how many at most. */

/** Bounds of one search: what lies beyond them is not seen. */
export const MOST_FILES = 20_000;
export const MOST_TEXTS = 1000;
export const MOST_DEPTH = 7;
/** Bytes. No manifest that a person writes is as large, and no lock file is read. */
export const LARGEST_TEXT = 512 * 1024;

/** What tools make or fetch, and what is no part of a program. */
const SKIPPED_FOLDERS = new Set(
  `.git .hg .svn .idea .vs .vscode .gradle .next .nuxt .output .svelte-kit .angular .turbo .cache .venv venv env
  __pycache__ .tox .mypy_cache .pytest_cache node_modules bower_components vendor target dist obj _build deps coverage
  .bundle .terraform`.split(/\s+/),
);

/** Texts that a reader of some language asks for, by the whole path from the folder of the project. */
const WANTED = [
  /^(?:package|project|nx|composer|angular|global|tsconfig(?:\.\w+)?)\.json$|^deno\.jsonc?$/,
  /^(?:Cargo\.lock|go\.work|Gemfile\.lock|Pipfile|Procfile|setup\.(?:py|cfg)|(?:poetry|uv|composer)\.lock|settings\.py)$|^(?:go\.mod|Cargo\.toml|pom\.xml|pyproject\.toml|Gemfile|mix\.exs|CMakeLists\.txt)$/,
  /^(?:build|settings)\.gradle(?:\.kts)?$|^gradle(?:-wrapper)?\.properties$|^libs\.versions\.toml$|^[^/]+\.(?:cs|fs|vb)proj$|^Directory\.(?:Build|Packages)\.(?:props|targets)$/i,
  /^nuget\.config$/,
  /^requirements[\w.-]*\.txt$|^pnpm-(?:workspace|lock)\.yaml$|^yarn\.lock$/,
  /^\.(?:nvmrc|node-version|python-version|ruby-version|tool-versions|env\.example)$|^runtime\.txt$/,
  /^rust-toolchain(?:\.toml)?$/,
  /^(?:next|vite|webpack|astro|svelte|nuxt|react-router|nitro)\.config\.[cm]?[jt]s$/,
  /^(?:\.npmrc|\.yarnrc\.yml|\.bun-version|\.gitignore|\.env\.(?:sample|dist)|example\.env|www)$/,
  /^application\.(?:properties|ya?ml|conf)$/,
  /^(?:main|index|server|app|config|env|manage|wsgi|asgi|__main__)\.(?:[cm]?[jt]s|py|go|rs)$/,
];
/** More sources that say what a program is: files of Go, whose program may have any name, and programs of Cargo. */
const WANTED_PATHS = [
  /^(?:(?:src|backend|server|api|app)\/)?(?:[\w-]+\/){0,2}[\w-]+\.py$/,
  /(?:^|\/)requirements\/[\w.-]+\.txt$/,
  /(?:^|\/)(?:settings|config)\/[\w-]+\.py$/,
  /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/,
  /^[^/]+\.go$/,
  /(?:^|\/)cmd\/[^/]+\/[^/]+\.go$/,
  /(?:^|\/)(?:web|ui|frontend|client|assets|embed|static|internal\/\w+|server|api|app|pkg\/\w+|\w+)\/[^/]+\.go$/,
  /^(?:[\w-]+\/){0,2}src\/(?:[\w-]+\/){0,2}[\w-]+\.rs$/,
  /(?:^|\/)\.cargo\/config(?:\.toml)?$/,
];
/** Where only the beginning says something: the file itself may have any size. */
const HEADS = /(?:^|\/)(?:yarn\.lock|pnpm-lock\.yaml|(?:poetry|uv|composer)\.lock)$/;

/** Whether a folder of this name is looked into. */
export function isLookedInto(folder: string): boolean {
  return !SKIPPED_FOLDERS.has(folder);
}

/** Whether the text of a file is wanted, by its path from the folder that the search began in. */
export function isWanted(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/_test\.go$/.test(name)) return false;
  return WANTED.some(pattern => pattern.test(name)) || WANTED_PATHS.some(pattern => pattern.test(path));
}

/** Whether the beginning of a file is enough. */
export function isHeadEnough(path: string): boolean {
  return HEADS.test(path);
}
