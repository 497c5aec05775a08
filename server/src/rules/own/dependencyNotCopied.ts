import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { inVirtualEnvironment, withCopies, withRun } from "../../edits/bringPackages";
import type { PackagesPlace } from "../../edits/bringPackages";
import type { Analysis } from "../../stages/analysis/analysis";
import { startOf } from "../../stages/analysis/start";
import type { StageUses } from "../../stages/analysis/uses";
import { baseChain, baseImage } from "../../stages/model/baseStage";
import { stageLabel } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import type { Reference } from "../../stages/model/references";
import { copiedPackages, hasPackages, isMissingIn } from "../facts/copiedPackages";
import { installedIn, npmPrograms } from "../facts/installedPackages";
import type { Installed } from "../facts/installedPackages";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

export const dependencyNotCopied: Rule = {
  id: "DependencyNotCopied",
  title: "Packages that a stage installs outside of the copied folders are missing in the final stage",
  advice: () =>
    l10n.t("Copy the packages, too, install them in a folder that is copied, or install them in this stage."),
  severity: "warning",
  origin: "own",
  isAboutStages: true,
  checkUses(uses, analysis, report) {
    const { stage } = uses;
    const copies = copiesOf(uses);
    if (copies.length === 0 || !analysis.isStarted[stage.index]) return;
    const chain = baseChain(analysis.model, stage);
    const root = chain.at(-1);
    // What the image of another build has and starts is said there.
    if (root && analysis.linkedImage(root)) return;
    const { words } = startOf(chain.toReversed().flatMap(({ body }) => body));
    const seen = new Set<Installed["ecosystem"]>();
    for (const { reference, from } of copies.toReversed()) {
      const others = baseChain(analysis.model, from).filter(each => !chain.includes(each));
      for (const installed of installedIn(analysis, others)) {
        const program = neededFrom(analysis, { from, chain, words }, installed);
        if (program === null || seen.has(installed.ecosystem)) continue;
        seen.add(installed.ecosystem);
        const { line, span, text } = reference;
        const { command } = installed;
        report({
          span: toDocument(line, span),
          message:
            installed.kind === "libraries"
              ? l10n.t(
                  '"{0}" installs packages with "{1}", and this stage has none of them',
                  stageLabel(from),
                  command,
                )
              : l10n.t(
                  '"{0}" installs {1} with "{2}", and this stage starts it but does not have it',
                  stageLabel(from),
                  program,
                  command,
                ),
          related: [
            {
              span: { start: installed.line.start, end: installed.line.end },
              message: l10n.t("The packages are installed here"),
            },
          ],
          line,
          fixes: () =>
            installed.line.instruction.trigger
              ? []
              : fixesOf(analysis, stage, from, installed, program, {
                  install: installed.line,
                  copy: line,
                  from: text,
                }),
        });
      }
    }
  },
};

/** The copies of a stage from other stages above it. */
function copiesOf({ stage, own, meant }: StageUses): { reference: Reference; from: Stage }[] {
  return own.flatMap((reference, index) => {
    const from = meant[index]?.stage;
    const isCopy = reference.form === "COPY" && !reference.onbuild;
    return isCopy && from && from.index < stage.index && !from.replaced ? [{ reference, from }] : [];
  });
}

interface Consumer {
  readonly from: Stage;
  /** The stage, and those that it is based on. */
  readonly chain: readonly Stage[];
  /** What its containers start. */
  readonly words: readonly string[];
}

/** What the stage needs of what is installed: the program that it starts; `""` for libraries; null for nothing, or what it has. */
function neededFrom(
  analysis: Analysis,
  { from, chain, words }: Consumer,
  installed: Installed,
): string | null {
  const { model } = analysis;
  const [stage] = chain;
  const [start = ""] = words;
  const name = /^(?:\/(?:usr\/(?:local\/)?)?bin\/)?([\w.-]+)$/.exec(start)?.[1] ?? "";
  if (!stage || hasPackages(analysis, chain, installed, name)) return null;
  const image = baseImage(model, stage) ?? "";
  if (installed.kind === "libraries")
    return copiedPackages(installed.ecosystem, start, image, baseImage(model, from) ?? "") ? "" : null;
  const { programs, ecosystem } = installed;
  const isInstalled = programs?.includes(name) ?? (name !== "" && isMissingIn(image, name));
  return isInstalled && copiedPackages(ecosystem, name, image, "") ? name : null;
}

function fixesOf(
  analysis: Analysis,
  stage: Stage,
  from: Stage,
  { ecosystem, folder, words }: Installed,
  program: string,
  place: PackagesPlace,
): Fix[] {
  const copy = (...paths: { from: string; to: string }[]) =>
    fix(l10n.t("Copy the packages"), withCopies(analysis, place, paths));
  const same = (path: string) => ({ from: path, to: path });
  switch (ecosystem) {
    case "python": {
      if (folder !== null) {
        const copied = withCopies(analysis, place, [same(folder)], `${folder}/bin`);
        return [fix(l10n.t("Copy the packages"), copied)];
      }
      const copied = sameFolder(analysis, stage, place);
      const environment = copied === null ? "/opt/venv" : `${copied}/.venv`;
      const venv = fix(
        l10n.t("Install the packages in a virtual environment, {0}", environment),
        inVirtualEnvironment(analysis, place, environment, copied !== null),
      );
      const versions = [stage, from].map(
        each => /:(\d+\.\d+)/.exec(baseImage(analysis.model, each) ?? "")?.[1],
      );
      if (versions[0] === undefined || versions[0] !== versions[1]) return [venv];
      return [venv, copy(same(`/usr/local/lib/python${versions[0]}/site-packages`), same("/usr/local/bin"))];
    }
    case "ruby":
      return [copy(same("/usr/local/bundle"))];
    case "go":
    case "rust":
      return [copy({ from: `${folder ?? ""}/${program}`, to: `/usr/local/bin/${program}` })];
    case "node":
      return [
        fix(l10n.t("Install it in this stage, too"), withRun(analysis, place, onlyOne(words, program))),
      ];
    case "system": {
      const isAlpine = words.includes("apk");
      const command = isAlpine
        ? `apk add --no-cache ${program}`
        : `apt-get update && apt-get install -y --no-install-recommends ${program} && rm -rf /var/lib/apt/lists/*`;
      const image = baseImage(analysis.model, stage) ?? "";
      if (/\b(?:dnf|yum|microdnf)\b/.test(words.join(" ")) || isAlpine !== /alpine/.test(image)) return [];
      return [fix(l10n.t("Install it in this stage, too"), withRun(analysis, place, command))];
    }
  }
}

/** The command that installs the package of a program alone. */
function onlyOne(words: readonly string[], program: string): string {
  const verb = words.findIndex(word => /^(?:add|i|install)$/.test(word));
  const others = words.filter(
    (word, index) => index > verb && !word.startsWith("-") && !npmPrograms(word).includes(program),
  );
  return words.filter(word => !others.includes(word)).join(" ");
}

/** The folder that a copy brings to the path that it has in the other stage, or null. */
function sameFolder({ evaluation }: Analysis, stage: Stage, { copy }: PackagesPlace): string | null {
  const step = evaluation(stage)?.steps.find(({ line }) => line === copy);
  const [source, target, ...others] = (step?.words ?? []).filter(
    ({ role }) => role === "operand" || role === "destination",
  );
  if (!source || !target || others.length > 0) return null;
  const [from = "", to = ""] = [source, target].map(({ expansion }) => expansion.result.replace(/\/$/, ""));
  const path = to === "." || to === "" ? step?.workdir : to;
  return from === path && /^\/[\w./-]+$/.test(from) && !/\.\w+$/.test(from) ? from : null;
}
