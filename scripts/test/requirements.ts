/**
 * What the suites need beside the packages of npm: all of it is there, or known not to be had, before the first suite starts.
 * A test that lacks something is skipped with its own reason; here it is installed, started or made, once for all.
 */
import { resolve } from "node:path";
import { browserObstacle } from "../vscode/browserObstacle";
import { findBrowser } from "../vscode/chromium";
import { hasDisplay } from "../vscode/desktop";
import { installEditor } from "../vscode/install";
import { chooseEditor } from "../../test/e2e/chooseEditor";
import { ensureImages, findEngine, runProgram } from "../../test/support/engine";
import { unpackEngines } from "../../test/support/engines/debianPackages";
import { whyNotGuarded } from "../../test/support/engines/guard";
import { exampleProjects, imagesOf } from "../../test/support/exampleProjects";
import { makeStandIns } from "../../test/support/standIns/make";
import { findOrStartEngine, isEngineOfTests } from "../../test/support/startEngine";
import type { Told } from "../../test/support/suiteResult";
import type { Suite } from "./suites";

const ROOT = resolve(__dirname, "../..");
const ASK_WITHIN_MS = 30_000;

/** A Debian package, and the program that makes it needless where it starts already. */
export interface DebianPackage {
  readonly name: string;
  readonly unless?: { readonly program: string; readonly args: readonly string[] };
}

/** Something outside of this repository that tests use. */
export interface Requirement {
  readonly name: string;
  /** The suites that use it. */
  readonly suites: readonly string[];
  /** What has to be installed on Debian for it. */
  readonly packages: readonly DebianPackage[];
  /** Another requirement, which is provided first. */
  readonly after?: string;
  /** Installs, starts or makes it where it is not there yet; answers why it cannot be had. */
  readonly provide: () => Promise<string | undefined>;
}

const packages = (...names: string[]): DebianPackage[] => names.map(name => ({ name }));

export const REQUIREMENTS: readonly Requirement[] = [
  {
    name: "a browser",
    suites: ["e2e", "ui", "web"],
    packages: packages("chromium", "fonts-liberation"),
    provide: () => {
      findBrowser();
      return Promise.resolve(undefined);
    },
  },
  {
    // The unit tests of the grammar read the grammars that it has for other languages.
    name: "VS Code in the browser",
    suites: ["unit", "e2e", "ui", "web"],
    packages: packages("g++", "make", "python3", "pkg-config", "libkrb5-dev"),
    provide: async () => {
      await installEditor();
      return undefined;
    },
  },
  {
    name: "VS Code on the desktop, or in the browser instead",
    suites: ["e2e"],
    packages: [],
    provide: async () => {
      if (!hasDisplay()) return undefined;
      const { inBrowser } = await chooseEditor(ROOT);
      return (inBrowser ? browserObstacle() : null) ?? undefined;
    },
  },
  {
    name: "Neovim",
    suites: ["editors"],
    packages: packages("neovim"),
    provide: async () => {
      const { status, stderr } = await runProgram("nvim", ["--version"], { timeout: ASK_WITHIN_MS });
      return status === 0 ? undefined : stderr;
    },
  },
  {
    name: "pre-commit",
    suites: ["protocol"],
    packages: packages("pre-commit", "git"),
    provide: async () => {
      const { status, stderr } = await runProgram("pre-commit", ["--version"], { timeout: ASK_WITHIN_MS });
      return status === 0 ? undefined : stderr;
    },
  },
  {
    name: "Emacs with Eglot",
    suites: ["editors"],
    packages: packages("emacs-nox", "elpa-eglot", "elpa-dockerfile-mode", "elpa-yaml-mode", "git"),
    provide: async () => {
      const args = ["--batch", "--eval", "(dolist (each '(eglot dockerfile-mode yaml-mode)) (require each))"];
      const { status, stderr } = await runProgram("emacs", args, { timeout: ASK_WITHIN_MS });
      return status === 0 ? undefined : stderr;
    },
  },
  {
    name: "a container engine",
    suites: ["e2e", "ui", "builds", "oracle"],
    packages: packages("ca-certificates", "iproute2"),
    provide: async () => {
      const engine = await findOrStartEngine();
      return engine.answers ? undefined : engine.reason;
    },
  },
  {
    name: "the base images of the examples and of the window tests",
    suites: ["e2e", "ui", "builds"],
    packages: [
      ...packages("wget"),
      { name: "golang-go", unless: { program: "go", args: ["version"] } },
      { name: "default-jdk-headless", unless: { program: "javac", args: ["-version"] } },
      { name: "cargo", unless: { program: "cargo", args: ["--version"] } },
    ],
    after: "a container engine",
    provide: async () => {
      const engine = await findEngine();
      if (!engine.answers) return engine.reason;
      const images = [...exampleProjects().flatMap(({ model }) => imagesOf(model)), "alpine:latest"];
      // An engine that somebody works with gets the real images; the one of the tests reaches no registry.
      if (isEngineOfTests()) await makeStandIns(images);
      return ensureImages([...new Set(images)]);
    },
  },
  {
    name: "podman and Docker 20.10",
    suites: ["e2e", "builds"],
    packages: [],
    provide: async () => {
      const obstacle = await whyNotGuarded();
      if (obstacle !== undefined) return obstacle;
      const unpacked = await unpackEngines();
      return "missing" in unpacked ? unpacked.missing : undefined;
    },
  },
];

/** Provides what the suites need, and answers what cannot be had, with the reasons. */
export async function provide(
  suites: readonly Pick<Suite, "name">[],
  say: (line: string) => void,
  requirements: readonly Requirement[] = REQUIREMENTS,
): Promise<Told[]> {
  const needed = requirements.filter(({ suites: users }) => suites.some(({ name }) => users.includes(name)));
  const provided = new Map<string, Promise<string | undefined>>();
  for (const { name, after, provide: get } of needed) {
    const begun = Date.now();
    const before = Promise.resolve(after === undefined ? undefined : provided.get(after));
    const reason = before.then(get).catch((error: unknown) => (error as Error).message);
    const told = reason.then(missing => {
      const how = missing === undefined ? `there (${((Date.now() - begun) / 1000).toFixed(1)} s)` : missing;
      say(`Needed: ${name}: ${how}`);
      return missing;
    });
    provided.set(name, told);
  }
  const answers = [...provided].map(async ([title, told]) => ({ title, reason: await told }));
  return (await Promise.all(answers)).flatMap(({ title, reason }) =>
    reason === undefined ? [] : [{ title, reason: reason.trim().split("\n", 1)[0] ?? "" }],
  );
}
