/** Which script of package.json a command of a package manager runs. */

const MANAGERS = /^(?:npm|pnpm|yarn|bun)$/;

/** Whether a program is a package manager of JavaScript, by the name that a command calls it. */
export function isPackageManager(program: string): boolean {
  return MANAGERS.test(program);
}

/**
 * The script that a command runs (`npm start`, `yarn run -s build`, `pnpm run-script build`), whether or not package.json has it; null
 * where it names none, or is no command of a package manager.
 */
export function scriptRunBy([program = "", ...rest]: readonly string[]): string | null {
  if (!MANAGERS.test(program)) return null;
  const operands = rest.filter(word => !word.startsWith("-"));
  return (/^run(?:-script)?$/.test(operands[0] ?? "") ? operands[1] : operands[0]) ?? null;
}
