/** Texts that nobody writes, for the tests that the server survives them and for the benchmark of how fast it does. */
import { random } from "./random";

export interface HostileText {
  readonly text: string;
  /** How many stages it has for certain. */
  readonly stages: number;
  /** The codes of its diagnostics, where they are certain too. */
  readonly codes?: readonly string[];
}

function noise(length: number): string {
  const { below } = random(7);
  return Array.from({ length }, () =>
    String.fromCharCode(below(3) === 0 ? below(0x10000) : below(0x80)),
  ).join("");
}

const count = (times: number, line: (index: number) => string) =>
  Array.from({ length: times }, (_, i) => line(i)).join("");

export const HOSTILE_TEXTS: Readonly<Record<string, HostileText>> = {
  "an empty file": { text: "", stages: 0, codes: ["NoBuildStage"] },
  "white space": { text: " \t\r\n\u00A0\n", stages: 0 },
  "a lone escape": { text: "\\", stages: 0 },
  "binary noise": { text: noise(200_000), stages: 0 },
  "half a surrogate": { text: "FROM \uD800 AS \uDC00\n", stages: 1 },
  "1 MB on one line": {
    text: `FROM alpine AS a\nRUN ${"x ".repeat(500_000)}\nFROM b\n`,
    stages: 1,
    codes: ["LineTooLong"],
  },
  "1 MB in one instruction": {
    text: `FROM a\nRUN true \\\n${" && true \\\n".repeat(100_000)} true\nFROM b\n`,
    stages: 2,
  },
  "1 MB of words in one FROM": { text: `FROM ${"x \\\n".repeat(250_000)}\n`, stages: 1 },
  "1 MB of words in one ARG": { text: `ARG ${"x=1 \\\n".repeat(160_000)}y\nFROM a\n`, stages: 1 },
  "100,000 flags": {
    text: `FROM a\nRUN ${"--mount=from=a,target=/b \\\n".repeat(40_000)} true\n`,
    stages: 1,
  },
  "100,000 comments": { text: `${"# a comment\n".repeat(100_000)}FROM a\n`, stages: 1 },
  "100,000 blank lines in an instruction": {
    text: `FROM a\nRUN true \\\n${"\n".repeat(100_000)} && true\n`,
    stages: 1,
  },
  "1,000 heredocs in a line": {
    text: `FROM a\nRUN ${count(1000, i => `<<E${i} `)}\n${count(1000, i => `E${i}\n`)}FROM b\n`,
    stages: 2,
  },
  "a heredoc without an end": { text: `FROM a\nRUN <<EOF\n${"FROM b\n".repeat(50_000)}`, stages: 1 },
  "5,000 stages": { text: count(5000, i => `FROM alpine AS s${i}\nRUN true\n`), stages: 5000, codes: [] },
  "5,000 stages, each on the one before": {
    text: `FROM alpine AS s0\n${count(4999, i => `FROM s${i} AS s${i + 1}\n`)}`,
    stages: 5000,
    codes: [],
  },
  "5,000 stages that copy in a circle": {
    text: count(5000, i => `FROM alpine AS s${i}\nCOPY --from=s${(i + 1) % 5000} /a /b\n`),
    stages: 5000,
  },
  "5,000 stages of one name": {
    text: "FROM alpine AS same\nCOPY --from=same /a /b\n".repeat(5000),
    stages: 5000,
  },
  "stages on themselves": { text: "FROM y AS x\nFROM x AS y\nFROM y AS x\n", stages: 3 },
  "arguments that grow": {
    text: `ARG A0=xxxxxxxxxx\n${count(60, i => `ARG A${i + 1}=\${A${i}}\${A${i}}\n`)}FROM \${A60}\n`,
    stages: 1,
  },
  "deep substitutions": { text: `FROM ${"${A:-".repeat(10_000)}x${"}".repeat(10_000)}\n`, stages: 1 },
  "a pattern that backtracks": {
    text: `ARG A=${"a".repeat(60_000)}\nFROM \${A//${"*a".repeat(50)}b/c}\n`,
    stages: 1,
  },
};
