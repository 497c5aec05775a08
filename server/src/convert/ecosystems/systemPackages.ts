/** Debian and Ubuntu with a language that is installed with their packages: built as on the image of the language, on a system of the same release. */
import * as l10n from "@vscode/l10n";
import { refusal } from "../conversion";
import { isSystemImage } from "../slimImage";
import { readImage } from "../image";
import { nameOf } from "../paths";
import { installedPackages } from "../packages";
import type { Refusal } from "../conversion";
import type { Ecosystem, Plan } from "../plan";
import { allCommands } from "../singleStage";
import type { SingleStage } from "../singleStage";
import { c } from "./c";
import { go } from "./go";
import { java } from "./java";
import { node } from "./node";
import { python } from "./python";
import { rust } from "./rust";

/** The languages, by the packages that bring them, the commands that build, and the program that starts what is built; null for any. */
const LANGUAGES: readonly (readonly [Ecosystem, packages: RegExp, builds: RegExp, starts: RegExp | null])[] =
  [
    [
      python,
      /^python3(?:\.\d+)?(?:-\w+)?$/,
      /^(?:pip3?|python3?[\d.]*)$/,
      /^(?:celery|daphne|flask|gunicorn|hypercorn|python3?[\d.]*|streamlit|uvicorn|uwsgi)$/,
    ],
    [node, /^(?:nodejs|npm)$/, /^(?:npm|npx|pnpm|yarn)$/, /^(?:node|nodejs|npm|npx|pm2-runtime|pnpm|yarn)$/],
    [
      java,
      /^(?:default|openjdk-\d+)-jdk(?:-headless)?$/,
      /^(?:ant|gradle|gradlew|javac|mvn|mvnw)$/,
      /^java$/,
    ],
    [go, /^golang(?:-go|-\d.*)?$/, /^go$/, null],
    [rust, /^(?:cargo|rustc)$/, /^(?:cargo|rustc)$/, null],
    [
      c,
      /^(?:build-essential|clang(?:-\d+)?|cmake|g\+\+(?:-\d+)?|gcc(?:-\d+)?|make)$/,
      /^(?:c\+\+|cc|clang(?:\+\+)?|cmake|g\+\+|gcc|make|meson|ninja)$/,
      null,
    ],
  ];

export const systemPackages: Ecosystem = {
  owns: repository => isSystemImage(readImage(repository)),
  plan: (single, project) => {
    const found = languageOf(single);
    return found === null
      ? refusal(
          l10n.t(
            "Cannot determine which language the program on {0} is written in. Supported are the Debian packages of Node.js, Go, Python, Java, Rust and C.",
            single.stage.base.text,
          ),
        )
      : withRuntime(found.plan(single, project), single);
  },
};

/** Packages that bring another one, which runs programs: where they are left to the build, that one is named. */
const BRING: readonly (readonly [packages: RegExp, runs: RegExp, name: string])[] = [
  [/^python3-(?:dev|pip|setuptools|venv|wheel)$/, /^python3(?:-minimal|\.\d+)?$/, "python3"],
  [/^npm$/, /^nodejs$/, "nodejs"],
];

function withRuntime(plan: Plan | Refusal, { lines }: SingleStage): Plan | Refusal {
  if ("refused" in plan) return plan;
  const installed = [...installedPackages(lines)];
  const missing = BRING.filter(
    ([packages, runs]) =>
      installed.some(name => packages.test(name)) && !installed.some(name => runs.test(name)),
  ).map(([, , name]) => name);
  return {
    ...plan,
    surePackages: /^(?:nodejs|python3(?:\.\d+)?)$/,
    libraries: [...missing, ...(plan.libraries ?? [])],
  };
}

/** The language of the program that starts; null where none is installed that could be it. */
function languageOf(single: SingleStage): Ecosystem | null {
  const packages = [...installedPackages(single.lines)];
  const programs = new Set(allCommands(single).map(({ words }) => nameOf(words[0] ?? "")));
  const program = nameOf(single.start.words[0] ?? "");
  const possible = LANGUAGES.filter(
    ([, named, builds]) =>
      packages.some(name => named.test(name)) && [...programs].some(name => builds.test(name)),
  );
  const started = possible.find(([, , , starts]) => starts?.test(program) === true);
  return (started ?? possible.find(([, , , starts]) => starts === null))?.[0] ?? null;
}
