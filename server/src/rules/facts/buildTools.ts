/**
 * Which images and packages are there to build with: compilers and the kits around them. What programs of a language also
 * need to run (an interpreter, a Java runtime) is none of it.
 */

/**
 * Repositories whose images carry a compiler: Docker Official Images
 * (https://github.com/docker-library/official-images/tree/master/library) and what the makers of a language publish.
 */
const SDK_REPOSITORIES = new Set([
  "dart", // https://hub.docker.com/_/dart
  "gcc", // https://hub.docker.com/_/gcc
  "golang", // https://hub.docker.com/_/golang
  "gradle", // https://hub.docker.com/_/gradle
  "haskell", // https://hub.docker.com/_/haskell
  "maven", // https://hub.docker.com/_/maven
  "rust", // https://hub.docker.com/_/rust
  "swift", // https://hub.docker.com/_/swift
  "emscripten/emsdk", // https://hub.docker.com/r/emscripten/emsdk
  "mcr.microsoft.com/dotnet/sdk", // https://mcr.microsoft.com/artifact/mar/dotnet/sdk
  "mcr.microsoft.com/openjdk/jdk", // https://mcr.microsoft.com/artifact/mar/openjdk/jdk
]);

/** Repositories that have a compiler under some tags alone: `eclipse-temurin:21-jdk`. */
const JDK_REPOSITORIES = new Set(["eclipse-temurin", "ibm-semeru-runtimes", "openjdk", "sapmachine"]);

/** Packages that are compilers or bring one (packages.debian.org, pkgs.alpinelinux.org, packages.fedoraproject.org). */
const PACKAGES = new Set([
  "build-base", // Alpine: gcc, g++, make, libc-dev
  "build-essential", // Debian: the same
  "cargo",
  "clang",
  "default-jdk", // Debian
  "default-jdk-headless",
  "g++",
  "gcc",
  "gcc-c++", // Fedora
  "ghc",
  "golang",
  "golang-go", // Debian
  "gradle",
  "maven",
  "rustc",
]);

/** The commands that install packages, by the program, with the words that mean to install. */
const INSTALLERS = new Map([
  ["apk", ["add"]],
  ["apt", ["install"]],
  ["apt-get", ["install"]],
  ["dnf", ["install"]],
  ["microdnf", ["install"]],
  ["yum", ["install"]],
  ["zypper", ["in", "install"]],
]);

/** Words that mean to take packages away again. */
const REMOVALS = new Set(["autoremove", "del", "erase", "purge", "remove", "rm"]);

/** Whether the image of a reference, as it is written, is one to build with. */
export function isBuildImage(reference: string): boolean {
  const [name = ""] = reference.split("@");
  const [, repository = "", tag = ""] = /^(.*?)(?::([^/:]*))?$/.exec(name) ?? [];
  const short = repository.replace(/^(?:docker\.io\/)?(?:library\/)?/, "");
  if (SDK_REPOSITORIES.has(short)) return short !== "swift" || !tag.includes("slim");
  return JDK_REPOSITORIES.has(short) && /\bjdk\b/.test(tag);
}

/** The first package to build with that the commands install and leave there, or null. */
export function installedBuildTool(commands: readonly (readonly string[])[]): string | null {
  let tool: string | null = null;
  for (const words of commands) {
    const [program = "", ...rest] = words[0] === "sudo" ? words.slice(1) : words;
    const installs = INSTALLERS.get(program);
    if (!installs) continue;
    if (rest.some(word => REMOVALS.has(word))) return null;
    if (rest.some(word => installs.includes(word))) tool ??= rest.find(isBuildPackage) ?? null;
  }
  return tool;
}

/** `gcc`, `gcc=4:12`, `gcc-12`, `openjdk-21-jdk-headless`, `openjdk21`. */
function isBuildPackage(word: string): boolean {
  const [name = ""] = word.split(/[=~<>]/);
  if (PACKAGES.has(name) || /^openjdk-?\d+(?:-jdk(?:-headless)?)?$/.test(name)) return true;
  return PACKAGES.has(name.replace(/-\d[\d.]*$/, ""));
}

/** The word of a command that compiles or packs a program, by the program that does it. */
const BUILDERS = new Map<string, readonly string[]>([
  ["cargo", ["build", "install"]],
  ["dotnet", ["build", "publish"]],
  ["dart", ["compile"]],
  ["go", ["build", "install"]],
  ["gradle", ["assemble", "bootJar", "build", "installDist", "jar", "shadowJar"]],
  ["mvn", ["install", "package", "verify"]],
  ["stack", ["build", "install"]],
  ["swift", ["build"]],
]);
const WRAPPERS = new Map([
  ["./gradlew", "gradle"],
  ["./mvnw", "mvn"],
]);

/** The command that builds a program, as its first two telling words, or null. */
export function buildCommand(commands: readonly (readonly string[])[]): string | null {
  for (const [written = "", ...words] of commands) {
    const program = WRAPPERS.get(written) ?? written;
    const word = words.find(operand => BUILDERS.get(program)?.includes(operand));
    if (word !== undefined) return `${written} ${word}`;
    if (written === "make" || /^(?:g?cc|g\+\+|clang|rustc|javac|ghc)$/.test(written))
      if (words.length > 0) return written;
  }
  return null;
}

/** Programs for Node.js that make files for a browser or for another version of the language. */
const BUNDLERS =
  /^(?:tsc|nest|ng|next|nuxt|nuxi|vite|vue-cli-service|webpack|rollup|esbuild|tsup|parcel|astro|gatsby|remix|react-scripts)$/;
/** Words of those that serve what they make, for somebody who works on it. */
const SERVES = /^(?:dev|start|serve|preview|watch|--watch|-w)$/;

/** The command that builds a program for Node.js, as its first telling words, or null. */
export function nodeBuildCommand(commands: readonly (readonly string[])[]): string | null {
  for (const [program = "", ...words] of commands) {
    const [first = "", second = ""] = words.filter(word => !word.startsWith("-"));
    if (/^(?:npm|pnpm|yarn|bun)$/.test(program)) {
      if (/^(?:run|run-script)$/.test(first) && isBuildScript(second)) return `${program} run ${second}`;
      if (program !== "npm" && program !== "bun" && isBuildScript(first)) return `${program} ${first}`;
      if (/^(?:exec|dlx|x)$/.test(first) && BUNDLERS.test(second)) return `${program} ${first} ${second}`;
    }
    const [bundler, ...rest] =
      program === "npx" || program === "bunx" ? [first, second] : [program, ...words];
    if (BUNDLERS.test(bundler.replace(/^.*\//, "")) && !rest.some(word => SERVES.test(word)))
      return program === bundler ? program : `${program} ${bundler}`;
  }
  return null;
}

function isBuildScript(name: string): boolean {
  return /^(?:build|compile|bundle|dist)(?:$|[:-])/.test(name);
}

/**
 * Images of languages that have compilers and headers for the packages of programs (https://hub.docker.com/_/buildpack-deps), and a
 * `-slim` beside them that runs the same programs; with the commands that install the packages of a project.
 */
const WITH_COMPILERS = new Map([
  ["node", /^(?:npm (?:ci|i|install|clean-install)|(?:pnpm|yarn) (?:i|install)|yarn)$/],
  ["python", /^(?:pip3? install|poetry install|pipenv (?:install|sync)|uv sync)$/],
  ["ruby", /^bundle install$/],
]);

/** The first command that installs the packages of a project on an image that has compilers for them, as its first words, or null. */
export function installOnCompilers(
  reference: string,
  commands: readonly (readonly string[])[],
): string | null {
  const [name = ""] = reference.split("@");
  const [, repository = "", tag = ""] =
    /^(?:docker\.io\/)?(?:library\/)?(.*?)(?::([^/:]*))?$/.exec(name) ?? [];
  const installs = WITH_COMPILERS.get(repository);
  if (!installs || /(?:^|-)(?:slim|alpine)/.test(tag)) return null;
  for (const [program = "", ...words] of commands) {
    if (words.some(word => /^(?:-g|--global|global|--user)$/.test(word))) continue;
    const [verb] = words.filter(word => !word.startsWith("-"));
    const command = verb === undefined ? program : `${program} ${verb}`;
    if (installs.test(command) && isOfProject(program, words)) return command;
  }
  return null;
}

/** pip installs single packages by the same command as those that a project lists. */
function isOfProject(program: string, words: readonly string[]): boolean {
  return (
    !program.startsWith("pip") ||
    program === "pipenv" ||
    words.some(word => /^(?:-r|--requirement|\.)/.test(word))
  );
}

/** Whether commands install the packages of a project for Node.js, those for its development too. */
export function installsForDevelopment(commands: readonly (readonly string[])[]): boolean {
  return commands.some(([program = "", ...words]) => {
    if (!/^(?:npm|pnpm|yarn|bun)$/.test(program) || words.some(word => /^(?:-g|--global|global)$/.test(word)))
      return false;
    const [first] = words.filter(word => !word.startsWith("-"));
    const isInstall = first === undefined ? program === "yarn" : /^(?:ci|i|install)$/.test(first);
    return (
      isInstall &&
      !words.some(word => /^(?:--production|--prod|--omit=dev|--only=prod(?:uction)?|-P)$/.test(word))
    );
  });
}
