// What a stand-in image is made of: for each official image that the examples are based on, the parts of this machine
// that do the same work.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startingProgram } from "../startingProgram";

/** The label by which a stand-in says what it is, and of which recipe. */
export const STAND_IN_LABEL = "dockerfile-stages.stand-in";
/** The label of an image without files that stands in while a builder checks a text. */
export const EMPTY_LABEL = "dockerfile-stages.empty-stand-in";

/** The files and the settings of one stand-in image. */
export interface Toolchain {
  /** Debian packages of this machine whose programs and libraries are in the image. */
  userland: readonly string[];
  /** Files and folders of this machine, besides the userland. */
  roots: string[];
  leaveOut: RegExp;
  env: Record<string, string>;
  cmd: string[];
  /** Links to add: from a path that the official image has to the one of this machine. */
  links: Record<string, string>;
  /** Debian packages whose files are unpacked into the image without installing them here. */
  packages: string[];
  /** Writes more into the folder that becomes the root of the image. */
  fill?: (root: string) => void;
}

const NOTHING = /^$/;
const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/** Debian packages: a shell, what shell scripts call, and the library that compiled programs expect. */
const USERLAND = "bash coreutils dash findutils grep gzip libgcc-s1 mawk sed tar wget".split(" ");
const PLAIN: Toolchain = {
  userland: USERLAND,
  roots: [],
  leaveOut: NOTHING,
  env: { PATH },
  cmd: ["/bin/sh"],
  links: {},
  packages: [],
};

/** What stands in for an official image, by the last part of its name; undefined for an image that we know nothing of. */
export function toolchainOf(image: string): (() => Toolchain) | undefined {
  return TOOLCHAINS[image.replace(/^.*\//, "").replace(/[:@].*$/, "")];
}

const TOOLCHAINS: Record<string, (() => Toolchain) | undefined> = {
  alpine: busyboxToolchain,
  debian: plainToolchain,
  node: nodeToolchain,
  golang: goToolchain,
  python: pythonToolchain,
  "eclipse-temurin": javaToolchain,
  rust: rustToolchain,
  nginx: () => ({ ...PLAIN, packages: ["nginx", "nginx-common"], cmd: ["nginx", "-g", "daemon off;"] }),
};

function plainToolchain(): Toolchain {
  return PLAIN;
}

/** Alpine has the shell and the programs of BusyBox, and no others. */
function busyboxToolchain(): Toolchain {
  return {
    ...PLAIN,
    userland: [],
    packages: ["busybox-static"],
    fill: image => {
      const programs = join(image, "usr/bin");
      for (const name of printed(join(programs, "busybox"), ["--list"]).split("\n"))
        if (name !== "busybox") symlinkSync("busybox", join(programs, name));
    },
  };
}

function nodeToolchain(): Toolchain {
  const node = whereIs("node");
  const npm = dirname(dirname(realpathSync(whereIs("npm"))));
  return {
    ...PLAIN,
    roots: [node, npm],
    leaveOut: /\/npm\/(docs|man)$/,
    links: { "/usr/local/bin/node": node, "/usr/local/bin/npm": join(npm, "bin/npm-cli.js") },
    cmd: ["node"],
  };
}

function goToolchain(): Toolchain {
  const root = printed("go", ["env", "GOROOT"]);
  return {
    ...PLAIN,
    roots: [root],
    leaveOut: /\/(testdata|test|api|doc|misc)$|\/src\/cmd$/,
    env: { PATH: `${join(root, "bin")}:${PATH}`, GOTOOLCHAIN: "local", GOPATH: "/go" },
    fill: image => {
      compileGoLibrary(join(image, "root/.cache/go-build"));
    },
  };
}

/** What the programs of the tests import. */
const GO_PROGRAM = `package main

import (
	_ "bufio"
	_ "flag"
	_ "fmt"
	_ "io"
	_ "os"
	_ "reflect"
	_ "runtime"
	_ "sort"
	_ "strconv"
	_ "strings"
	_ "unicode"
)

func main() {}
`;
/**
 * Compiles the parts of Go's library that the tests' programs use into a build cache, once for all of them: otherwise each
 * build without a cache mount does that anew, and it is most of what a build takes.
 */
function compileGoLibrary(cache: string): void {
  const folder = mkdtempSync(join(tmpdir(), "stand-in-go-"));
  try {
    writeFileSync(join(folder, "go.mod"), "module example.com/library\n");
    writeFileSync(join(folder, "main.go"), GO_PROGRAM);
    const { status, stderr } = spawnSync("go", ["build", "-o", "program"], {
      cwd: folder,
      encoding: "utf8",
      // As it is in an image, which has no C compiler.
      env: { ...process.env, GOCACHE: cache, GOTOOLCHAIN: "local", GOFLAGS: "", CGO_ENABLED: "0" },
    });
    if (status !== 0) throw new Error(`Go's library cannot be compiled for a stand-in: ${stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pythonToolchain(): Toolchain {
  const python = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : whereIs("python3");
  const library = printed(python, ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"]);
  return {
    ...PLAIN,
    roots: [python, library],
    leaveOut: /\/(__pycache__|site-packages|dist-packages|test|idlelib|tkinter|config-[^/]+)$/,
    links: { "/usr/local/bin/python3": python, "/usr/local/bin/python": python },
    cmd: ["python3"],
  };
}

function javaToolchain(): Toolchain {
  const home = dirname(dirname(realpathSync(whereIs("javac"))));
  return {
    ...PLAIN,
    // Debian keeps the settings of Java under /etc, and only the links that we follow anyway lead there.
    roots: [home],
    leaveOut:
      /\/(jmods|legal|man|include|docs|demo|src\.zip)$|\/lib(awt_xawt|splashscreen|jawt|fontmanager)\.so$/,
    env: { PATH: `${join(home, "bin")}:${PATH}`, JAVA_HOME: home },
    cmd: ["jshell"],
  };
}

function rustToolchain(): Toolchain {
  const rustc = startingProgram("rustc", ["--version"]);
  if (rustc === undefined)
    throw new Error("No rustc that starts is installed, and a stand-in is to be made of one.");
  const root = printed(rustc, ["--print", "sysroot"]);
  const host = /^host: (\S+)$/m.exec(printed(rustc, ["-vV"]))?.[1];
  if (!host) throw new Error("rustc -vV does not say what machine it compiles for.");
  const linker = ["gcc", "cc", "ld", "as"].map(whereIs);
  const collect2 = realpathSync(printed("gcc", ["-print-prog-name=collect2"]));
  const startFiles = dirname(printed("gcc", ["-print-file-name=crt1.o"]));
  return {
    ...PLAIN,
    roots: [
      ...["cargo", "rustc", "rustdoc"].map(name => join(root, "bin", name)),
      ...["bin", "lib"].map(name => join(root, "lib/rustlib", host, name)),
      ...linker,
      dirname(collect2),
      ...readdirSync(startFiles)
        .filter(name =>
          /crt.*\.o$|^lib(c|m|dl|rt|util|pthread|c_nonshared|mvec|gcc_s)\.(so|a)(\.\d+)?$/.test(name),
        )
        .map(name => join(startFiles, name)),
    ],
    leaveOut:
      /\/(cc1|cc1plus|lto1|g\+\+-mapper-server|include|plugin)$|\/lib([atlu]+san|gfortran|stdc\+\+\w*)\.a$/,
    env: { PATH: `${join(root, "bin")}:${PATH}`, CARGO_HOME: "/usr/local/cargo" },
    cmd: ["bash"],
  };
}

function whereIs(program: string): string {
  const folder = (process.env["PATH"] ?? "").split(":").find(entry => existsSync(join(entry, program)));
  if (!folder)
    throw new Error(`${program} is not installed, and a stand-in is to be made of it: install it first.`);
  return join(folder, program);
}

function printed(program: string, args: string[]): string {
  const { status, stdout, error } = spawnSync(program, args, { encoding: "utf8" });
  if (error || status !== 0) {
    throw new Error(
      `${program} does not start, and a stand-in is to be made of it: ${error?.message ?? `status ${status ?? "?"}`}.`,
    );
  }
  return stdout.trim();
}
