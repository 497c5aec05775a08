/** A build argument that a file around the Dockerfile gives, and that nothing in the Dockerfile takes. */
import * as l10n from "@vscode/l10n";
import { misspelledOption } from "../../stages/model/suggest";
import {
  PREDEFINED_ARGUMENT,
  declaredArguments,
  undeclaredBuildArgument,
  undeclaredMessage,
} from "../own/undeclaredBuildArgument";
import { isUncertain } from "./buildAround";
import type { AroundRule } from "./buildAround";

export const undeclaredArguments: AroundRule = {
  rule: undeclaredBuildArgument,
  judge: build => {
    const { use, analysis, isNameWritten } = build;
    const isKnown = analysis && !isUncertain(build) && !analysis.frontend.hasLabs;
    const declared = isKnown ? declaredArguments(analysis) : null;
    return [...use.args].map(([name, { name: place }]) => {
      const claim = { place, text: name };
      // A name that a variable gives is none that can be judged.
      const isRight =
        !declared || declared.has(name) || !/^\w+$/.test(name) || PREDEFINED_ARGUMENT.test(name);
      if (isRight) return { ...claim, problem: null };
      const others = [...declared].filter(each => !use.args.has(each));
      const near =
        others.find(each => each.toLowerCase() === name.toLowerCase()) ?? misspelledOption(name, others);
      const message = undeclaredMessage(name, near);
      const advice = l10n.t("Declare it with ARG in the Dockerfile, or remove it here.");
      const fixes =
        near !== null && isNameWritten(place, name)
          ? [{ title: l10n.t('Use the argument "{0}"', near), place, text: near }]
          : [];
      return { ...claim, problem: { message, advice, fixes, isUnnecessary: true as const } };
    });
  },
};
