/**
 * Counts the steps of the server's code, whatever the machine: how often each block of it runs, as V8 counts for coverage, and
 * how many items or characters the built-in functions go through that have no block of ours in them. What it does not see is the
 * inside of a regular expression. To be loaded before the code that is counted.
 */
import { Session } from "node:inspector";

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/** The code that counts: the server's, and what it is made of. */
const COUNTED =
  /\/server\/src\/|\/node_modules\/(?:dockerfile-ast|fastest-levenshtein|vscode-languageserver-textdocument)\//;

const session = new Session();
let passed = 0;

function post(method: string, params: object = {}): unknown {
  let answer: unknown;
  session.post(method, params, (error, result) => {
    if (error) throw error;
    answer = result;
  });
  return answer;
}

/** Begins to count. */
export function startCounting(): void {
  session.connect();
  post("Profiler.enable");
  post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  for (const owner of [Array.prototype, String.prototype]) {
    watch(
      owner,
      "indexOf",
      (length, found, [, from]) => (found === -1 ? length : Number(found)) - Number(from ?? 0),
    );
    watch(
      owner,
      "lastIndexOf",
      (length, found, [, from]) => Number(from ?? length) - Math.max(0, Number(found)),
    );
    watch(owner, "includes", (length, found, [, from]) => (found === true ? 1 : length - Number(from ?? 0)));
  }
  for (const name of ["startsWith", "endsWith"] as const)
    watch(String.prototype, name, (_, found, [part]) => (found === true ? (part as string).length : 1));
  for (const name of ["slice", "concat", "flat", "toReversed"] as const)
    watch(Array.prototype, name, (_, made) => (made as unknown[]).length);
  for (const name of ["join", "splice", "reverse", "sort"] as const)
    watch(Array.prototype, name, length => length);
  for (const name of ["split", "replace", "replaceAll", "toLowerCase", "toUpperCase"] as const)
    watch(String.prototype, name, length => length);
}

/** Lets a built-in function count what it goes through: `cost` answers it by the length of what it is called on. */
function watch<Owner extends object>(
  owner: Owner,
  name: keyof Owner & string,
  cost: (length: number, answer: unknown, given: unknown[]) => number,
): void {
  const original = owner[name] as (this: { length: number }, ...given: unknown[]) => unknown;
  Object.defineProperty(owner, name, {
    configurable: true,
    writable: true,
    value: function (this: { length: number }, ...given: unknown[]) {
      const { length } = this;
      const answer = original.apply(this, given);
      passed += Math.max(1, cost(length, answer, given));
      return answer;
    },
  });
}

/** The steps that something takes. */
export function stepsOf(
  run: () => void,
  isCounted: (url: string) => boolean = url => COUNTED.test(url),
): number {
  post("Profiler.takePreciseCoverage");
  passed = 0;
  run();
  let steps = passed;
  for (const { url, functions } of (post("Profiler.takePreciseCoverage") as Coverage).result) {
    if (!isCounted(url)) continue;
    for (const { ranges } of functions) for (const { count } of ranges) steps += count;
  }
  return steps;
}
