/** Which folders are looked at, by their names alone: what reads files is loaded only when it is wanted. */

/** Folders that hold what others wrote, or what a build made: nothing in them says how this repository is built. */
const LEFT_OUT =
  /^(?:node_modules|bower_components|vendor|third_party|site-packages|__pycache__|target|dist|out)$|^\.(?:git|hg|svn|jj|idea|vs|venv|tox|nox|cache|npm|yarn|pnpm-store|cargo|rustup|gradle|m2|terraform|next|nuxt|svelte-kit|turbo|parcel-cache|mypy_cache|pytest_cache|ruff_cache|ipynb_checkpoints|vscode-test)$/;

/** Whether a folder of this name is gone through. */
export function isFolderOfInterest(name: string): boolean {
  return !LEFT_OUT.test(name);
}
