/** Generated files in which one rule finds something in every stage. */
import { type Place, type Sample } from "./generate";

/**
 * What a stage holds for a rule to find, by the rule: those that can speak again and again, but for DuplicateStageName, by which
 * the edits are told apart. `{n}` is the number of the stage, `{first}` and `{last}` the names of the first and the last one.
 */
export const FINDING_LINES: Readonly<Record<string, string>> = {
  ConsistentInstructionCasing: "run echo {n}",
  CopyWholeStage: "COPY --from={first} / /all/{n}",
  ExposeProtoCasing: "EXPOSE {n}/TCP",
  ForwardStageReference: "COPY --from={last} /a{n} /b",
  FromAsCasing: "FROM alpine:3.22 as casing-{n}",
  InvalidImageReference: "COPY --from=A:b:{n} /a /b",
  InvalidMount: "RUN --mount=type=none{n} true",
  InvalidSignal: "STOPSIGNAL SIGNOT{n}",
  InvalidStageIndex: "COPY --from=9999{n} /a /b",
  JSONArgsRecommended: "CMD echo {n}",
  LegacyKeyValueFormat: "ENV OLD{n} value",
  LikelyStageTypo: "COPY --from={first}x /a{n} /b",
  MaintainerDeprecated: "MAINTAINER somebody{n}",
  MisspelledFromFlag: "COPY -from={first} /a{n} /b",
  MisspelledJsonForm: "ENTRYPOINT ['sh', '{n}']",
  NoEmptyContinuation: "RUN echo \\\n\n  {n}",
  RunWithoutEffect: "RUN cd /somewhere/{n}",
  SecretsUsedInArgOrEnv: "ENV API_TOKEN=secret{n}",
  StageNameCasing: "FROM alpine:3.22 AS Casing-{n}",
  UndefinedArgInFrom: "FROM alpine:${VERSION_{n}} AS undefined-{n}",
  UnknownFlag: "COPY --nothing={n} /a /b",
  UnknownInstruction: "NOTHING {n}",
  UnnamedStageReference: "COPY --from=0 /a{n} /b",
  UnusedStage: "FROM alpine:3.22",
  VariableInFrom: "COPY --from=$STAGE{n} /a /b",
  WorkdirRelativePath: "WORKDIR relative/{n}",
};

/** A sample with a line of a rule in every stage: below its first line, or above it where the line begins a stage itself. */
export function withFindings(sample: Sample, rule: string): Sample {
  const added = FINDING_LINES[rule] ?? "";
  const [first = ""] = sample.stages;
  const last = sample.stages.at(-1) ?? "";
  const lines: string[] = [];
  /** By the line in the sample: where it is now. */
  const moved: number[] = [];
  let number = 0;
  for (const line of sample.text.trimEnd().split("\n")) {
    const isStage = line.startsWith("FROM ");
    const filled = added
      .replaceAll("{n}", String(number))
      .replaceAll("{first}", first)
      .replaceAll("{last}", last)
      .split("\n");
    if (isStage && added.startsWith("FROM")) lines.push(...filled);
    moved.push(lines.push(line) - 1);
    if (isStage && !added.startsWith("FROM")) lines.push(...filled);
    if (isStage) number++;
  }
  const place = ({ line, character }: Place): Place => ({ line: moved[line] ?? 0, character });
  return {
    ...sample,
    text: `${lines.join("\n")}\n`,
    lineCount: lines.length,
    twins: sample.twins.map(({ nameEnd, secondLine }) => ({
      nameEnd: place(nameEnd),
      secondLine: moved[secondLine] ?? 0,
    })),
    references: sample.references.map(({ at, stageLine }) => ({
      at: place(at),
      stageLine: moved[stageLine] ?? 0,
    })),
  };
}
