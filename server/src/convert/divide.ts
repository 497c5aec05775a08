/** Which instruction belongs to the stage that builds, which to the one that runs, and which to both. */
import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { Command } from "./commands";
import { unknownPackages } from "./packages";
import { nameOf } from "./paths";
import { isWithin } from "../stages/files/paths";
import type { Plan } from "./plan";
import type { SingleStage, StageLine } from "./singleStage";
import { systemPart } from "./system";
import type { SystemPart } from "./system";

/** What the stage that runs is made of, in order. */
export type RuntimeItem =
  | { readonly kind: "moved" | "copied"; readonly line: LogicalLine; readonly keyword: string }
  | {
      readonly kind: "run";
      readonly text: string;
      readonly reasons: readonly string[];
      readonly keyword: "RUN";
    }
  | { readonly kind: "artifacts"; readonly keyword: "COPY" };

export interface Division {
  /** The lines that stay where they are. */
  readonly build: ReadonlySet<LogicalLine>;
  readonly runtime: readonly RuntimeItem[];
  /** Commands of which nobody knows whether the program needs what they leave behind. */
  readonly unknown: readonly Command[];
  /** Sentences about packages, which stand at what installs them. */
  readonly unknownPackages: readonly string[];
  readonly left: readonly string[];
}

/** What says how the image is run. */
const ABOUT_RUNNING = new Set([
  "CMD",
  "ENTRYPOINT",
  "EXPOSE",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
  "STOPSIGNAL",
  "VOLUME",
]);
/** What changes how later instructions are meant. */
const SETTING = new Set(["ENV", "SHELL", "USER", "WORKDIR"]);
const COPIES = new Set(["ADD", "COPY"]);
/** Images whose files are tools to build with. */
const TOOL_IMAGES =
  /(?:^|\/)(?:bun|cargo-chef|composer|deno|gradle|install-php-extensions|maven|node|pnpm|uv|php-extension-installer)(?::|@|$)/;

export function divide(single: SingleStage, plan: Plan): Division {
  const { lines } = single;
  const shared = plan.sharedUntil ? lines.findIndex(({ line }) => line === plan.sharedUntil) : -1;
  const made = new Set<string>();
  const parts = new Map<StageLine, SystemPart>();
  for (const [index, at] of lines.entries())
    if (at.keyword === "RUN" && index > shared) parts.set(at, systemPart(at, plan, single.workdir, made));
    else if (!isCovered(at, plan) && COPIES.has(at.keyword)) for (const path of pathsOf(at)) made.add(path);
  const isWholly = (at: StageLine) => parts.get(at)?.isWhole === true && plan.installs !== null;
  const isWork = (at: StageLine, index: number) =>
    index <= shared ||
    (at.keyword === "RUN" ? !isWholly(at) : COPIES.has(at.keyword) && !isForRunning(at, index));
  const lastRun = lines.findLastIndex(
    (at, index) => at.keyword === "RUN" && (index <= shared || !isWholly(at)),
  );
  function isForRunning(at: StageLine, index: number): boolean {
    return index > lastRun && !isCovered(at, plan);
  }
  const last = lines.findLastIndex(isWork);

  const build = new Set<LogicalLine>();
  const runtime: RuntimeItem[] = [];
  const late: string[] = [];
  const unknown: Command[] = [];
  const ofPackages = new Set<string>();
  const left = new Set<string>();
  const hasArtifactsAt = Math.max(last, shared);
  for (const [index, at] of lines.entries()) {
    const { keyword, line } = at;
    if (ABOUT_RUNNING.has(keyword)) runtime.push({ kind: "moved", line, keyword });
    else if (index <= shared) build.add(line);
    else if (index > last && !COPIES.has(keyword) && keyword !== "RUN")
      runtime.push({ kind: "moved", line, keyword });
    else if (SETTING.has(keyword)) {
      build.add(line);
      runtime.push({ kind: "copied", line, keyword });
    } else if (COPIES.has(keyword)) {
      if (isForRunning(at, index)) runtime.push({ kind: "moved", line, keyword });
      else {
        build.add(line);
        if (!isCovered(at, plan) && isForBoth(at, single, plan))
          runtime.push({ kind: "copied", line, keyword });
      }
    } else if (keyword === "RUN") addRun(at, index);
    else build.add(line);
    if (index === hasArtifactsAt) addArtifacts();
  }
  if (hasArtifactsAt === -1) addArtifacts();

  function addArtifacts(): void {
    runtime.push({ kind: "artifacts", keyword: "COPY" });
    for (const script of late)
      runtime.push({ kind: "run", text: `RUN ${script}`, reasons: [], keyword: "RUN" });
  }

  function addRun(at: StageLine, index: number): void {
    const part = parts.get(at);
    if (!part) return;
    if (index > last) {
      runtime.push({ kind: "moved", line: at.line, keyword: "RUN" });
      return;
    }
    build.add(at.line);
    unknown.push(...part.unknown);
    if (part.left.length > 0)
      left.add(l10n.t("Only in the build stage: {0}.", [...new Set(part.left)].join(", ")));
    if (plan.installs === null) return;
    const reasons = part.unknownPackages.length > 0 ? [unknownPackages(part.unknownPackages)] : [];
    for (const reason of reasons) ofPackages.add(reason);
    for (const [nth, script] of part.scripts.entries())
      runtime.push({ kind: "run", text: `RUN ${script}`, reasons: nth === 0 ? reasons : [], keyword: "RUN" });
    late.push(...part.late);
  }

  return {
    build,
    runtime: withArguments(single, withoutNeedless(runtime), build),
    unknown,
    unknownPackages: [...ofPackages],
    left: [...left],
  };
}

/** Whether what a COPY brings is copied with the folder that is. */
function isCovered({ destination, keyword }: StageLine, { folder }: Plan): boolean {
  return COPIES.has(keyword) && folder !== null && destination !== null && isWithin(destination, folder);
}

/** Where a COPY may put its files: under its destination, or in it. */
function pathsOf({ destination, line }: StageLine): string[] {
  if (destination === null) return [];
  const sources = line.instruction.words.slice(0, -1).map(({ text }) => `${destination}/${nameOf(text)}`);
  return [destination, ...sources];
}

/** Whether a COPY in front of the last RUN brings what the program needs as well: what lies outside of the build's folder. */
function isForBoth(at: StageLine, { start, workdir }: SingleStage, plan: Plan): boolean {
  const { line, destination } = at;
  const image = line.instruction.flags.find(({ name }) => name === "from")?.value?.text;
  if (image !== undefined) return !TOOL_IMAGES.test(image) || start.words[0] === nameOf(destination ?? "");
  const folder = plan.folder ?? at.workdir ?? workdir;
  if (destination === null || folder === null || folder === "/") return false;
  return ![folder, "/tmp", "/go"].some(inner => isWithin(destination, inner));
}

/** A WORKDIR or USER that another one follows, with nothing done between them, is none that anybody sees. */
function withoutNeedless(items: readonly RuntimeItem[]): RuntimeItem[] {
  return items.filter((item, index) => {
    if (item.kind !== "copied" || !(item.keyword === "WORKDIR" || item.keyword === "USER")) return true;
    const seen = item.keyword === "USER" ? ["RUN", "USER", "WORKDIR"] : ["ADD", "COPY", "RUN", "WORKDIR"];
    // Our own copies have absolute paths, and are root's.
    const next = items
      .slice(index + 1)
      .find(({ kind, keyword }) => kind !== "artifacts" && seen.includes(keyword));
    if (next?.keyword !== item.keyword || !("line" in next)) return true;
    return item.keyword === "WORKDIR" && !/^\s*\S+\s+["']?\//.test(next.line.instruction.text);
  });
}

/** The ARGs of the build that what runs uses, too, in front of the first use. */
function withArguments(
  {
    lines,
    analysis: {
      model: { file },
    },
  }: SingleStage,
  items: readonly RuntimeItem[],
  build: ReadonlySet<LogicalLine>,
): RuntimeItem[] {
  const declared = lines.filter(({ keyword, line }) => keyword === "ARG" && build.has(line));
  const given = new Set<LogicalLine>();
  const textOf = (item: RuntimeItem) => {
    if (item.kind === "run") return item.text;
    return item.kind === "artifacts" ? "" : file.text.slice(item.line.start, item.line.end);
  };
  return items.flatMap(item => {
    const names = new Set([...textOf(item).matchAll(/\$\{?[#!]?(\w+)/g)].map(([, name = ""]) => name));
    const wanted = declared.filter(
      ({ line }) =>
        !given.has(line) && line.instruction.words.some(word => names.has(word.text.split("=", 1)[0] ?? "")),
    );
    for (const { line } of wanted) given.add(line);
    return [...wanted.map(({ line }): RuntimeItem => ({ kind: "copied", line, keyword: "ARG" })), item];
  });
}
