/** Images that stand in for those a text names: an empty one with nothing but a few variables, under name after name. */
import { parseImageReference } from "../../../server/src/stages/model/imageReference";
import type { StageModel } from "../../../server/src/stages/model/model";
import { docker } from "../../support/engine";
import { EMPTY_LABEL } from "../../support/standIns/toolchains";
import type { Answer, Builder } from "./ask";
import { NOTHING } from "./given";
import type { Given } from "./given";

const WITHIN = 60_000;
const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The end of a tar archive, and so an archive without a file. */
const EMPTY_ARCHIVE = "\0".repeat(1024);

/** Names of images, made to exist; `remove` takes away those that were made here, and no other. */
export interface StandIns {
  readonly provide: (names: readonly string[]) => Promise<void>;
  /** Tags again what somebody else took away meanwhile. */
  readonly provideAgain: (name: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/**
 * Makes the image that stands in, with a PATH and `env`. What the engine has already keeps its name, but for what such an image
 * stood in for in a run that was ended before it could take it away.
 */
export async function makeStandIns(env: readonly string[] = []): Promise<StandIns> {
  const there = new Set(await imagesThere());
  for (const name of await imagesThere("--filter", `label=${EMPTY_LABEL}`)) there.delete(name);
  const changes = [`LABEL ${EMPTY_LABEL}=yes`, ...[PATH, ...env].map(variable => `ENV ${variable}`)].flatMap(
    change => ["--change", change],
  );
  const imported = await docker(["import", ...changes, "-"], {
    input: EMPTY_ARCHIVE,
    timeout: WITHIN,
  });
  if (imported.status !== 0) throw new Error(`The engine does not take an image: ${imported.stderr}`);
  const image = imported.stdout.trim();
  const made = new Map<string, Promise<void>>();
  const tag = async (name: string): Promise<void> => {
    const { status, stderr } = await docker(["tag", image, name], { timeout: WITHIN });
    if (status !== 0) throw new Error(`The engine does not take the name ${name}: ${stderr}`);
  };
  return {
    provide: async names => {
      for (const name of names) {
        if (there.has(name)) continue;
        const making = made.get(name) ?? tag(name);
        made.set(name, making);
        await making;
      }
    },
    provideAgain: async name => {
      made.set(name, tag(name));
      await made.get(name);
    },
    remove: async () => {
      await Promise.allSettled(made.values());
      const names = [...made.keys(), image];
      for (let from = 0; from < names.length; from += 50)
        await docker(["image", "rm", ...names.slice(from, from + 50)], { timeout: WITHIN });
    },
  };
}

async function imagesThere(...filter: string[]): Promise<string[]> {
  const { status, stdout, stderr } = await docker(
    ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", ...filter],
    { timeout: WITHIN },
  );
  if (status !== 0) throw new Error(`The engine does not list its images: ${stderr}`);
  return stdout.trim().split("\n");
}

/** The names, with their tags, of the images that a model refers to. */
export function imageNames({ references, stages }: StageModel): string[] {
  const texts = [
    ...references.filter(({ to, problem }) => to === "image" && problem === null).map(({ text }) => text),
    // What an argument without a default completes: the builder goes on with what there is of it.
    ...stages.filter(({ base }) => base.to === null).map(({ base }) => base.expanded),
  ];
  return [...new Set(texts.flatMap(text => imageName(text) ?? []))];
}

/** How the engine lists an image; null for what is no reference, or names one image by its digest. */
export function imageName(text: string): string | null {
  const { reference } = parseImageReference(text);
  if (!reference || reference.familiar.includes("@")) return null;
  const { familiar } = reference;
  return /:[^/]*$/.test(familiar) ? familiar : `${familiar}:latest`;
}

/**
 * What the builder says of a text whose images are there: those of `names`. Others may use the engine, too, and take one away
 * between the tagging and the question: it is made again.
 */
export async function askWithImages(
  text: string,
  names: readonly string[],
  builder: Builder,
  standIns: StandIns,
  given: Given = NOTHING,
): Promise<Answer> {
  const answer = await builder.ask(text, given);
  const missing = answer.kind === "image" ? imageName(answer.image) : null;
  if (missing === null || !names.includes(missing)) return answer;
  await standIns.provideAgain(missing);
  return builder.ask(text, given);
}
