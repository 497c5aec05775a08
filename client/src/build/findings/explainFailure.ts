/** What a failure comes down to, in words a person can act on: what was looked for, where, and what is near it. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { NO_MISSING_SOURCE, type MissingSourceAnswer } from "../../../../server/src/protocol";
import type { BuildFailure } from "../../progress/progressReader";
import type { LanguageServer } from "../../server/languageServer";
import { placeNow } from "../../snapshot/placeNow";
import type { Build } from "../build";
import { failedInstruction } from "../buildBefore";
import { otherContext } from "../otherContext";
import { isRemote } from "../request/contextPath";
import { shownFolder } from "../shownFolder";

/** A failure as people are told it. */
export interface Explanation {
  /** One sentence or more; the builder's own words where there is nothing to explain. */
  words: string;
  /** Where the builder looked for what is not there; undefined for any other failure. */
  missing: MissingSourceAnswer | undefined;
  /** A folder above the build context that has it. */
  above: string | undefined;
}

/** Explains the failure of a build; the same answer for all who ask about one build. */
export type ExplainFailure = (build: Build, failure: BuildFailure) => Promise<Explanation>;

/** Who has waited for a build waits no longer than this for its explanation. */
const LONGEST_MS = 3_000;

/** An explainer that asks the server about what is missing. */
export function createExplainer(server: Pick<LanguageServer, "missingSource">): ExplainFailure {
  const known = new WeakMap<Build, Promise<Explanation>>();
  return (build, failure) => {
    const explained = known.get(build) ?? explain(server, build, failure);
    known.set(build, explained);
    return explained;
  };
}

async function explain(
  server: Pick<LanguageServer, "missingSource">,
  build: Build,
  { missing: source, message }: BuildFailure,
): Promise<Explanation> {
  if (source === undefined) return { words: message, missing: undefined, above: undefined };
  const missing = await Promise.race([
    askServer(server, build, source).catch(() => NO_MISSING_SOURCE),
    sleep(LONGEST_MS, NO_MISSING_SOURCE),
  ]);
  const above =
    missing.place === null || missing.place.kind === "context" ? await otherContext(build) : undefined;
  return { words: [whereOf(source, missing, build), nearOf(missing, above)].join(""), missing, above };
}

async function askServer(
  server: Pick<LanguageServer, "missingSource">,
  build: Build,
  source: string,
): Promise<MissingSourceAnswer> {
  const instruction = failedInstruction(build);
  const document = await vscode.workspace.openTextDocument(build.document);
  const now = instruction && placeNow(instruction.range, build.snapshot, document.getText().split(/\r?\n/));
  if (now === undefined) return NO_MISSING_SOURCE;
  const { context } = build.request;
  return server.missingSource(build.uri, {
    position: now.start,
    path: source,
    context: isRemote(context) ? null : vscode.Uri.file(context).toString(),
  });
}

function whereOf(source: string, { place, ignored }: MissingSourceAnswer, { request }: Build): string {
  switch (place?.kind) {
    case undefined:
      return l10n.t('"{0}" is not where this instruction takes it from.', source);
    case "context": {
      const folder = isRemote(request.context) ? request.context : shownFolder(request.context);
      if (ignored === null) return l10n.t('"{0}" is not in the build context "{1}".', source, folder);
      const file = path.posix.basename(vscode.Uri.parse(ignored.uri).path);
      return l10n.t(
        '"{0}" is not in the build context "{1}": line {2} of {3} leaves it out ({4}).',
        source,
        folder,
        ignored.line + 1,
        file,
        ignored.pattern,
      );
    }
    case "stage":
      return l10n.t('"/{0}" is not in the stage {1}.', source, place.name);
    case "other":
      return l10n.t('"/{0}" is not in {1}.', source, place.text);
  }
}

function nearOf({ near, place }: MissingSourceAnswer, above: string | undefined): string {
  const listed = near.map(each => `"${each}"`).join(", ");
  const there =
    near.length === 0
      ? ""
      : place?.kind === "stage"
        ? ` ${l10n.t("The stage has {0}.", listed)}`
        : ` ${l10n.t("The build context has {0}.", listed)}`;
  return above === undefined ? there : ` ${l10n.t('The folder "{0}" has it.', shownFolder(above))}${there}`;
}
