/** The engine's side: what a real builder says of a text in check mode, which goes through every stage. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { docker } from "../../support/engine";
import { flagsOf, NOTHING } from "./given";
import type { Given } from "./given";

const ASK_WITHIN = 60_000;

/** A lint rule and the line, from 1, that it is said of. */
export interface Warned {
  readonly rule: string;
  readonly line: number;
}

/** What the builder says of a text. */
export interface BuilderSays {
  readonly error: { readonly message: string; readonly lines: readonly number[] } | null;
  /** Complete only where there is no error: the builder stops at the first. */
  readonly warnings: readonly Warned[];
}

/** An answer, an image that the builder lacks, or why there is no answer. */
export type Answer =
  | { readonly kind: "says"; readonly says: BuilderSays }
  | { readonly kind: "image"; readonly image: string }
  | { readonly kind: "none"; readonly reason: string };

interface Location {
  ranges?: { start: { line?: number }; end: { line?: number } }[];
}

interface CheckReport {
  warnings: { ruleName: string; location: Location }[] | null;
  buildError?: { message: string; location: Location };
}

/** Asks the builder; `close` removes the folder that the texts are handed over in. */
export interface Builder {
  readonly ask: (text: string, given?: Given) => Promise<Answer>;
  /** Whether it heeds `--platform` in check mode: Docker 28.5.2 does not, though its builds do. */
  readonly heedsPlatform: () => Promise<boolean>;
  readonly close: () => void;
}

/** A builder for so many questions at once, each with an empty context, so that nothing but the text decides. */
export function openBuilder(atOnce: number): Builder {
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-oracle-"));
  const slots = pool(
    Array.from({ length: atOnce }, (_, index) => {
      const slot = join(folder, String(index));
      mkdirSync(join(slot, CONTEXT), { recursive: true });
      return slot;
    }),
  );
  const ask: Builder["ask"] = async (text, given = NOTHING) => {
    const known = withoutSyntax(text);
    if (known === null) return { kind: "none", reason: "its syntax directive cannot be taken out unnoticed" };
    const slot = await slots.take();
    try {
      writeFileSync(join(slot, FILE), known);
      return await askIn(slot, given);
    } finally {
      slots.giveBack(slot);
    }
  };
  let heeds: Promise<boolean> | undefined;
  return {
    ask,
    heedsPlatform: () =>
      (heeds ??= ask(PLATFORM_PROBE, { buildArgs: {}, platform: "linux/s390x" }).then(
        answer => answer.kind === "says" && answer.says.error?.message.includes("9s390x") === true,
      )),
    close: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const CONTEXT = "context";
/** Its error tells the platform. */
const PLATFORM_PROBE = "FROM scratch\nARG TARGETARCH\nCOPY --chmod=9$TARGETARCH a b\n";
const FILE = "Dockerfile";

/** Things that one can have at a time. The engine mixes up files that two builds send from one folder. */
function pool<Thing>(things: readonly Thing[]): {
  take: () => Promise<Thing>;
  giveBack: (thing: Thing) => void;
} {
  const free = [...things];
  const waiting: ((thing: Thing) => void)[] = [];
  return {
    take: () =>
      new Promise(resolve => {
        const thing = free.pop();
        if (thing === undefined) waiting.push(resolve);
        else resolve(thing);
      }),
    giveBack: thing => {
      const next = waiting.shift();
      if (next) next(thing);
      else free.push(thing);
    },
  };
}

async function askIn(slot: string, given: Given): Promise<Answer> {
  const args = ["buildx", "build", "--call=check,format=json", "--progress=quiet", ...flagsOf(given)];
  args.push("--file", join(slot, FILE), join(slot, CONTEXT));
  const { stdout, stderr } = await docker(args, { timeout: ASK_WITHIN });
  if (/Cannot connect to the Docker daemon|error reading from server|connection refused/.test(stderr))
    throw new Error(`The engine is gone: ${lastLine(stderr)}`);
  let report: CheckReport;
  try {
    report = JSON.parse(stdout) as CheckReport;
  } catch {
    return { kind: "none", reason: lastLine(stderr) || "the builder printed nothing" };
  }
  const { warnings, buildError } = report;
  const image = /failed to resolve source metadata for (\S+):/.exec(buildError?.message ?? "")?.[1];
  if (image !== undefined) return { kind: "image", image };
  return {
    kind: "says",
    says: {
      error: buildError
        ? {
            message: buildError.message.replace(/^dockerfile parse error on line \d+: /, ""),
            lines: linesOf(buildError.location),
          }
        : null,
      warnings: (warnings ?? []).map(({ ruleName, location }) => ({
        rule: ruleName,
        line: linesOf(location)[0] ?? 0,
      })),
    },
  };
}

function linesOf({ ranges = [] }: Location): number[] {
  const lines = ranges.flatMap(({ start: { line: first = 0 }, end: { line: last = first } }) =>
    Array.from({ length: last - first + 1 }, (_, more) => first + more),
  );
  return lines.filter(line => line > 0);
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

const SYNTAX = /^[ \t]*#[ \t]*syntax[ \t]*=.*$/gim;

/**
 * The text without its syntax directive, which would make the engine fetch another frontend. Another directive that
 * says nothing stands in for it, because what is no directive ends the directives; null where none is left to do so.
 */
export function withoutSyntax(text: string): string | null {
  const directives = /^(?:\ufeff)?(?:#!.*\n)?(?:[ \t]*#[ \t]*\w+[ \t]*=.*(?:\n|$))*/.exec(text)?.[0] ?? "";
  const syntaxes = directives.match(SYNTAX) ?? [];
  if (syntaxes.length === 0) return text;
  if (syntaxes.length > 1) return null;
  const standIn = !/^\ufeff?[ \t]*#[ \t]*check[ \t]*=/im.test(directives)
    ? "# check=skip=none"
    : !/^\ufeff?[ \t]*#[ \t]*escape[ \t]*=/im.test(directives)
      ? "# escape=\\"
      : null;
  return standIn === null ? null : directives.replace(SYNTAX, standIn) + text.slice(directives.length);
}
