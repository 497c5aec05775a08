/**
 * `npx tsx test/around/devContainers/record.ts --cli=FILE [--seed=N --count=N]`: writes into `answers.json` what the Dev Container CLI
 * (npm: `@devcontainers/cli`, its `devcontainer.js`) builds of made-up configurations. An engine that only writes down its arguments
 * stands in for docker, so nothing is built or fetched.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { random } from "../../support/random";
import { devContainerExample } from "./examples";
import type { DevContainerExample } from "./examples";

/** What the CLI builds; paths and texts have `/w` in place of the workspace. Null where it builds no Dockerfile. */
export interface DevContainerAnswer extends DevContainerExample {
  readonly build: {
    readonly dockerfile: string;
    readonly context: string;
    readonly target: string;
    readonly args: Readonly<Record<string, string>>;
    readonly options: readonly string[];
  } | null;
}

/** Answers what is asked of docker, and writes down what a build is given. */
const ENGINE = `#!/bin/sh
case "$1 $2" in
"buildx version") echo "github.com/docker/buildx 0.29.1" ;;
"version "*) echo 28.5.2 ;;
"inspect "*) echo '[{"Id":"sha256:aa","Config":{"Env":[],"User":"root","Labels":{}},"Architecture":"amd64","Os":"linux"}]' ;;
"buildx build") for word in "$@"; do printf '%s\\0' "$word"; done >"$LOG"; cp "$(echo "$*" | sed 's/.* -f \\([^ ]*\\) .*/\\1/')" "$LOG.file" ;;
esac
`;

const { values } = parseArgs({
  options: {
    cli: { type: "string" },
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "80" },
  },
});
const { cli } = values;
if (cli === undefined) throw new Error("--cli is the path of devcontainer.js");
const program = cli;

function answer(example: DevContainerExample): DevContainerAnswer {
  const outer = mkdtempSync(join(tmpdir(), "dev-container-"));
  try {
    const above = join(outer, "above");
    const folder = join(above, "w");
    const log = join(outer, "log");
    const engine = join(outer, "docker");
    writeFileSync(engine, ENGINE);
    chmodSync(engine, 0o755);
    write(join(folder, example.path), example.text);
    execFileSync("git", ["init", "-q"], { cwd: folder });
    for (let tries = 0; tries < 3; tries++) {
      const args = [
        "build",
        "--workspace-folder",
        folder,
        "--config",
        join(folder, example.path),
        "--docker-path",
        engine,
      ];
      const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
        encoding: "utf8",
        env: { ...process.env, LOG: log, TMPDIR: outer },
      });
      // The Dockerfile that it asks for is put where it looks for it, and has its path in it.
      const missing = /(?:no such file or directory, open '|Dockerfile \()([^')]*)/.exec(
        stdout + stderr,
      )?.[1];
      if (missing === undefined) break;
      write(missing, `FROM alpine AS dev\n# at ${missing}\nFROM alpine\n`);
    }
    if (!existsSync(log)) return { ...example, build: null };
    return { ...example, build: buildOf(log, text => text.replaceAll(above, "").replaceAll(outer, "")) };
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function buildOf(log: string, shown: (text: string) => string): DevContainerAnswer["build"] {
  const words = readFileSync(log, "utf8").split("\0").slice(0, -1);
  const args: Record<string, string> = {};
  const options: string[] = [];
  for (let index = 2; index < words.length - 1; index++) {
    const word = words[index] ?? "";
    const next = words[index + 1] ?? "";
    if (["-f", "-t", "--target", "--cache-from", "--cache-to"].includes(word)) index++;
    else if (word === "--build-arg") {
      const equals = next.indexOf("=");
      args[next.slice(0, equals)] = shown(next.slice(equals + 1));
      index++;
    } else if (word !== "--load") options.push(shown(word));
  }
  const { _DEV_CONTAINERS_BASE_IMAGE: target = "", ...given } = args;
  delete given["BUILDKIT_INLINE_CACHE"];
  const dockerfile = /^# at (.*)$/m.exec(readFileSync(`${log}.file`, "utf8"))?.[1] ?? "";
  // Without a target it gives the last stage a name.
  const wanted = target === "dev_container_auto_added_stage_label" ? "" : target;
  return {
    dockerfile: shown(dockerfile),
    context: shown(words.at(-1) ?? "") || "/",
    target: wanted,
    args: given,
    options,
  };
}

const dice = random(Number(values.seed));
const answers = Array.from({ length: Number(values.count) }, () => answer(devContainerExample(dice)));
writeFileSync(join(__dirname, "answers.json"), `${JSON.stringify(answers, null, 1)}\n`);
console.log(`${answers.filter(({ build }) => build).length} of ${answers.length} build a Dockerfile`);
