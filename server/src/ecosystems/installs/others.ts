/** What the package managers of other languages read when they install the packages of a project. */
import * as l10n from "@vscode/l10n";
import { fieldsIn, keysOf, more, NOTHING, operandsOf, present } from "./needs";
import type { InstallNeeds, ReadsProject } from "./needs";

const namesFiles = (manifest: string) =>
  more(l10n.t("{0} names packages that are files of the project.", manifest));
const unknown = (manifest: string) => more(l10n.t("{0} is not known.", manifest));

/** Whether an option names another file or folder than the one that the manager takes by itself, in whichever way it is written. */
function hasOption(words: readonly string[], names: RegExp): boolean {
  return words.some(word => names.test(word));
}

export const go: ReadsProject = (words, folder) => {
  if (hasOption(words, /^--?(?:C|modfile|overlay)(?:=|$)/)) return null;
  const [verb, second, ...rest] = operandsOf(words);
  if (
    verb === "install" &&
    second !== undefined &&
    [second, ...rest].every(name => /^[\w./-]+@[\w.-]+$/.test(name))
  )
    return NOTHING;
  if (verb !== "mod" || (second !== "download" && second !== "verify")) return null;
  const text = folder.text("go.mod");
  if (text === null) return unknown("go.mod");
  if (folder.names.has("go.work"))
    return more(l10n.t("The packages of a workspace have their own {0}.", "go.mod"));
  if (/=>\s*(?:\.{0,2}\/|\.\.?\s*$)/m.test(text)) return namesFiles("go.mod");
  return { kind: "files", files: present(folder, ["go.mod", "go.sum"]), outputs: [] };
};

export const cargo: ReadsProject = words => {
  if (hasOption(words, /^(?:--manifest-path|--config)(?:=|$)|^-C/)) return null;
  const [verb, ...names] = operandsOf(words.filter(word => !/^\+/.test(word)));
  if (verb === "install" && names.length > 0 && !words.some(word => /^--path/.test(word)))
    return names.every(name => /^[\w@.-]+$/.test(name)) ? NOTHING : null;
  return verb === "fetch" || verb === "vendor"
    ? more(
        l10n.t(
          "Cargo reads the sources beside {0}. Use cargo-chef to install the dependencies first.",
          "Cargo.toml",
        ),
      )
    : null;
};

export const ruby: ReadsProject = (words, folder) => {
  const [program] = words;
  const [verb, ...names] = operandsOf(words);
  if (hasOption(words, program === "gem" ? /^-g|^--file(?:=|$)/ : /^--gemfile(?:=|$)/)) return null;
  if (program === "gem")
    return verb === "install" && names.every(name => /^[\w.:-]+$/.test(name)) ? NOTHING : null;
  if (verb === "config" || verb === "clean") return NOTHING;
  if (verb !== undefined && verb !== "install") return null;
  const text = folder.text("Gemfile");
  if (text === null) return unknown("Gemfile");
  const lines = text.split(/\r?\n/).map(line => line.trim());
  if (
    lines.some(line =>
      /^(?:path|gemspec)\b|\bpath:|:path\s*=>|\b(?:eval_gemfile|require_relative|instance_eval|File\.|Dir\b|glob)/.test(
        line,
      ),
    )
  )
    return namesFiles("Gemfile");
  return {
    kind: "files",
    files: present(folder, ["Gemfile", "Gemfile.lock", ".ruby-version", ".tool-versions"]),
    outputs: [".bundle/", ...(words.some(word => /^--(?:path|deployment)/.test(word)) ? ["vendor/"] : [])],
  };
};

/** Scripts that Composer runs when it installs (https://getcomposer.org/doc/articles/scripts.md). */
const COMPOSER_SCRIPTS =
  /^(?:pre|post)-(?:install|update|autoload|status|package|dependencies|pool|operations|file)/;

export const composer: ReadsProject = (words, folder) => {
  const [verb] = operandsOf(words);
  // Another folder than the one it runs in.
  if (hasOption(words, /^-d|^--working-dir(?:=|$)/)) return null;
  if (verb !== "install" && verb !== "i") return verb === "clear-cache" || verb === "config" ? NOTHING : null;
  const text = folder.text("composer.json");
  if (text === null) return unknown("composer.json");
  const fields = fieldsIn(text);
  const config = fieldsOf(fields["config"]);
  const has = (...options: string[]) => words.some(word => options.includes(word));
  const script = keysOf(fields["scripts"]).find(name => COMPOSER_SCRIPTS.test(name));
  if (script !== undefined && !has("--no-scripts"))
    return more(l10n.t('The script "{0}" of {1} may read other files.', script, "composer.json"));
  const isOptimized =
    has("-o", "--optimize-autoloader", "-a", "--classmap-authoritative") ||
    config["optimize-autoloader"] === true ||
    config["classmap-authoritative"] === true;
  const readsClasses = isOptimized || /"classmap"\s*:/.test(text);
  if (readsClasses && !has("--no-autoloader"))
    return more(
      l10n.t(
        "Composer reads the classes of the project for its autoloader. {0} leaves that out.",
        "--no-autoloader",
      ),
    );
  if (/"type"\s*:\s*"path"/.test(text)) return namesFiles("composer.json");
  return {
    kind: "files",
    files: present(folder, ["composer.json", "composer.lock", "auth.json", "symfony.lock"]),
    outputs: ["vendor/"],
  };
};

export const dotnet: ReadsProject = (words, folder) => {
  const [verb, ...projects] = operandsOf(words);
  // Without a place of their own, tools are those of a manifest in the project.
  if (verb === "tool") return words.some(word => /^(?:-g|--global|--tool-path)$/.test(word)) ? NOTHING : null;
  if (verb !== "restore" || hasOption(words, /^--(?:configfile|lock-file-path)(?:[=:]|$)/)) return null;
  const all = [...folder.names].filter(name => /\.(?:cs|fs|vb)proj$/.test(name));
  const [only] = all;
  if (only === undefined || all.length > 1 || projects.some(name => name.replace(/^\.\//, "") !== only))
    return more(l10n.t("{0} reads several projects, or one in another folder.", "dotnet restore"));
  const text = folder.text(only);
  if (text === null) return unknown(only);
  if (/<(?:ProjectReference|Import)\b/i.test(text)) return namesFiles(only);
  const beside = [
    "Directory.Build.props",
    "Directory.Build.targets",
    "Directory.Packages.props",
    "NuGet.config",
    "NuGet.Config",
    "nuget.config",
    "global.json",
    "packages.lock.json",
  ];
  return { kind: "files", files: [only, ...present(folder, beside)], outputs: ["obj/"] };
};

export const mix: ReadsProject = (words, folder) => {
  const [verb = ""] = operandsOf(words);
  if (/^local\.(?:hex|rebar)$/.test(verb)) return NOTHING;
  if (verb !== "deps.get" && verb !== "deps.compile") return null;
  const text = folder.text("mix.exs");
  if (text === null) return unknown("mix.exs");
  if (/\bpath:|\bapps_path:|\bFile\.|\bCode\.(?:eval|require)/.test(text)) return namesFiles("mix.exs");
  const files = present(folder, [
    "mix.exs",
    "mix.lock",
    ".formatter.exs",
    ...(verb === "deps.compile" ? ["config/"] : []),
  ]);
  return { kind: "files", files, outputs: ["deps/", "_build/"] };
};

export const maven: ReadsProject = (words, folder) => {
  const goals = operandsOf(words);
  if (
    !goals.every(goal => /^(?:dependency:(?:go-offline|resolve|resolve-plugins))$/.test(goal)) ||
    goals.length === 0
  )
    return null;
  // Options that name another folder or file.
  if (
    hasOption(
      words,
      /^-(?:f(?!ae|f|n)|pl|s|gs|t)|^--(?:file|projects|settings|global-settings|toolchains)(?:=|$)/,
    )
  )
    return null;
  const text = folder.text("pom.xml");
  if (text === null) return unknown("pom.xml");
  if (/<modules>|<systemPath>|<relativePath>\s*[^\s<]/.test(text)) return namesFiles("pom.xml");
  return { kind: "files", files: present(folder, ["pom.xml", "mvnw", ".mvn/"]), outputs: ["target/"] };
};

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** Reads nothing of the project, whatever is in it. */
export function readsNothing(words: readonly string[]): InstallNeeds | null {
  const [program = "", ...rest] = words;
  // A path, or an option whose value is a file.
  const isPlain = rest.every(word => !/^\.{0,2}\/|\.(?:deb|rpm|apk)$|^file:/.test(word));
  if (SYSTEM.test(program)) return isPlain ? NOTHING : null;
  if (program === "rm")
    return rest.every(word => word.startsWith("-") || /^\/(?:var|tmp|root|usr\/share|etc\/apt)\//.test(word))
      ? NOTHING
      : null;
  if (HARMLESS.test(program)) return NOTHING;
  return null;
}

const SYSTEM =
  /^(?:apt|apt-get|apk|dnf|microdnf|yum|tdnf|zypper|pacman|adduser|addgroup|useradd|groupadd|locale-gen|update-ca-certificates)$/;
const HARMLESS = /^(?::|true|set|sleep|id|whoami|uname|date)$/;
