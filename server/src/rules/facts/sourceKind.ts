/** What a source of `ADD` or `COPY` is to the builder (its `frontend/dockerfile/dfgitutil` and `convert_copy.go`). */

const GIT = [
  /^(?:git|ssh):\/\//,
  // The path ends in `.git`, before a query or a fragment.
  /^https?:\/\/[^?#]*\.git(?:[?#].*)?$/,
  /^[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+:/,
];

/** A repository, an address, or a path. */
export function sourceKind(source: string): "git" | "url" | "path" {
  if (GIT.some(form => form.test(source))) return "git";
  return /^https?:\/\//.test(source) ? "url" : "path";
}
