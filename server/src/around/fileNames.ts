/** Which files are looked at, by their names alone: what reads them is loaded only when it is wanted. */

/** Folders that hold what others wrote, or what a build made: nothing in them says how this repository is built. */
const LEFT_OUT =
  /^(?:node_modules|bower_components|vendor|third_party|site-packages|__pycache__|target|dist|out)$|^\.(?!github$|gitlab$|gitlab-ci|gitea$|forgejo$|circleci$|devcontainer$|vscode$|ci$|buildkite$|woodpecker$|azure)/;

/** Whether a folder of this name is gone through. */
export function isFolderOfInterest(name: string): boolean {
  return !LEFT_OUT.test(name);
}

/** Whether a file is a Dockerfile, by its name. */
export function isDockerfileName(path: string): boolean {
  return /(?:^|\/)(?:Dockerfile|dockerfile|Containerfile)(?:[.-][^/]*)?$|\.(?:[Dd]ockerfile|[Cc]ontainerfile)$/.test(
    path,
  );
}

/** The files whose changes count, and which are served as they are typed: as patterns of an editor. */
export const WATCHED_PATTERN =
  "**/{*.yml,*.yaml,*.hcl,*.sh,*.bash,*.mk,*.ps1,*.toml,*.csproj,Makefile,makefile,GNUmakefile,Makefile.*,justfile,Justfile,*.just,Tiltfile,Taskfile.*," +
  "docker-bake*.json,devcontainer.json,.devcontainer.json,package.json,tasks.json,railway.json,cloudbuild*.json,.env}";
export const DOCKERFILE_PATTERN =
  "**/{Dockerfile*,dockerfile*,Containerfile*,*.Dockerfile,*.dockerfile,*.Containerfile}";
