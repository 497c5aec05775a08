/** Python: packages are installed into a virtual environment, which is copied with the program to the slim image. */
import * as l10n from "@vscode/l10n";
import { refusal } from "../conversion";
import type { Project } from "../conversion";
import { noBenefit, noProgramFolder, programFolder } from "../benefit";
import { isAlpine } from "../image";
import { isSmall, smallBase } from "../slimImage";
import { resolvePath } from "../paths";
import { isWithin } from "../../stages/files/paths";
import type { Artifact, Ecosystem } from "../plan";
import { allCommands } from "../singleStage";
import type { SingleStage } from "../singleStage";
import { missingPrograms } from "../runtimeNeeds";

const VENV = "/opt/venv";
const TOOLS = /^(?:git|make|pip\d*(?:\.\d+)?|pipenv|poetry|pytest|python\d*(?:\.\d+)?|uv|virtualenv)$/;

/** Libraries of the system that packages are linked with where they are built from source (packages.debian.org). */
const LIBRARIES: readonly (readonly [RegExp, debian: string, alpine: string])[] = [
  [/^psycopg2?(?![\w-])/im, "libpq5", "libpq"],
  [/^mysqlclient\b/im, "libmariadb3", "mariadb-connector-c"],
];

export const python: Ecosystem = {
  owns: repository => repository === "python",
  plan: (single, project) => {
    const { tag, start } = single;
    const commands = allCommands(single);
    const installsPackages = commands.filter(({ words }) => isInstall(words));
    const base = smallBase(single, l10n.t("The same Python version, without compilers and headers."), true);
    const refused = noBenefit(single, installsPackages.length > 0, base.base);
    if (refused) return refused;
    const [program = ""] = start.words;
    if (/^(?:poetry|pipenv|uv|uvx)$/.test(program))
      return refusal(
        l10n.t(
          '"{0}" starts the program. Cannot determine what it needs in addition to the packages. Start Python directly.',
          program,
        ),
      );
    const workdir = programFolder(single);
    if (workdir === null) return noProgramFolder();
    const odd = installsPackages.find(
      ({ words }) =>
        words.some(word => /^(?:--user|--target|-t|--prefix|--root)(?:=|$)/.test(word)) ||
        (words[0] === "uv" && words.includes("--system")),
    );
    if (odd)
      return refusal(
        l10n.t(
          '"{0}" installs packages in its own location. Cannot determine how the program finds them.',
          odd.words.join(" "),
        ),
      );
    if (start.words.some(word => word.startsWith("/usr/local/bin/")))
      return refusal(
        l10n.t(
          'The image starts "{0}", which will be in another folder. Remove the folder from the command.',
          start.words.join(" "),
        ),
      );
    const own = ownEnvironment(single);
    if (
      own === null &&
      installsPackages.some(({ at }) => at.user !== null && !/^(?:root|0)(?::|$)/.test(at.user))
    )
      return refusal(
        l10n.t("A user other than root installs the packages. Cannot determine where they are installed."),
      );
    const folder = own ?? VENV;
    const isUv =
      own === null && installsPackages.every(({ words }) => words[0] === "uv" && words[1] === "sync");
    const artifacts: Artifact[] = [
      ...(isUv || isWithin(folder, workdir)
        ? []
        : [{ from: folder, reason: l10n.t("The packages, without their build dependencies.") }]),
      { from: workdir, reason: l10n.t("The program folder, as built.") },
    ];
    const path = `ENV PATH="${folder}/bin:$PATH"`;
    const makes = own === null && !isUv;
    return {
      ...base,
      installs: isAlpine(tag) ? "apk" : "apt",
      artifacts,
      folder: workdir,
      ...(makes
        ? {
            first: [
              {
                text: `RUN python -m venv ${folder}`,
                reason: l10n.t("Packages are installed in a separate folder, which the next stage copies."),
              },
              { text: path },
            ],
            head: [{ text: path }],
          }
        : {}),
      libraries: [...librariesOf(project, isAlpine(tag)), ...(isAlpine(tag) ? [] : missingPrograms(single))],
      isBuild: ([name = ""]) => TOOLS.test(name),
      unknown:
        isSmall(tag) || project.texts.has("requirements.txt")
          ? []
          : [l10n.t("Not known: which system libraries the packages need. Install them here.")],
    };
  },
};

function isInstall(words: readonly string[]): boolean {
  const [program = "", ...rest] = words;
  if (/^pip\d*(?:\.\d+)?$/.test(program)) return rest.includes("install");
  if (/^python\d*(?:\.\d+)?$/.test(program))
    return rest[0] === "-m" && rest[1] === "pip" && rest.includes("install");
  if (program === "uv") return rest[0] === "sync" || (rest[0] === "pip" && rest.includes("install"));
  return (
    (program === "poetry" || program === "pipenv") &&
    /^(?:install|sync)$/.test(rest.find(word => !word.startsWith("-")) ?? "")
  );
}

/** The virtual environment that the file makes itself, or null. */
function ownEnvironment(single: SingleStage): string | null {
  for (const { words, at } of allCommands(single)) {
    const isMade =
      (/^python/.test(words[0] ?? "") && words[1] === "-m" && words[2] === "venv") ||
      words[0] === "virtualenv" ||
      (words[0] === "uv" && words[1] === "venv");
    const folder = words.at(-1);
    if (isMade && folder !== undefined && !folder.startsWith("-"))
      return resolvePath(at.workdir, folder.includes("$") ? (single.env("VIRTUAL_ENV") ?? "") : folder);
  }
  return null;
}

function librariesOf({ texts }: Project, alpine: boolean): string[] {
  const wanted = texts.get("requirements.txt") ?? "";
  return LIBRARIES.filter(([pattern]) => pattern.test(wanted)).map(([, debian, other]) =>
    alpine ? other : debian,
  );
}
