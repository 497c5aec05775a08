import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { removal } from "../../edits/edit";
import type { Analysis } from "../../stages/analysis/analysis";
import { baseImage } from "../../stages/model/baseStage";
import type { Stage } from "../../stages/model/model";
import { asNumbers, ownerNames } from "../facts/owners";
import { fix, replacement } from "../fix";
import type { Fix } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

/** https://github.com/nodejs/docker-node: the user and the group of the image. */
const NODE = new Map([["node", "1000"]]);

/** More white space than anybody writes between two flags. */
const MOST_BLANKS = 100;

/** Newer frontends reject it; older ones fail at this step, unless the image store of the engine cannot link at all. */
export const linkWithUserName: Rule = {
  id: "LinkWithUserName",
  title: "COPY --link cannot look up the names in --chown",
  advice: () => l10n.t("Use numbers for the user and the group, or remove --link."),
  severity: "warning",
  origin: "own",
  isAboutStages: true,
  checkStage({ stage, steps }, analysis, report) {
    for (const step of steps) {
      const { instruction, line } = step;
      const link = instruction.flags.find(({ name }) => name === "link");
      if (!link || (link.value !== null && link.value.text.toLowerCase() !== "true")) continue;
      const owner = step.words.find(({ role }) => role === "chown");
      if (!owner || owner.expansion.conditional || owner.expansion.error !== null) continue;
      const { result } = owner.expansion;
      if (!needsLookup(result)) continue;
      report({
        ...stepPlace(step, owner.span),
        message: l10n.t(
          "--chown={0}: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead",
          result,
        ),
        line,
        ...stepFixes(step, () =>
          fixesOf(analysis, stage, line, result, { link: link.span, owner: owner.span }),
        ),
      });
    }
  },
};

/** Whether a file has to be read to know the owner: the builder knows `root` by itself. */
function needsLookup(value: string): boolean {
  const names = ownerNames(value);
  return names !== null && [names.user, names.group].some(name => name !== null && name !== "root");
}

function fixesOf(
  { model }: Analysis,
  stage: Stage,
  line: LogicalLine,
  value: string,
  { link, owner }: { link: Span; owner: Span },
): Fix[] {
  const { start, end } = toDocument(line, link);
  const [blanks = ""] = /^[ \t]*/.exec(model.file.text.slice(end, end + MOST_BLANKS)) ?? [];
  const unlinked = fix(l10n.t("Remove --link"), {
    changes: [removal({ start, end: end + blanks.length })],
  });
  const image = baseImage(model, stage) ?? "";
  const numbers = asNumbers(
    value,
    /^(?:docker\.io\/)?(?:library\/)?node(?:[:@]|$)/.test(image) ? NODE : null,
  );
  if (numbers === null) return [unlinked];
  const written = `--chown=${numbers}`;
  return [replacement(l10n.t('Write "{0}"', written), toDocument(line, owner), written), unlinked];
}
