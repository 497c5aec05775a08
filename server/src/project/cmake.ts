/** CMakeLists.txt: the programs of a project, and whether it installs and tests them. Nothing is run. */
import * as l10n from "@vscode/l10n";
import { matching, parentOf } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import type { Change, Found, Question } from "./plan";
import { answerTo, askProgram, questionsOf } from "./questions";
import * as sanitize from "../shared/sanitize";

interface Target {
  readonly name: string;
  /** The folder of its CMakeLists.txt; `""` for the project's own. */
  readonly folder: string;
}

/** Reads a project of CMake; null where the folder has none, or builds nothing but libraries. */
export function readCmakeProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("CMakeLists.txt")) return null;
  const files = matching(folder, /(?:^|\/)CMakeLists\.txt$/).filter(
    file => !/(?:^|\/)(?:tests?|third_party|external)\//.test(file),
  );
  const texts = files.map(file => ({ file, text: withoutComments(folder.read(file) ?? "") }));
  const project = sanitize.name(
    /\bproject\s{0,9}\(\s{0,40}"?([\w.+-]{1,100})/i.exec(texts[0]?.text ?? "")?.[1],
  );
  const targets = texts.flatMap(({ file, text }) => targetsOf(text, parentOf(file), project));
  const all = texts.map(({ text }) => text).join("\n");
  if (targets.length === 0 && /\badd_library\s{0,9}\(/i.test(all)) return null;
  const names = [...new Set(targets.map(({ name }) => name))];
  const question =
    names.length > 1 ? askProgram(names) : names.length === 0 ? askTarget(project ?? "app") : null;
  const isInstalled = /\binstall\s{0,9}\(\s{0,40}TARGETS\b/i.test(all);
  const hasTests = /\b(?:enable_testing\s{0,9}\(|include\s{0,9}\(\s{0,9}CTest\b)/i.test(all);
  return {
    what: l10n.t("{0} with {1}", "C, C++", "CMake"),
    manifest: "CMakeLists.txt",
    notes: [],
    proposals: [
      {
        label: l10n.t("An installed program, without the compiler"),
        snippet: "ms-cmake",
        questions: questionsOf(question),
        plan: answers => {
          const name = answerTo(question, answers) ?? names[0] ?? "app";
          const target = targets.find(other => other.name === name) ?? { name, folder: "" };
          const changes: Change[] = [
            ...(hasTests ? [] : [{ without: "test" }]),
            ...(isInstalled ? [] : [copied(target)]),
          ];
          return {
            snippet: "ms-cmake",
            values: { 6: name },
            changes,
            ignored: ["build", "build-*", "cmake-build-*", "out", "CMakeUserPresets.json", ".cache", ".env"],
            needed: files.map(parentOf),
          };
        },
      },
    ],
  };
}

function withoutComments(text: string): string {
  return text.replace(/#.*/g, "");
}

function targetsOf(text: string, folder: string, project: string | null): Target[] {
  return [...text.matchAll(/\badd_executable\s{0,9}\(\s{0,40}([^\s()]{1,100})\s{0,40}(\w{0,20})/gi)].flatMap(
    ([, written = "", kind = ""]) => {
      const isProject = /^"?\$\{(?:CMAKE_)?PROJECT_NAME\}"?$/.test(written);
      const name = isProject ? project : sanitize.name(written.replace(/^"|"$/g, ""));
      const isOwn = kind !== "ALIAS" && kind !== "IMPORTED" && !/tests?$/i.test(name ?? "");
      return name !== null && isOwn ? [{ name, folder }] : [];
    },
  );
}

function askTarget(value: string): Question {
  return {
    id: "program",
    title: l10n.t("Program"),
    prompt: l10n.t("What is the name of the program that CMake builds?"),
    why: l10n.t("CMakeLists.txt does not name it."),
    value,
    kind: "name",
    optional: false,
  };
}

/** A project that installs nothing: its program is taken out of the folder that it is built in. */
function copied({ name, folder }: Target): Change {
  const built = folder === "" ? `/build/${name}` : `/build/${sanitize.path(folder) ?? "."}/${name}`;
  return {
    replace: "cmake --install /build --prefix /out --strip",
    by: `install -D --strip ${built} /out/bin/${name}`,
  };
}
