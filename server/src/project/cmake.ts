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
    file =>
      !/(?:^|\/)(?:tests?|third_party|external|deps|examples?|samples?|bench(?:marks?)?|fuzz)\//.test(file),
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
  const { build, run, unknown } = librariesOf(all);
  if (unknown.length > 0)
    return {
      what: l10n.t("{0} with {1}", "C, C++", "CMake"),
      manifest: "CMakeLists.txt",
      notes: [],
      proposals: [],
      refused: l10n.t(
        "The build requires {0}. Which packages of Debian bring it is not known.",
        unknown.join(", "),
      ),
    };
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
            ...(build.length === 0
              ? []
              : [{ replace: "ninja-build", by: ["ninja-build", ...build].join(" ") }]),
            ...(run.length === 0
              ? []
              : [
                  {
                    replace: "AS ${5:runtime}\n",
                    by: `AS \${5:runtime}\nRUN apt-get update \\\\\n    && apt-get install --yes --no-install-recommends ${run.join(" ")} \\\\\n    && rm -rf /var/lib/apt/lists/*\n`,
                  },
                ]),
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

/** What find_package means, as packages of Debian 13: to compile, and to run. */
const PACKAGES: Readonly<Record<string, readonly [build: string, run: string]>> = {
  boost: [
    "libboost-all-dev",
    "libboost-atomic1.83.0 libboost-chrono1.83.0t64 libboost-filesystem1.83.0 libboost-program-options1.83.0 libboost-regex1.83.0 libboost-system1.83.0 libboost-thread1.83.0",
  ],
  curl: ["libcurl4-openssl-dev", "libcurl4t64"],
  eigen3: ["libeigen3-dev", ""],
  fmt: ["libfmt-dev", "libfmt10"],
  git: ["git", ""],
  libxml2: ["libxml2-dev", "libxml2"],
  nlohmann_json: ["nlohmann-json3-dev", ""],
  openssl: ["libssl-dev", "libssl3t64"],
  pkgconfig: ["pkg-config", ""],
  postgresql: ["libpq-dev", "libpq5"],
  protobuf: ["libprotobuf-dev protobuf-compiler", "libprotobuf32t64"],
  python3: ["python3", ""],
  pythoninterp: ["python3", ""],
  spdlog: ["libspdlog-dev", "libspdlog1.15"],
  sqlite3: ["libsqlite3-dev", "libsqlite3-0"],
  threads: ["", ""],
  "yaml-cpp": ["libyaml-cpp-dev", "libyaml-cpp0.8"],
  zlib: ["zlib1g-dev", "zlib1g"],
};

function librariesOf(text: string): { build: string[]; run: string[]; unknown: string[] } {
  const wanted = [...text.matchAll(/\bfind_package\s{0,9}\(\s{0,40}([\w+.-]{1,60})([^)]{0,300})/gi)].map(
    ([, name = "", rest = ""]) => ({
      name,
      isRequired: /\bREQUIRED\b/.test(rest),
    }),
  );
  const known = wanted.flatMap(({ name, isRequired }) =>
    isRequired ? (PACKAGES[name.toLowerCase()] ?? []) : [],
  );
  const words = (index: number) =>
    known
      .filter((_, at) => at % 2 === index)
      .flatMap(one => one.split(" "))
      .filter(one => one !== "");
  const fetches = /\b(?:FetchContent_Declare|ExternalProject_Add|CPMAddPackage)\b/i.test(text)
    ? ["ca-certificates", "git"]
    : [];
  return {
    build: [...new Set([...words(0), ...fetches])].sort(),
    run: [...new Set(words(1))].sort(),
    unknown: wanted
      .filter(
        ({ name, isRequired }) =>
          isRequired &&
          !Object.hasOwn(PACKAGES, name.toLowerCase()) &&
          !/^(?:GTest|Catch2|benchmark|doctest|Doxygen|CTest)$/i.test(name),
      )
      .map(({ name }) => name),
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
      const isOwn =
        kind !== "ALIAS" &&
        kind !== "IMPORTED" &&
        !/(?:^|[_-])(?:tests?|bench(?:mark)?s?|examples?|samples?|demo|fuzz\w*)(?:[_-]|$)|tests?$/i.test(
          name ?? "",
        ) &&
        !/(?:^|\/)(?:examples?|samples?|bench(?:marks?)?|fuzz|demos?|tools?)(?:\/|$)/i.test(folder);
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
