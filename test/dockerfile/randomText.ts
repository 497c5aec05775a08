/**
 * Random texts for properties: made of what Dockerfiles are made of, or of noise, from a seed that gives the same text
 * again. `DOCKERFILE_STAGES_SEED=<n>` runs every property on the text of that seed alone.
 */
import { random as seeded } from "../support/random";
import type { Random } from "../support/random";

function oneOf(pieces: string): string[] {
  return pieces.split("|");
}

/** What lines begin with, and go on with: pieces that mean something to one pass or another. */
const PIECES: readonly string[] = [
  ...oneOf(
    "FROM|from|COPY|ADD|RUN|ONBUILD |ONBUILD COPY |onbuild RUN |ARG |ENV a=|LABEL|CMD|SHELL|WORKDIR /w",
  ),
  ...oneOf(
    " | |  |\t|\v|\r|\r\n|\n|\n|\n|\n\n|\\\n|\\\n|\\ \n|\\\t\r\n|`\n|\\\\\n|\\\\\\\n|\\|`|# |#|\n# c\n|\n #c\\\n",
  ),
  ...oneOf(
    'AS |as a|a|B|build|scratch|alpine:3|0|9|/a /b|a=b|X=$a |"|\'|"a b"|\'c\'|""|$|$X|${X}|${X:-d}|${|}|=|,|-|--|.',
  ),
  ...oneOf(
    '--from=|--from=a |--from="a" |"--from=b" |--link |--link=true |--chown=1:2 |-- |--platform=$BUILDPLATFORM ',
  ),
  ...oneOf(
    '--mount=|--mount=type=bind,from=a,target=/x |--mount="from=b",ro |--mount=\'type=cache,"from=c",id="""q"""\' ',
  ),
  ...oneOf('<<E|<<-E|<< E|<<"E"|3<<E|<<E<<F|E\n|\nE\n|\n\tE\n|F\n|["a", "b"]|[1]|[|]|{}'),
  ...oneOf(
    "# escape=`\n|# escape=\\\n|#syntax=a\n|# check=skip=all\n|\uFEFF|\u00a0|\u0085|\u2028|é|😀|\0|\ud800",
  ),
];

const LINES: readonly string[] = [
  "FROM scratch AS a\n",
  "FROM --platform=linux/amd64 a AS b\n",
  "from \\\n# c\n\n  alp\\\nine as \\\n  c\n",
  "COPY --link --from=a /a /b\n",
  "COPY --chown=1 \\\n  --fr\\\nom=\\\na /a /b\n",
  "RUN --mount=type=bind,from=a,target=/x \\\n  --mount=type=cache,target=/c make\n",
  "RUN --mount=type=bind,\\\nfrom=\\\n  a x\n",
  'COPY <<A <<-"B" /x\nFROM no\nA\n\tB\n\tB\n',
  "ONBUILD COPY --from=a /a /b\n",
  "ONBUILD RUN --mount=from=a <<E\nE\n",
  "ARG A=1 B=\"a b\" C='$A' D=a\\ b\n",
  "# a what it is\n",
  "\n",
];

/** A text that looks like a Dockerfile, whole or broken. */
export function dockerfileText(random: Random): string {
  const whole = random.below(10);
  let text =
    random.below(20) < 6
      ? random.pick(["# escape=`\n", "\uFEFF", "ARG X=a\n", "#syntax=x\n# Escape = `\r\n"])
      : "";
  for (let count = random.below(14); count >= 0; count--)
    text += random.below(10) < whole ? random.pick(LINES) : random.pick(PIECES);
  return random.below(20) < 2 ? text.replaceAll("\n", "\r\n") : text;
}

/** Text that no one wrote: any code units, half surrogates and control characters among them. */
export function noise(random: Random): string {
  const highest = random.pick([0x30, 0x80, 0x100, 0x3100, 0x10000]);
  return Array.from({ length: random.below(120) }, () =>
    random.below(20) < 2 ? "\n" : String.fromCharCode(random.below(highest)),
  ).join("");
}

/** The text after one edit somewhere: something taken out, something else in its place. */
export function edited(random: Random, text: string): string {
  const start = random.below(4) === 0 ? text.length : random.below(text.length + 1);
  const end = random.below(20) < 10 ? start : Math.min(text.length, start + random.below(12));
  const inserted =
    random.below(20) < 4 ? "" : random.below(20) < 10 ? random.pick(LINES) : random.pick(PIECES);
  return text.slice(0, start) + inserted + text.slice(end);
}

/** Runs a property on `count` random texts. What fails is made smaller, and told with the seed that gives it again. */
export function forAll(count: number, property: (text: string, random: Random) => void): void {
  const only = process.env["DOCKERFILE_STAGES_SEED"];
  const [first, last] = only ? [Number(only), Number(only)] : [1, count];
  for (let seed = first; seed <= last; seed++) {
    const random = seeded(seed);
    const text = random.below(20) < 3 ? noise(random) : dockerfileText(random);
    const failureOn = (candidate: string): unknown => {
      try {
        property(candidate, seeded(seed));
      } catch (error) {
        return error ?? "nothing was thrown";
      }
      return undefined;
    };
    if (failureOn(text) === undefined) continue;
    const small = smaller(text, candidate => failureOn(candidate) !== undefined);
    const failure = failureOn(small);
    const message = failure instanceof Error ? failure.message : String(failure);
    throw new Error(`Seed ${seed} fails, also as ${JSON.stringify(small)}: ${message}`, { cause: failure });
  }
}

/** Takes out stretches, long ones first, as long as what is left still fails. */
function smaller(text: string, stillFails: (text: string) => boolean): string {
  let small = text;
  for (let length = small.length >> 1; length > 0; length >>= 1)
    for (let at = 0; at < small.length;) {
      const candidate = small.slice(0, at) + small.slice(at + length);
      if (stillFails(candidate)) small = candidate;
      else at += length;
    }
  return small;
}
