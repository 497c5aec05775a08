/** Names that a shell takes for variables: whatever the builder lets `ARG` and `ENV` declare, a fix writes no other. */

/** Whether a text is the name of a variable in a shell (POSIX, Base Definitions, 3.216 "Name"). */
export function isShellName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}
