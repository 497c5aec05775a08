/** A named context that a file around the Dockerfile gives, and that nothing in the Dockerfile names. */
import * as l10n from "@vscode/l10n";
import type { Use } from "../../around/use";
import type { Analysis } from "../../stages/analysis/analysis";
import { misspelledOption } from "../../stages/model/suggest";
import type { Rule } from "../rule";
import { isUncertain } from "./buildAround";
import type { AroundRule } from "./buildAround";

export const unusedNamedContext: Rule = {
  id: "UnusedNamedContext",
  title: "A named context has an effect only if the Dockerfile names it",
  advice: () => l10n.t("Use it in FROM, COPY --from or a mount of the Dockerfile, or remove it here."),
  severity: "warning",
  origin: "own",
  isAboutStages: true,
};

export const unusedNamedContexts: AroundRule = {
  rule: unusedNamedContext,
  judge: build => {
    const { use, analysis, isNameWritten } = build;
    if (use.contexts.size === 0) return [];
    const known = analysis && !isUncertain(build) ? underUse(analysis, use) : null;
    return [...use.contexts].map(([name, { name: place }]) => {
      const claim = { place, text: name };
      if (!known || !/^[\w./:@-]+$/.test(name) || isNamed(known, name)) return { ...claim, problem: null };
      const others = contextNames(known).filter(each => !use.contexts.has(each));
      const near = misspelledOption(name, others);
      const message =
        near === null
          ? l10n.t('Nothing in the Dockerfile names the context "{0}", so it is not used', name)
          : l10n.t(
              'Nothing in the Dockerfile names the context "{0}", so it is not used (did you mean {1}?)',
              name,
              near,
            );
      const fixes =
        near !== null && isNameWritten(place, name)
          ? [{ title: l10n.t('Use the name "{0}"', near), place, text: near }]
          : [];
      const advice = unusedNamedContext.advice();
      return { ...claim, problem: { message, advice, fixes, isUnnecessary: true as const } };
    });
  },
};

/** The Dockerfile with what the build gives it; null where that leaves open what something in it names. */
function underUse(analysis: Analysis, { args }: Use): Analysis | null {
  const given = [...args].flatMap(([name, { value }]) =>
    value && !value.isOpen ? [[name, value.text] as const] : [],
  );
  const isOpen = given.length < args.size;
  const { references, stages } = analysis.model;
  const hasVariables = stages.some(({ base }) => base.text.includes("$"));
  // What platforms the build is for, and what the environment gives, may change what a base is.
  if (hasVariables && (isOpen || stages.some(({ base }) => /\$\{?(?:TARGET|BUILD)/.test(base.text))))
    return null;
  const known = hasVariables ? analysis.under({ buildArgs: new Map(given), contexts: [] }) : analysis;
  return references.length > 0 && known.model.references.some(({ to }) => to === null) ? null : known;
}

/** Whether something in the Dockerfile means the context of this name. */
function isNamed(analysis: Analysis, name: string): boolean {
  const { options } = analysis.model;
  const { model, directives } = analysis.under({ ...options, contexts: [name] });
  return (
    model.stages.some(({ replaced }) => replaced) ||
    model.references.some(({ to }) => to === "context") ||
    directives.syntax?.value === name
  );
}

/** What a context could take the place of: the stages, and the images, by their names. */
export function contextNames({ model: { stages, references } }: Analysis): string[] {
  const images = references.filter(({ to }) => to === "image").map(({ text }) => text);
  return [...new Set([...images, ...stages.map(({ name }) => name)])].filter(name => name !== "");
}
