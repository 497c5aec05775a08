/**
 * Texts with patterns, replacements and words in `${…}` that hold quotes, escape characters and variables, drawn from a seed. Most come to
 * a mode that is none, so that the builder tells what the form comes to.
 */
import { random } from "../support/random";
import type { Random } from "../support/random";

const PIECES =
  String.raw`a b * ? \\ \ \* \? \a \" \' \} / \/ . $ $V ${"${V}"} ${"${V%b}"} \$V \$0 \$\$ ${"\\${0}"} ' " [ ] ( {`.split(
    " ",
  );
const OPERATORS = ["#", "##", "%", "%%", ":-", ":+", "-", "+", ":?", "?"];
const VALUES = [
  "ab",
  "a*b",
  String.raw`'a\\b'`,
  "a.b.c",
  `"a'b"`,
  "a/b/c",
  `'a"b'`,
  "aab",
  "'a}b'",
  "'[a](b)'",
  "'a$0b'",
  "'$$x'",
];
const PLACES: readonly ((value: string, form: string) => string)[] = [
  (value, form) => `FROM scratch\nARG V=${value}\nENV Y=${form}\nCOPY --chmod=9$Y a b\n`,
  (value, form) => `# escape=\`\nFROM scratch\nARG V=${value}\nENV Y=${form}\nCOPY --chmod=9$Y a b\n`,
  (value, form) => `FROM scratch\nENV V=${value}\nLABEL Y=${form}\n`,
  (value, form) => `FROM scratch\nENV V=${value}\nVOLUME ${form}\nEXPOSE ${form}\n`,
  (value, form) => `ARG V=${value}\nFROM a${form}\n`,
  (value, form) => `FROM scratch\nARG V=${value}\nCOPY <<E /x\n${form}\nE\n`,
  (value, form) => `FROM scratch\nARG V=${value}\nRUN --mount=type=bind,target=/x${form} y\n`,
];

/** Texts, the same for the same seed. */
export function patternForms(count: number, seed: number): string[] {
  const dice = random(seed);
  return Array.from({ length: count }, () => {
    const form = formOf(dice);
    const written = dice.pick([form, form, `"${form}"`, `x${form}y`, `"a ${form}"`]);
    return dice.pick(PLACES)(dice.pick(VALUES), written);
  });
}

function formOf(dice: Random): string {
  if (dice.below(4) > 0) return `\${V${dice.pick(OPERATORS)}${wordOf(dice)}}`;
  return `\${V${dice.pick(["/", "//"])}${wordOf(dice)}/${wordOf(dice)}}`;
}

function wordOf(dice: Random): string {
  return several(1 + dice.below(3), () => (dice.below(3) === 0 ? quotedOf(dice) : dice.pick(PIECES)));
}

function quotedOf(dice: Random): string {
  const quote = dice.pick(["'", '"']);
  const pieces = PIECES.filter(piece => piece !== quote);
  return quote + several(dice.below(4), () => dice.pick(pieces)) + quote;
}

function several(count: number, make: () => string): string {
  return Array.from({ length: count }, () => make()).join("");
}
