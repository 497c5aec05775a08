/**
 * The report of a build as JSON, for other programs. The shape is a promise: fields may be added in version 1, none is
 * taken away. Times are whole milliseconds, `start` and `end` since the first step began; lines count from 1; a date is in
 * ISO 8601; sizes are bytes of unpacked files; what is not known is null.
 */
import type { BuildReport, ReportStep } from "./buildReport";

/** JSON with line ends, to be read by people as well. */
export function reportJson(report: BuildReport): string {
  const {
    file,
    target,
    image,
    use = null,
    builder,
    state,
    started,
    took,
    stages,
    internal,
    steps,
    warnings,
    failure,
    size,
    transfer,
    waits,
    shares,
    hints,
  } = report;
  const value = {
    format: "dockerfile-stages-build-report",
    version: 1,
    file,
    target,
    image,
    use,
    builder,
    state,
    started: new Date(started).toISOString(),
    took: Math.round(took),
    steps,
    stages: stages.map(stage => ({
      index: stage.index,
      name: stage.name,
      base: stage.base,
      line: stage.line,
      state: stage.state,
      took: Math.round(stage.took),
      steps: stage.steps.map(stepValue),
    })),
    internal: internal.map(stepValue),
    warnings: warnings.map(({ message, detail, url, lines }) => ({
      message,
      detail: detail ?? null,
      url: url ?? null,
      lines: lines ?? null,
    })),
    failure: failure ?? null,
    size: size ?? null,
    transfer: transfer ? { bytes: transfer.bytes, took: Math.round(transfer.took) } : null,
    criticalPath: (waits?.path ?? []).map(({ name, took }) => ({ stage: name, took: Math.round(took) })),
    savedInParallel: waits ? Math.round(waits.saved) : null,
    order: hints.map(({ message, advice, line }) => ({ message, advice, line })),
    lastBuilds: shares.map(({ at, total, cached }) => ({ ended: new Date(at).toISOString(), total, cached })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function stepValue(step: ReportStep) {
  const rounded = (time: number | undefined) => (time === undefined ? null : Math.round(time));
  return {
    title: step.title,
    line: step.line ?? null,
    platform: step.platform ?? null,
    state: step.state,
    took: Math.round(step.took),
    start: rounded(step.start),
    end: rounded(step.end),
    critical: step.isCritical,
    error: step.error ?? null,
    added: step.added ?? null,
    why: step.why ?? null,
  };
}
