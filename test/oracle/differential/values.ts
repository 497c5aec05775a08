/** Changes of what values come from: variables, arguments and platforms of a build, images that are counted as stages. */
import type { Random } from "../../support/random";
import { fill, insertInStage, modelOf } from "./edits";
import type { Mutation } from "./edits";
import { NOTHING } from "./given";
import type { Given } from "./given";
import {
  BUILD_PLATFORMS,
  DECLARATIONS,
  GIVEN_NAMES,
  GIVEN_VALUES,
  GLOBAL_DECLARATIONS,
  GLOBAL_USES,
  IMPLICIT_LINES,
  MODIFIERS,
  MODIFIER_WORDS,
  PLATFORM_ARGUMENTS,
  PLATFORM_VARIABLES,
  READERS,
  VARIABLES,
} from "./valuePieces";

function variable(random: Random): string {
  const name = random.pick(VARIABLES);
  if (random.below(6) === 0) return `$${name}`;
  return `\${${name}${random.pick(MODIFIERS)}${random.pick(MODIFIER_WORDS)}}`;
}

/** A variable with a modifier, read by an instruction of a stage. */
const addModifier: Mutation = (text, random) => {
  const reader = random.pick(READERS).replaceAll("@", () => variable(random));
  const declaration = random.pick(DECLARATIONS);
  return insertInStage(text, declaration === "" ? reader : `${declaration}\n${reader}`, random);
};

/** The same before the first stage. */
const addGlobalModifier: Mutation = (text, random) => {
  const first = random.pick([
    "ARG V=@\n",
    'ARG V="@"\n',
    "FROM @\n",
    "FROM alpine:@\n",
    "FROM --platform=@ scratch\n",
  ]);
  const declaration = random.pick(["", "ARG A\n", "ARG A=b\n", "ARG A=\n"]);
  return declaration + first.replace("@", () => variable(random)) + text;
};

/** An argument that a build gives or not, and what its value decides. */
const addGiven: Mutation = (text, random) => {
  const use = random
    .pick(GLOBAL_USES)
    .replace(/@$|@(?!@)/m, () => random.pick(["$A", "${A}", "${A:-scratch}"]));
  const base = use.includes("base-")
    ? "FROM scratch AS base-scratch\nFROM scratch AS base-amd64\nFROM scratch AS base-b\n"
    : "";
  return `${random.pick(GLOBAL_DECLARATIONS)}\n${base}${use}\n${text.replace(/^ARG.*\n/gm, "")}`;
};

/** A file of its own: every base is a stage, so no image for another platform is needed. */
const platformFile: Mutation = (_, random) => {
  const names = ["amd64", "arm64", "armv7", "linux", "386"];
  const [one, other] = [random.pick(PLATFORM_VARIABLES), random.pick(PLATFORM_VARIABLES)];
  const stages = names
    .filter(() => random.below(4) > 0)
    .map(name => `FROM scratch AS base-${name}\nCOPY ${name} /\n`);
  const platform = random.pick([
    "",
    "",
    "--platform=$BUILDPLATFORM ",
    "--platform=$TARGETPLATFORM ",
    `--platform=linux/\${${one}} `,
  ]);
  const uses = [
    `FROM ${platform}base-\${${one}} AS used`,
    `FROM ${platform}base-\${${one}}\${${other}:+x} AS used`,
    `FROM ${platform}base-\${${one}:-amd64} AS used`,
    `FROM ${platform}base-$TARGETARCH$TARGETVARIANT AS used`,
    `ARG ${one}\nFROM ${platform}base-$${one} AS used`,
    `ARG ${one}=arm64\nFROM ${platform}base-$${one} AS used`,
  ];
  const tail = random.pick([
    `ENV A=$${other}`,
    `ARG ${other}\nENV A=$${other}`,
    `COPY --from=base-$${one} /a /b`,
    `ARG ${one}\nWORKDIR /$${one}`,
    `ARG ${other}=x\nLABEL a=$${other}`,
    `FROM used AS last\nARG ${one}\nENV A=$${one} B=$${other}`,
  ]);
  const use = random.pick(uses);
  const [head, from] = use.startsWith("ARG")
    ? [`${use.split("\n")[0] ?? ""}\n`, use.split("\n")[1] ?? ""]
    : ["", use];
  return `${head}${stages.join("")}${from}\n${tail}\n`;
};

const addImplicit: Mutation = (text, random) => {
  const model = modelOf(text);
  const beyond = String(model.stages.length + random.below(4));
  return insertInStage(
    text,
    fill(random.pick(IMPLICIT_LINES).replace("{beyond}", beyond), model, random),
    random,
  );
};

/** The changes by what they are about. */
export const VALUE_MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  modifiers: [addModifier, addModifier, addModifier, addGlobalModifier],
  "given arguments": [addGiven],
  "given platforms": [platformFile],
  "implicit stages": [addImplicit],
};

/** What the build of a text of a kind is given: something where the kind is about it. */
export function givenFor(kind: string, random: Random): Given {
  const isAboutPlatforms = kind === "given platforms";
  const buildArgs: Record<string, string> = {};
  if (kind === "given arguments" || (kind === "modifiers" && random.below(4) === 0))
    for (let count = random.below(3); count > 0; count--)
      buildArgs[random.pick(GIVEN_NAMES)] = random.pick(GIVEN_VALUES);
  if (isAboutPlatforms && random.below(3) === 0) {
    const [name, value] = random.pick(PLATFORM_ARGUMENTS);
    buildArgs[name] = value;
  }
  const platform = isAboutPlatforms && random.below(5) > 0 ? random.pick(BUILD_PLATFORMS) : NOTHING.platform;
  return { buildArgs, platform };
}
