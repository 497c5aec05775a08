/**
 * Reads what Compose and bake print while they build several Dockerfiles at once: the same as one build does, with the name of the
 * service or target in front of each step (`[web build 1/3] COPY`). Each Dockerfile gets a record of its own. Pure and streaming.
 */
import { fieldsOf, listOf, plainTextOf } from "../engine/fields";
import { plainText } from "../engine/terminalText";
import {
  createRecord,
  failedStep,
  type BuildRecord,
  type BuildStep,
  type ProgressEvent,
} from "./buildRecord";
import { createErrorText } from "./errorText";
import { createJsonValues } from "./jsonValues";
import type { LogBudget } from "./logBudget";
import { createPlainProgress } from "./plainProgress";
import type { BuildFailure } from "./progressReader";
import { createRawProgress } from "./rawProgress";
import { placeOfName, titleOf } from "./stepName";
import { withoutReferences } from "./missingSource";
import { instructionOfStep, type BuiltFile } from "./stepPlaces";

/** One service or target of the build. */
export interface GroupTarget {
  name: string;
  /** The index of its Dockerfile; undefined where that is no file. */
  file: number | undefined;
  /** The names of those that it is based on: their steps are told as its own, too. */
  needs: readonly string[];
}

export interface GroupReader {
  /** Of each Dockerfile, by its index. */
  readonly records: readonly BuildRecord[];
  /** Takes the next piece of one of the two outputs. */
  write(stream: "out" | "err", text: string): void;
  /** Call once the program has ended. */
  end(hasFailed: boolean): void;
  /** Why a Dockerfile was not built; undefined where it is not to blame. Call after the end of a build that failed. */
  failureOf(file: number): BuildFailure | undefined;
  /** The program's last words, which may be about no Dockerfile. */
  lastWords(): string;
  /** The service or target that a step is told of. */
  targetOf(step: BuildStep): string | undefined;
}

const LONGEST_LOG = 10;
const LONGEST_LINE = 20_000;

interface Part {
  record: BuildRecord;
  raw: (message: object) => void;
  plain: (line: string) => boolean;
}

/** A reader for one run. `files` are the Dockerfiles, `now` is the clock in milliseconds; `onEvent` hears what is read. */
export function createGroupReader(
  files: readonly BuiltFile[],
  targets: readonly GroupTarget[],
  onEvent: (event: ProgressEvent) => void,
  now: () => number = Date.now,
  budget?: LogBudget,
): GroupReader {
  const byName = new Map(targets.map(target => [target.name, target]));
  // One alone is told without its name.
  const [only] = targets.length === 1 ? targets : [];
  const errors = createErrorText();
  // The last one is of what is no Dockerfile's.
  const parts = [...files, undefined].map((): Part => {
    const record = createRecord(budget);
    return {
      record,
      raw: createRawProgress(record, onEvent, now, placeOf),
      plain: createPlainProgress(record, onEvent, now, placeOf),
    };
  });
  const records = parts.slice(0, -1).map(({ record }) => record);
  const byDigest = new Map<string, Set<number>>();
  const json = createJsonValues(takeMessage, takeLine);
  let rest = "";

  function placeOf(name: string): ReturnType<typeof placeOfName> {
    return placeOfName(split(name).own);
  }

  /** `[web build 1/3] COPY` is of `web`, and `[build 1/3] COPY` in its own words. */
  function split(name: string): { target: GroupTarget | undefined; own: string } {
    const [, first = ""] = /^\[(\S+)[ \]]/.exec(name) ?? [];
    const target = only === undefined ? byName.get(first) : undefined;
    return target === undefined
      ? { target: only, own: name }
      : { target, own: `[${name.slice(first.length + 1).trimStart()}` };
  }

  const partsOfNames = new Map<string, number>();

  function knownPartOf(name: string): number {
    const part = partsOfNames.get(name) ?? partOf(name);
    partsOfNames.set(name, part);
    return part;
  }

  /** The index of the part that a step is of: the Dockerfile whose instruction it is, of its target's and of those it is based on. */
  function partOf(name: string): number {
    const { target, own } = split(name);
    const fallback = target?.file ?? files.length;
    const place = placeOfName(own);
    if (target === undefined || place === undefined) return fallback;
    const [keyword] = titleOf(own).split(/\s/, 1);
    const seen = new Set([target]);
    for (const each of seen) {
      for (const need of each.needs) {
        const other = byName.get(need);
        if (other) seen.add(other);
      }
      const file = each.file === undefined ? undefined : files[each.file];
      const record = each.file === undefined ? undefined : parts[each.file]?.record;
      if (file === undefined || record === undefined) continue;
      const index = instructionOfStep({ place } as BuildStep, file, record);
      const instruction = index === undefined ? undefined : file.instructions[index];
      // What a base holds back with ONBUILD is told at the FROM.
      if (
        instruction?.keyword === keyword ||
        (instruction?.keyword === "FROM" && place.by === "name" && place.isTrigger)
      )
        return each.file ?? fallback;
    }
    return fallback;
  }

  function takeMessage(message: object): void {
    const { vertexes, logs, warnings } = fieldsOf(message);
    for (const vertex of listOf(vertexes)) {
      const { digest } = fieldsOf(vertex);
      const name = plainTextOf(fieldsOf(vertex)["name"]);
      if (typeof digest !== "string" || name === undefined) continue;
      const part = knownPartOf(name);
      const known = byDigest.get(digest) ?? new Set();
      byDigest.set(digest, known.add(part));
      parts[part]?.raw({ vertexes: [vertex] });
    }
    for (const [key, items] of Object.entries({ logs, warnings })) {
      for (const item of listOf(items)) {
        const { vertex } = fieldsOf(item);
        for (const part of byDigest.get(String(vertex)) ?? []) parts[part]?.raw({ [key]: [item] });
      }
    }
  }

  function takeLine(said: string): void {
    const line = plainText(said).replace(/(?<!\r)\r+$/, "");
    const [, id, text = ""] = /^#(\d+) (.*)$/s.exec(line) ?? [];
    if (id !== undefined) {
      // A step that several of them have is named once more for each.
      const known = byDigest.get(id) ?? new Set();
      if (known.size === 0 || text.startsWith("[")) byDigest.set(id, known.add(knownPartOf(text)));
      for (const part of known) parts[part]?.plain(line);
      return;
    }
    // Between the steps of plain text.
    if (line === "") return;
    errors.onLine(line);
    onEvent({ kind: "text", line: withoutReferences(line) });
  }

  /** The index of the Dockerfile that made the build fail. */
  function failedFile(): number | undefined {
    const [, name = ""] = /(?:^|: )target ([\w.-]+): /.exec(errors.raw()) ?? [];
    const named = byName.get(name)?.file;
    if (named !== undefined && failedStep(records[named] ?? createRecord()) !== undefined) return named;
    const failed = records.findIndex(record => failedStep(record) !== undefined);
    return failed === -1 ? (named ?? only?.file) : failed;
  }

  return {
    records,
    write(stream, text) {
      if (stream === "err") {
        json.write(text);
        return;
      }
      const lines = (rest + text).split("\n");
      rest = (lines.pop() ?? "").slice(0, LONGEST_LINE);
      for (const line of lines) takeLine(line);
    },
    end(hasFailed) {
      json.end();
      if (rest !== "") takeLine(rest);
      rest = "";
      for (const { record } of parts)
        for (const step of record.steps.values()) {
          if (step.state !== "running") continue;
          step.state = hasFailed ? "cancelled" : "done";
          onEvent({ kind: "step", step });
        }
    },
    failureOf(file) {
      const record = records[file];
      if (record === undefined || failedFile() !== file) return undefined;
      const step = failedStep(record);
      return { ...errors.read(), record, step, log: step?.log.last(LONGEST_LOG) ?? [] };
    },
    lastWords: () => errors.read().message,
    targetOf: ({ name }) => split(name).target?.name,
  };
}
