/** What cards of arguments and of variables have in common: the value as a title, and who gives it. */
import * as l10n from "@vscode/l10n";
import type { FeatureContext } from "../context";
import { code, filled, paragraph, strong } from "./markup";
import type { Block, Line } from "./markup";

/** A name with its value; null or undefined is no value. */
export function valueTitle(name: string, value: string | null | undefined): Block {
  if (value === null || value === undefined)
    return paragraph(...filled(l10n.t("{0} — no value"), strong(name)));
  return value === ""
    ? paragraph(...filled(l10n.t("{0} — empty"), strong(name)))
    : paragraph(strong(name), " = ", code(value));
}

/** A name whose value differs from platform to platform. */
export function varyingTitle(name: string): Block {
  return paragraph(strong(name), ` — ${l10n.t("depends on the platform of the build")}`);
}

/**
 * A build gives the argument its value, as another file says or by the settings; `written` is the default that it overrides, in
 * `line` (from 1), or null.
 */
export function fromBuild(
  { analysis: { model } }: FeatureContext,
  name: string,
  written: string | null,
  line: string,
): Line {
  const build = model.options.around?.inForce;
  if (build?.args.has(name))
    return written === null
      ? filled(l10n.t("Build argument from {0}"), strong(build.label))
      : filled(
          l10n.t("Build argument from {0}, overrides the default {1} in line {2}"),
          strong(build.label),
          code(written),
          line,
        );
  return written === null
    ? [l10n.t("Build argument from the settings")]
    : filled(
        l10n.t("Build argument from the settings, overrides the default {0} in line {1}"),
        code(written),
        line,
      );
}

/** A default gives the value; `written` is what `line` (from 1) has, where that comes to something else, or null. */
export function fromDefault(written: string | null, line: string, needsBuildArg: boolean): Line {
  if (written === null)
    return filled(
      needsBuildArg
        ? l10n.t("Default value from line {0}, which depends on a build argument without a value")
        : l10n.t("Default value from line {0}"),
      line,
    );
  return filled(
    needsBuildArg
      ? l10n.t("Default value from line {0}: {1}, which depends on a build argument without a value")
      : l10n.t("Default value from line {0}: {1}"),
    line,
    code(written),
  );
}
