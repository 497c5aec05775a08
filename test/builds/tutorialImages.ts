/** Images that stand in for those that the tutorials name: the tools of this machine, and stubs of those that fetch or build elsewhere. */

/** What an image is made of. */
export interface StandIn {
  readonly name: string;
  readonly base: string;
  readonly dockerfile: string;
}

/** Programs that would ask a registry do nothing: the projects have no dependencies. */
const FETCHES_NOTHING = stubs(["apk", "apt-get", "pip"], "exit 0");

/** A virtual environment is made without what would ask for packages. */
const PYTHON = `${FETCHES_NOTHING}
RUN rm /usr/local/bin/python
${stubs(
  ["python"],
  `if [ "$1 $2" = "-m venv" ]; then
  shift 2
  for folder in "$@"; do :; done
  python3 -m venv --without-pip "$@" && cp /usr/local/bin/pip "$folder/bin/pip"
else
  exec python3 "$@"
fi`,
)}`;

/** `dotnet publish -o <folder>` writes a program, and `dotnet App.dll` runs it. */
const DOTNET = stubs(
  ["dotnet"],
  `case "$1" in
restore | build) ;;
publish)
  while [ $# -gt 0 ]; do case "$1" in -o | --output) out=$2 ;; esac; shift; done
  mkdir -p "\${out:=bin/Release/net9.0/publish}" && echo "hello from .NET" > "$out/App.dll" ;;
*) cat "$1" ;;
esac`,
);

/** Composer writes the file that loads what it was asked for, PHP prints its file. */
const PHP = `${stubs(["composer"], "mkdir -p vendor && echo loaded > vendor/autoload.php")}
${stubs(["php"], 'test -f vendor/autoload.php && cat "$1"')}`;

/** Maven and Gradle compile what there is, and pack it. */
const MAVEN = stubs(
  ["mvn", "gradle"],
  `set -e
case "$*" in *package* | *install* | *build* | *jar*) ;; *) exit 0 ;; esac
out=target
[ "\${0##*/}" = mvn ] || out=build/libs
mkdir -p /tmp/classes "$out"
javac -d /tmp/classes src/main/java/*.java
jar --create --file "$out/app.jar" --main-class App -C /tmp/classes .`,
);

/** A site generator writes its pages into public/. */
const SITES = stubs(["hugo"], "mkdir -p public && cp content/* public/");

/** Certificates, and what is installed where the official image has it. */
const RUST = `${FETCHES_NOTHING}
RUN mkdir -p /etc/ssl/certs && touch /etc/ssl/certs/ca-certificates.crt
ENV CARGO_INSTALL_ROOT=/usr/local/cargo PATH=/usr/local/cargo/bin:$PATH`;

const ALPINE = "alpine:3.22";
const IMAGES: readonly [RegExp, StandIn][] = [
  [/^node:/, standIn("node", "node:24-alpine", FETCHES_NOTHING)],
  [/^golang:/, standIn("go", "golang:1.26-alpine", FETCHES_NOTHING)],
  [/^python:/, standIn("python", "python:3.13-slim", PYTHON)],
  [/^rust:/, standIn("rust", "rust:1-slim-trixie", RUST)],
  [/^(?:debian|ubuntu):/, standIn("debian", "debian:trixie-slim", FETCHES_NOTHING)],
  [/^nginx:/, standIn("nginx", "nginx:1.29-alpine", FETCHES_NOTHING)],
  [/^(?:maven|gradle|eclipse-temurin|openjdk):/, standIn("java", "eclipse-temurin:21-jdk", MAVEN)],
  [/^mcr\.microsoft\.com\/dotnet\//, standIn("dotnet", ALPINE, DOTNET)],
  [/^(?:php|composer):/, standIn("php", ALPINE, PHP)],
  [/^hugomods\/hugo:/, standIn("sites", ALPINE, SITES)],
  [/^(?:alpine|busybox)(?::|$)|^gcr\.io\/distroless\//, standIn("alpine", ALPINE, FETCHES_NOTHING)],
];

/** What stands in for an image; null for one that nobody has, as a slip of the pen names it. */
export function standInFor(image: string): StandIn | null {
  return IMAGES.find(([names]) => names.test(image))?.[1] ?? null;
}

function standIn(name: string, base: string, dockerfile: string): StandIn {
  return { name: `dockerfile-stages-tests/tutorials-${name}`, base, dockerfile };
}

/** The instructions that write a script under several names in front of all others of the path. */
function stubs(names: readonly string[], script: string): string {
  return names
    .map(name => `COPY --chmod=0755 <<'EOF' /usr/local/bin/${name}\n#!/bin/sh\n${script}\nEOF`)
    .join("\n");
}
