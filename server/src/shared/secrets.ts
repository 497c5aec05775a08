/** Which variables hold secrets, by their names, and texts without their values: what is kept or handed on has none of them. */

/** As the builder has it (its `dockerfile2llb/validations.go`). */
const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const HARMLESS = /(?:_|^)(?:public|file|version)(?:_|$)/i;
/** With a value as a shell reads it: of what is in quotes, of what is escaped, and of what is not. */
const NAMED_VALUE = /\b(?<name>[A-Za-z_]\w*)=(?:[^\s"'\\]+|"(?:\\.|[^"\\])*"|'[^']*'|\\.|\S)*/g;
const USER_OF_ADDRESS = /(:\/\/)[^/\s@]+@/g;

/** Whether the builder takes a name for that of a secret. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name) && !HARMLESS.test(name);
}

/** A text without what stands behind the names of secrets (`TOKEN=…`), and without the users and passwords of addresses. */
export function withoutSecrets(text: string): string {
  return text
    .replace(NAMED_VALUE, (all, name: string) => (isSecretName(name) ? `${name}=…` : all))
    .replace(USER_OF_ADDRESS, "$1…@");
}
