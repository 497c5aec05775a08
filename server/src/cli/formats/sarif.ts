/** SARIF 2.1.0, which code scanning and many editors read. Lines and columns begin at 1; columns count UTF-16 units. */
import { RULES } from "../../rules/registry";
import type { Rule, Severity } from "../../rules/rule";
import { builderRulePage } from "../../rules/rule";
import { fingerprintsOf } from "../fingerprint";
import { shownPath } from "../paths";
import type { CheckedFile, Problem } from "../problem";
import type { Format } from "../report";

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

const ROOT = "%SRCROOT%";

export const sarifFormat: Format = ({ files, failed, version }) => {
  const found = new Set(files.flatMap(({ problems }) => problems.map(({ rule }) => rule)));
  const rules = RULES.filter(({ id }) => found.has(id));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "dockerfile-stages",
            version,
            semanticVersion: version,
            rules: rules.map(ruleData),
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: failed.length === 0,
            toolExecutionNotifications: failed.map(({ path, failure }) => ({
              level: "error",
              message: { text: failure },
              locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
            })),
          },
        ],
        results: files.flatMap(file => resultsOf(file, indexes)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function ruleData({ id, title, advice, severity, origin }: Rule): object {
  return {
    id,
    name: id,
    shortDescription: { text: `${title}.` },
    help: { text: advice() },
    ...(origin === "builder" ? { helpUri: builderRulePage(id) } : {}),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultsOf(file: CheckedFile, indexes: ReadonlyMap<string, number>): object[] {
  const fingerprints = fingerprintsOf(file, shownPath(file.path));
  return file.problems.map(({ rule, severity, message, range, related }, index) => ({
    ruleId: rule,
    ...(indexes.has(rule) ? { ruleIndex: indexes.get(rule) } : {}),
    level: LEVELS[severity],
    message: { text: message },
    locations: [location(file, range)],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((each, id) => ({
            id,
            ...location(file, each.range),
            message: { text: each.message },
          })),
        }
      : {}),
    partialFingerprints: { "dockerfileStages/v1": fingerprints[index] },
  }));
}

function location({ path }: CheckedFile, { start, end }: Problem["range"]): object {
  return {
    physicalLocation: {
      artifactLocation: artifact(path),
      region: {
        startLine: start.line + 1,
        startColumn: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      },
    },
  };
}

/** A file as an address, relative to the root of the sources where it is in it. */
function artifact(path: string): object {
  const shown = shownPath(path);
  const isAbsolute = /^(?:\/|[a-z]:)/i.test(shown);
  const uri = shown.split("/").map(encodeURIComponent).join("/");
  if (isAbsolute) return { uri: `file://${shown.startsWith("/") ? "" : "/"}${uri}` };
  return { uri, uriBaseId: ROOT };
}
