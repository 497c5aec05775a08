/**
 * Shapes of files that nobody writes and that are cheap to send: each grows with a number of units, and whatever is done with
 * it has to grow no faster. The tests count steps (`work.ts`), the benchmark takes times (`bench/hostile.ts`).
 */

export interface HostileFile {
  readonly text: string;
  /** The ignore file of its build context. */
  readonly ignoreFile?: string;
}

export type Shape = (units: number) => HostileFile;

/** The lines of `units` units. */
function repeat(units: number, line: (index: number) => string): string {
  return Array.from({ length: units }, (_, index) => line(index)).join("");
}

/** A file that does not depend on anything around it. */
function file(text: string): HostileFile {
  return { text };
}

/** What stands behind a word: a blank, and after each hundredth a line end, because a longer line is not read at all. */
function ended(index: number): string {
  return index % 100 === 99 ? " \\\n" : " ";
}

const FROM = "FROM alpine AS a\n";
const SCRATCH = "FROM scratch AS a\n";
const TAIL = "FROM alpine AS build\nFROM alpine\n";

/** By what they are, in the order of the house: readers, the shell lexer, stages, evaluation, rules, ignore files. */
export const HOSTILE_SHAPES: Readonly<Record<string, Shape>> = {
  // What reads lines
  "white space in a directive": n => file(`#a=${" ".repeat(n)}x${" ".repeat(n)}\u2028\n${FROM}`),
  "directives, the same again": n => file(`${"# escape=\\\n".repeat(n)}${FROM}`),
  "directives above and below": n => file(`${"# escape=\\\n".repeat(n)}\n${"# syntax=x\n".repeat(n)}${FROM}`),
  "comments above a line with findings": n =>
    file(`${FROM}${"# text\n".repeat(n)}ENV ${repeat(n, i => `K${i}_KEY=v${ended(i)}`)}\n`),
  "blank lines in an instruction": n => file(`${FROM}RUN true \\\n${"\n".repeat(n)} && true\n`),
  "lines in an instruction": n => file(`${FROM}RUN true \\\n${repeat(n, i => ` && true ${i} \\\n`)} true\n`),
  "flags in an instruction": n => file(`${FROM}RUN ${repeat(n, i => `--mount=target=/m${i} \\\n`)} true\n`),
  "the same flag again": n =>
    file(`${FROM}COPY ${repeat(n, i => `--exclude=a${ended(i)}`)}--link --link a b\n`),
  "options in a mount": n =>
    file(`${FROM}RUN --mount=${repeat(n, i => `target=/a${i},${i % 100 === 99 ? "\\\n" : ""}`)}rw true\n`),
  "quotes in a mount": n => file(`${FROM}RUN --mount='${'"a""b",'.repeat(n)}' true\n`),
  "ONBUILD in ONBUILD": n => file(`${FROM}${"ONBUILD ".repeat(n)}RUN true\n`),
  "heredocs in a line": n => file(`${FROM}RUN ${repeat(n, i => `<<E${i} `)}\n${repeat(n, i => `E${i}\n`)}`),
  "heredocs without an end": n => file(`${FROM}${repeat(n, i => `RUN <<E${i}\n`)}`),
  "heredocs that COPY expands": n => file(`${FROM}${repeat(n, i => `COPY <<E${i} /a\n$A${i}\nE${i}\n`)}`),
  "words of a FROM": n => file(`FROM ${"x ".repeat(n)}\n`),
  "stages of many words": n => file(repeat(n >> 3, i => `FROM ${"x ".repeat(50)}${i}\n`)),
  "items of JSON": n => file(`${FROM}COPY [${repeat(n, i => `"a${i}",`)}"b/"]\n`),
  "items that are nearly JSON": n => file(`${FROM}CMD [${repeat(n, i => `'a${i}' `)}\n`),
  "brackets of JSON": n => file(`${FROM}CMD ${"[".repeat(n)}\n`),
  "escaped quotes": n => file(`${FROM}ENV ${repeat(n, i => `A${i}="\\"'\\""${ended(i)}`)}\n`),
  "unknown instructions": n => file(`${FROM}${repeat(n, i => `RUM${i} x\n`)}`),
  "lines that go on without an escape": n => file(`${FROM}RUN true\n${"&& true\n".repeat(n)}`),

  // The shell lexer and scripts
  "variables in a word": n => file(`${FROM}ENV A=${repeat(n, i => `$V${i}`)}\n`),
  "special parameters": n => file(`${FROM}ENV A=${"$*".repeat(n)}\n`),
  "substitutions in one another": n => file(`FROM ${"${A:-".repeat(n)}x${"}".repeat(n)}\n`),
  "substitutions without an end": n => file(`FROM ${"${A".repeat(n)}\nFROM alpine AS b\n`),
  "patterns that backtrack": n =>
    file(`ARG A=${"a".repeat(500)}\n${repeat(n, () => `FROM \${A//${"*a".repeat(8)}*b/c}\n`)}`),
  "a long pattern": n => file(`ARG A=${"a".repeat(500)}\nFROM \${A//${"*a".repeat(n)}b/c}\n`),
  "arguments that double": n =>
    file(`ARG A0=xxxxxxxxxx\n${repeat(n, i => `ARG A${i + 1}=\${A${i}}\${A${i}}\n`)}FROM \${A${n}}\n`),
  "digits in a RUN": n => file(`${FROM}RUN ${"1".repeat(n)}\n`),
  "quotes in a RUN": n => file(`${FROM}RUN ${repeat(n, i => `echo "'$A" '"$B' &&${ended(i)}`)} true\n`),
  "substitutions of commands that end": n =>
    file(`${FROM}RUN ${repeat(n, i => `echo $(${i % 50 === 49 ? "\\\n" : ""}`)}${")".repeat(n)}\n`),
  "heredocs in a script whose substitutions do not end": n =>
    file(`${FROM}RUN <<E\n${"cat <<A\n$(id\nA\n".repeat(n)}E\n`),
  "heredocs in a script that end late": n =>
    file(`${FROM}RUN <<E\n${repeat(n, i => `cat <<A${i}\n$(id\n`)}${repeat(n, i => `A${n - i}\n`)}E\n`),
  "quotes in one another": n => file(`${FROM}ENV A=${'"${A:-'.repeat(n)}\n`),
  "replacements in one another": n => file(`FROM ${"${A/".repeat(n)}x${"/}".repeat(n)}\n`),
  "substitutions of commands": n => file(`${FROM}RUN ${"$(".repeat(n)}\n`),
  "commands of a RUN": n =>
    file(`${FROM}RUN ${repeat(n, i => `A${i}=1; echo $A${i} > f${i};${ended(i)}`)} true\n`),
  "commands without effect": n => file(`${FROM}${repeat(n, i => `RUN cd /a${i}\n`)}`),

  // Stages and what they name
  stages: n => file(repeat(n, i => `FROM alpine AS s${i}\n`)),
  "stages without a name": n => file("FROM alpine\n".repeat(n)),
  "stages each on the one before": n =>
    file(`FROM alpine AS s0\n${repeat(n, i => `FROM s${i} AS s${i + 1}\nARG A${i}\nENV E${i}=$A${i}\n`)}`),
  "stages of scratch each on the one before": n =>
    file(`FROM scratch AS s0\n${repeat(n, i => `FROM s${i} AS s${i + 1}\nENV E${i}=$V${i}\n`)}`),
  "stages that copy from the end of a chain": n =>
    file(
      `FROM alpine AS s0\nRUN true\n${repeat(n, i => `FROM s${i} AS s${i + 1}\n`)}${repeat(n, () => `FROM scratch\nUSER x\nCOPY --from=s${n} / /\n`)}`,
    ),
  "stages that copy in a circle": n =>
    file(repeat(n, i => `FROM alpine AS s${i}\nCOPY --from=s${(i + 1) % n} /a /b\n`)),
  "stages of one name": n => file("FROM alpine AS same\nCOPY --from=same /a /b\n".repeat(n)),
  "stages of a reserved name": n =>
    file(`${repeat(n, i => `FROM alpine AS context-stage-${i}\n`)}${"FROM alpine AS context\n".repeat(n)}`),
  "stages with a name that nothing has": n =>
    file(repeat(n, i => `FROM alpine AS stage-name-${i}\nCOPY --from=stage_nane_${i} /a /b\n`)),
  "stages with one that is not used": n =>
    file(`FROM alpine AS build\n${repeat(n, i => `FROM image${i} AS s${i}\n`)}`),
  "triggers that many stages pull": n =>
    file(`FROM alpine AS a\n${"ONBUILD COPY --from=x /a /b\n".repeat(n)}${"FROM a\n".repeat(n)}`),
  indexes: n => file("FROM alpine\nCOPY --from=0 /a /b\n".repeat(n)),
  "variables in bases": n => file(repeat(n, i => `FROM alpine AS build-${i}\nFROM build-\${K${i}}\n`)),
  "a long name beside variables in bases": n =>
    file(`FROM alpine AS ${"a".repeat(n)}\n${repeat(n >> 2, i => `FROM a${i}\${K}\n`)}${TAIL}`),
  "mounts of stages": n =>
    file(repeat(n, i => `FROM alpine AS s${i}\nRUN --mount=from=s${Math.max(0, i - 1)},target=/a true\n`)),

  // Arguments and variables
  "arguments that FROM does not see": n =>
    file(`${repeat(n, i => `ARG A${i}=1\n`)}${FROM}${repeat(n, i => `RUN echo $A${i}\n`)}`),
  "arguments of one name": n => file(`${"ARG A=1\n".repeat(n)}${"FROM $A\nENV B=$A\n".repeat(n)}`),
  "arguments that are nearly declared": n =>
    file(`${repeat(n, i => `ARG NAME_${i}=1\n`)}${repeat(n, i => `FROM $NAMEX${i}\n`)}`),
  "variables that are nearly set": n =>
    file(`${SCRATCH}${repeat(n, i => `ENV NAME_${i}=1\n`)}${repeat(n, i => `ENV B=$NAMEX${i}\n`)}`),
  "variables that are nearly set in an image": n =>
    file(`${FROM}${repeat(n, i => `ENV NAME_${i}=1\n`)}${repeat(n, i => `ENV B=$NAMEX${i}\n`)}`),
  "secrets that commands write": n =>
    file(`${FROM}${repeat(n, i => `ARG A${i}_TOKEN\n`)}${repeat(n, i => `RUN echo $A${i}_TOKEN > f\n`)}`),
  "relative folders": n => file(`${FROM}${"WORKDIR aaaa\n".repeat(n)}`),

  // Rules by themselves
  "token files and what deletes them": n =>
    file(`${FROM}${"COPY .npmrc .\n".repeat(n)}${"RUN rm .npmrc\n".repeat(n)}`),
  "copies from an empty stage": n =>
    file(
      `${SCRATCH}${repeat(n, i => `COPY a /f${i}\n`)}FROM alpine\n${repeat(n, i => `COPY --from=a /g${i} /\n`)}`,
    ),
  "files that a user may come from": n =>
    file(
      `${SCRATCH}COPY a /p\nFROM scratch\nUSER x\n${repeat(n, i => `COPY --from=a /p${i} /etc/passwd\n`)}`,
    ),
  "an address that is none": n => file(`${FROM}ADD https://a/${"a".repeat(n)}/ ${"b".repeat(n)}/\n`),
  "a duration": n => file(`${FROM}HEALTHCHECK --interval=${"1".repeat(n)}x CMD true\n`),
  ports: n =>
    file(`${FROM}EXPOSE ${repeat(n, i => `1:${i} `)}\nEXPOSE ${":".repeat(n)}\nEXPOSE ${"1-".repeat(n)}\n`),
  "labels without a sign": n => file(`${FROM}${repeat(n, i => `LABEL a${i} b\n`)}`),
  "commands of one kind": n => file(`${FROM}${"CMD a\nENTRYPOINT b\nHEALTHCHECK NONE\n".repeat(n)}`),
  volumes: n => file(`${FROM}VOLUME [${'"",'.repeat(n)}""]\n${'VOLUME ""\n'.repeat(n)}`),
  "an image reference": n => file(`FROM ${"a-".repeat(n)}\nFROM ${"a".repeat(n)}:${"b".repeat(n)}\n`),
  "keywords in two cases": n => file(`${FROM}${"run true\nRUN true\n".repeat(n)}`),
  "tools of a final stage": n =>
    file(
      `FROM golang AS b\nFROM golang\nCOPY --from=b /a /b\n${"RUN apt-get install gcc && go build\n".repeat(n)}CMD x\n`,
    ),
  "comments that describe": n =>
    file(`# check=experimental=all\n${repeat(n, i => `# text ${i}\nARG A${i}\n`)}${FROM}`),

  // Ignore files
  "patterns that backtrack in an ignore file": n => ({
    text: `${FROM}${"COPY a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/b /\n".repeat(n)}`,
    ignoreFile: `${"**/".repeat(11)}x\n*a*a*a*a*a*a*a*a*b\n`,
  }),
  "patterns of an ignore file": n => ({
    text: `${FROM}COPY a/b/c /\n`,
    ignoreFile: repeat(n, i => `x${i}*/**/[a-c]${i}\n`),
  }),
  "paths and patterns of an ignore file": n => ({
    text: `${FROM}${repeat(n, i => `COPY a${i}/b${i}.c /\n`)}`,
    ignoreFile: repeat(n, i => `d${i}/e*${i}\n**/g${i}\nh${i}\n`),
  }),
  "a deep path and an ignore file": n => ({
    text: `${FROM}COPY ${"a/".repeat(n)}b /\n`,
    ignoreFile: "**/x*\ny\n",
  }),
};
