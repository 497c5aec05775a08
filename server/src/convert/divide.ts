/** Which instruction belongs to the stage that builds, which to the one that runs, and which to both. */
import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { isRoot, lateAt } from "./lateCommands";
import type { Late } from "./lateCommands";
import type { Command } from "./commands";
import { copyNeed } from "./copies";
import { readParts } from "./parts";
import { unknownPackages } from "./packages";
import type { Artifact, Plan } from "./plan";
import type { SingleStage, StageLine } from "./singleStage";

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
  /** What is copied from the build beside the artifacts of the plan. */
  readonly extra: readonly Artifact[];
  /** Packages that commands which are said again need. */
  readonly libraries: readonly string[];
  /** Commands of which nobody knows whether the program needs what they leave behind, those of one RUN together. */
  readonly unknown: readonly (readonly Command[])[];
  /** Sentences about packages, which stand at what installs them. */
  readonly unknownPackages: readonly string[];
  /** Sentences about what is not copied, and what the program may need all the same. */
  readonly doubts: readonly string[];
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

const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

export function divide(single: SingleStage, plan: Plan): Division {
  const { lines } = single;
  const shared = plan.sharedUntil ? lines.findIndex(({ line }) => line === plan.sharedUntil) : -1;
  const { parts, lastRun, hasAdduser, libraries } = readParts(single, plan, shared);
  const isMoved = (index: number) => index > lastRun;
  const needs = new Map(
    lines.flatMap((at, index) =>
      COPIES.has(at.keyword) && index > shared
        ? [[at, copyNeed(at, single, plan, isMoved(index))] as const]
        : [],
    ),
  );
  const isForRunning = (at: StageLine, index: number) => isMoved(index) && needs.get(at)?.kind !== "covered";
  const isWork = (at: StageLine, index: number) => {
    if (index <= shared) return true;
    if (at.keyword === "RUN") return parts.get(at)?.isWhole !== true && parts.get(at)?.isNothing !== true;
    return COPIES.has(at.keyword) && !isForRunning(at, index);
  };
  const last = lines.findLastIndex(isWork);

  const build = new Set<LogicalLine>();
  const runtime: RuntimeItem[] = [];
  const late: Late[] = [];
  const files: string[] = [];
  const unknown: (readonly Command[])[] = [];
  const ofPackages = new Set<string>();
  const left = new Set<string>();
  const doubts = new Set<string>();
  const unread: string[] = [];
  const hasCertificates = [...parts.values()].some(part => part.hasCertificates);
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
      const need = needs.get(at);
      if (isForRunning(at, index)) runtime.push({ kind: "moved", line, keyword });
      else {
        build.add(line);
        if (need?.kind === "both") runtime.push({ kind: "copied", line, keyword });
        if (need?.kind === "unknown") unread.push(...need.names);
      }
    } else if (keyword === "RUN") addRun(at, index);
    else build.add(line);
    if (index === hasArtifactsAt) runtime.push({ kind: "artifacts", keyword: "COPY" });
  }
  if (hasArtifactsAt === -1) runtime.push({ kind: "artifacts", keyword: "COPY" });

  function addRun(at: StageLine, index: number): void {
    const part = parts.get(at);
    if (!part) return;
    if (index > last && !part.isNothing) {
      runtime.push({ kind: "moved", line: at.line, keyword: "RUN" });
      return;
    }
    build.add(at.line);
    if (part.unknown.length > 0) unknown.push(part.unknown);
    files.push(...part.files);
    if (part.left.length > 0)
      left.add(l10n.t("Only in the build stage: {0}.", [...new Set(part.left)].join(", ")));
    if (part.leftOfSources.length > 0)
      doubts.add(
        l10n.t(
          "Check whether the program runs {0}, which come from another package source and are only in the build stage.",
          part.leftOfSources.join(", "),
        ),
      );
    if (plan.installs === null) return;
    const reasons = part.unknownPackages.length > 0 ? [unknownPackages(part.unknownPackages)] : [];
    for (const reason of reasons) ofPackages.add(reason);
    for (const [nth, script] of part.scripts.entries())
      runtime.push({ kind: "run", text: `RUN ${script}`, reasons: nth === 0 ? reasons : [], keyword: "RUN" });
    for (const text of part.late) late.push({ text, user: at.user, flags: flagsOf(at) });
  }

  if (unread.length > 0)
    doubts.add(
      l10n.t("Check whether the program reads {0} at run time. If so, copy it here.", unread.join(", ")),
    );
  return {
    build,
    runtime: withArguments(single, withoutNeedless(lateAt(runtime, late, isRootLine(single))), build),
    extra: extraOf(files, hasCertificates && addsCertificates(single), plan),
    libraries: hasAdduser === "missing" ? [...libraries, "adduser"] : libraries,
    unknown,
    unknownPackages: [...ofPackages],
    doubts: [...doubts],
    left: [...left],
  };
}

/** The flags of a RUN that its command may need: secrets, networks, caches. */
function flagsOf({ line: { instruction } }: StageLine): string {
  return instruction.flags.map(({ span }) => `${instruction.text.slice(span.start, span.end)} `).join("");
}

/** Whether a line that says a user says root. */
function isRootLine({ lines }: SingleStage): (line: LogicalLine) => boolean {
  const users = new Map(lines.map((at, index) => [at.line, lines[index + 1]?.user ?? null] as const));
  return line => isRoot(users.get(line) ?? null);
}

/** Whether the file adds certificates of its own to those of the system. */
function addsCertificates({ lines }: SingleStage): boolean {
  return lines.some(
    ({ destination, line }) =>
      destination?.startsWith("/usr/local/share/ca-certificates") === true ||
      /\/usr\/(?:local\/)?share\/ca-certificates/.test(line.instruction.text),
  );
}

/** What is copied by itself: each path once, with none that lies in another one. */
function extraOf(files: readonly string[], hasCertificates: boolean, { artifacts }: Plan): Artifact[] {
  const all = [...new Set(files)];
  const certificates = hasCertificates && !artifacts.some(({ from }) => from === CERTIFICATES);
  return [
    ...(certificates
      ? [{ from: CERTIFICATES, reason: l10n.t("CA certificates, with those that this file adds") }]
      : []),
    ...all
      .filter(path => !all.some(other => other !== path && path.startsWith(`${other}/`)))
      .map((from, index) =>
        index === 0
          ? { from, reason: l10n.t("Copy what the build writes outside of the program folder") }
          : { from },
      ),
  ];
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
