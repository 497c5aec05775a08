/** Configurations of dev containers as the Dev Container CLI builds them, and as the server reads them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Use, Value } from "../../server/src/around/use";
import type { DevContainerAnswer } from "./devContainers/record";
import { ROOT, readFile, textFiles } from "./read";

const ANSWERS = JSON.parse(
  readFileSync(join(__dirname, "devContainers", "answers.json"), "utf8"),
) as DevContainerAnswer[];
/** What a build is given with these options, by what a use calls it. */
const OPTIONS = { "--platform": "platforms", "--secret": "secrets", "--ssh": "ssh" } as const;

/** What differs, a line each. What depends on the machine is not compared. */
function differences(build: NonNullable<DevContainerAnswer["build"]>, use: Use): string[] {
  const found: string[] = [];
  const check = (what: string, ours: string | undefined, theirs: string | undefined, isOpen: boolean) => {
    if (!isOpen && ours !== theirs) found.push(`${what} is ${String(theirs)}, not ${String(ours)}`);
  };
  const { dockerfile, context, target, args } = use;
  check("Dockerfile", dockerfile.path ?? undefined, build.dockerfile, dockerfile.isOpen);
  check("context", context?.folder ?? undefined, build.context, context?.isOpen ?? false);
  check("target", target?.text ?? "", build.target, target?.isOpen ?? false);
  for (const name of new Set([...args.keys(), ...Object.keys(build.args)])) {
    const value = args.get(name)?.value;
    check(`argument ${name}`, value?.text, build.args[name], value?.isOpen ?? false);
  }
  for (const [option, key] of Object.entries(OPTIONS)) {
    const ours = use[key].map(({ text }: Value) => text).join();
    check(option, ours, valuesOf(build.options, option).join(), false);
  }
  return found;
}

function valuesOf(words: readonly string[], option: string): string[] {
  return words.flatMap((word, index) => {
    if (word === option) return words[index + 1] ?? [];
    return word.startsWith(`${option}=`) ? word.slice(option.length + 1) : [];
  });
}

describe("a dev container", () => {
  it("is read as the Dev Container CLI builds it", async () => {
    assert.ok(ANSWERS.filter(({ build }) => build).length > 40);
    for (const { path, text, build } of ANSWERS) {
      const { uses } = await readFile(`${ROOT}/${path}`, textFiles({ [path]: text }));
      const [use] = uses;
      assert.equal(uses.length, build ? 1 : 0, text);
      if (build && use) assert.deepEqual(differences(build, use), [], `${path}: ${text}`);
    }
  });
});
