/** Which stages are tests: by their names. Pure. */
import { ANY, literally, matchEnds, type Wildcard } from "../../../../server/src/shared/wildcards";
import type { DockerfileStage, ModelStage } from "../../../../server/src/protocol";

/** A stage as it stands in the Testing view. */
export interface TestStage {
  /** What it is built by. */
  readonly name: string;
  readonly label: string;
  readonly range: DockerfileStage["keywordRange"];
}

/** No name is longer; nobody waits for a longer pattern. */
const LONGEST = 200;

/** Tells which names are meant by patterns: `*` is any text, and what a pattern behind `!` means is left out. Case does not count. */
export function namePatterns(written: readonly string[]): (name: string) => boolean {
  const patterns = written.map(text => text.trim().slice(0, LONGEST)).filter(text => text !== "");
  const left = patterns.filter(text => text.startsWith("!")).map(text => wildcardsOf(text.slice(1)));
  const meant = patterns.filter(text => !text.startsWith("!")).map(wildcardsOf);
  return name => {
    const characters = [...name.toLowerCase().slice(0, LONGEST)];
    const matches = (pattern: readonly Wildcard[]) =>
      matchEnds(pattern, characters, 0).includes(characters.length);
    return meant.some(matches) && !left.some(matches);
  };
}

function wildcardsOf(pattern: string): Wildcard[] {
  return [...pattern.toLowerCase()].map(character =>
    character === "*" ? { kind: "many", accepts: ANY } : literally(character),
  );
}

/** The stages of a Dockerfile that are tests. Of several with one name, a build means the last. */
export function testStages(
  stages: readonly Pick<DockerfileStage | ModelStage, "name" | "displayName" | "keywordRange">[],
  isTest: (name: string) => boolean,
): TestStage[] {
  const byName = new Map<string, TestStage>();
  for (const { name, displayName, keywordRange } of stages) {
    if (name === "" || !isTest(name)) continue;
    byName.delete(name);
    byName.set(name, { name, label: displayName, range: keywordRange });
  }
  return [...byName.values()];
}
