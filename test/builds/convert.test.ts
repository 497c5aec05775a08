// Files of one stage made several, given to a real builder: all of them to its check, and those of examples/single-stage built,
// run and weighed beside what they were.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertToMultiStage } from "../../server/src/convert/convert";
import { PROJECT_FILES } from "../../server/src/convert/conversion";
import type { Project } from "../../server/src/convert/conversion";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { applyChanges } from "../../server/src/edits/edit";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { readStages } from "../../server/src/stages/model/model";
import type { StageModel } from "../../server/src/stages/model/model";
import { conversionExamples } from "../convert/conversionExamples";
import { imageNames } from "../oracle/differential/images";
import { build } from "../support/builder";
import { docker, ensureImages } from "../support/engine";
import { skipBecause } from "../support/suiteResult";
import { builderCheck } from "./builderCheck";

const TEST_WITHIN = 60_000;
const BUILD_WITHIN = 10 * 60_000;
const SLOW = 20_000;
const EXPLAINED = { explain: true };
const PROJECTS = join(__dirname, "../../examples/single-stage");

function modelOf(text: string): StageModel {
  return readStages(readDockerfile(text), NO_OPTIONS);
}

describe("a file of one stage made several, in the builder's own check", function () {
  this.timeout(TEST_WITHIN);
  this.slow(SLOW);
  const ask = builderCheck();

  for (const [language, examples] of conversionExamples())
    for (const { name, before: single, after: several } of examples) {
      if (typeof several !== "string") continue;
      it(`has no warning that it did not have: ${language}, ${name}`, async () => {
        const rules: string[][] = [];
        for (const text of [single, several]) {
          // An image of a digest can be no stand-in.
          const answer = await ask(text.replace(/@sha256:a+/, ""));
          assert.ok(answer.kind === "says", JSON.stringify(answer));
          assert.equal(answer.says.error, null);
          rules.push(answer.says.warnings.map(({ rule }) => rule));
        }
        const [was = [], is = []] = rules;
        assert.deepEqual(
          is.filter(rule => !was.includes(rule)),
          [],
        );
      });
    }
});

/** Images that a converted file names and this machine has under another name, or can make. */
const IMAGES: Readonly<Record<string, string>> = {
  "alpine:3": "alpine:3.22",
  "python:3.13": "dockerfile-stages-tests/convert-python",
  "python:3.13-slim": "dockerfile-stages-tests/convert-python-slim",
  "rust:1-slim-trixie": "dockerfile-stages-tests/convert-rust",
};
/** The image that one of the above is made from, where that is another. */
const MADE_FROM: Readonly<Record<string, string>> = { "rust:1-slim-trixie": "rust:1-slim-trixie" };
/** The slim image of Rust has certificates (github.com/rust-lang/docker-rust), what stands in for it here has none. */
const RUST =
  "FROM rust:1-slim-trixie\nRUN mkdir -p /etc/ssl/certs && touch /etc/ssl/certs/ca-certificates.crt\n";
/**
 * Stands in for pip, of which there is none here: copies packages that are folders of the project. In an environment it is
 * found beside its Python.
 */
const PYTHON = `COPY --chmod=0755 <<'EOF' /usr/local/bin/pip
#!/usr/bin/env python3
import pathlib, shutil, sys, sysconfig
for line in open(sys.argv[sys.argv.index("-r") + 1]):
    folder = pathlib.Path(line.split("#")[0].strip())
    if folder.name:
        shutil.copytree(folder / folder.name, pathlib.Path(sysconfig.get_path("purelib")) / folder.name)
EOF
RUN <<'EOF'
folder=$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')/ensurepip
rm -rf "$folder"
mkdir "$folder"
touch "$folder/__init__.py"
echo 'import shutil, sys; shutil.copy("/usr/local/bin/pip", sys.prefix + "/bin/pip")' > "$folder/__main__.py"
EOF
`;
const SMALL_PYTHON = "python:3.13-slim";
/** What the large image of Python has beside the small one: nothing here but weight, said so by its name. */
const LARGE =
  "RUN mkdir -p /usr/lib/compilers && dd if=/dev/urandom of=/usr/lib/compilers/stand-in bs=1M count=20\n";

/** Programs of which this machine has the tools, and what each prints for certain words. */
const PROJECTS_HERE: Readonly<Record<string, { args: readonly string[]; prints: string }>> = {
  go: { args: ["1999", "2024"], prints: "MCMXCIX\nMMXXIV\n" },
  java: { args: ["2000-01-01", "2025-06-30"], prints: "9312\n" },
  node: {
    args: [],
    prints:
      "   1 mi     1.6 km\n   5 mi     8.0 km\n  10 mi    16.1 km\n26.2 mi    42.2 km\n 100 mi   160.9 km\n",
  },
  python: { args: [], prints: "2024-07-20 full\n" },
  rust: { args: [], prints: "1010\n11111111\n" },
};

describe("an example of one stage made several, built", function () {
  this.timeout(BUILD_WITHIN);
  this.slow(SLOW);
  const scratch = mkdtempSync(join(tmpdir(), "dockerfile-stages-convert-"));
  const made = new Set<string>();

  after(async () => {
    if (made.size > 0) await docker(["image", "rm", "--force", ...made], { timeout: TEST_WITHIN });
    rmSync(scratch, { recursive: true, force: true });
  });

  async function make(name: string, dockerfile: string): Promise<void> {
    const file = join(scratch, "stand-in.Dockerfile");
    writeFileSync(file, dockerfile);
    made.add(name);
    await build(join(PROJECTS, "go"), ["--file", file, "--load", "--tag", name]);
  }

  it("is every one of them", () => {
    const folders = readdirSync(PROJECTS).filter(name => existsSync(join(PROJECTS, name, "Dockerfile")));
    assert.deepEqual(folders.sort(), Object.keys(PROJECTS_HERE).sort());
  });

  for (const [name, { args, prints }] of Object.entries(PROJECTS_HERE))
    it(`prints the same, and is smaller: ${name}`, async function () {
      const folder = join(PROJECTS, name);
      const single = readFileSync(join(folder, "Dockerfile"), "utf8");
      const conversion = convertToMultiStage(
        analyze(readDockerfile(single), NO_OPTIONS),
        projectOf(folder),
        EXPLAINED,
      );
      assert.ok(conversion.refused === undefined, conversion.refused);
      const several = applyChanges(single, conversion.changes);

      const wanted = [...new Set([...imageNames(modelOf(single)), ...imageNames(modelOf(several))])];
      const needed = wanted.map(image =>
        image.startsWith("python:") ? SMALL_PYTHON : (MADE_FROM[image] ?? IMAGES[image] ?? image),
      );
      const missing = await ensureImages([...new Set(needed)]);
      if (missing) skipBecause(this, missing);
      if (name === "python") {
        const slim = `FROM ${SMALL_PYTHON}\n${PYTHON}`;
        await make("dockerfile-stages-tests/convert-python-slim", slim);
        await make("dockerfile-stages-tests/convert-python", slim + LARGE);
      }
      if (name === "rust") await make("dockerfile-stages-tests/convert-rust", RUST);
      const contexts = wanted.flatMap(image =>
        IMAGES[image] === undefined ? [] : ["--build-context", `${image}=docker-image://${IMAGES[image]}`],
      );

      const sizes: number[] = [];
      for (const [which, text] of [
        ["single", single],
        ["several", several],
      ] as const) {
        const file = join(scratch, `${name}.${which}.Dockerfile`);
        const image = `dockerfile-stages-tests/convert-${name}-${which}`;
        writeFileSync(file, text);
        made.add(image);
        await build(folder, ["--file", file, ...contexts, "--load", "--tag", image]);
        const { status, stdout, stderr } = await docker(
          ["run", "--rm", "--network", "none", image, ...args],
          {
            timeout: TEST_WITHIN,
          },
        );
        assert.equal(status, 0, stderr);
        assert.equal(stdout, prints, which);
        sizes.push(await sizeOf(image));
      }
      const [before = 0, after = 0] = sizes;
      console.log(
        `      ${name}: ${shown(before)} of one stage, ${shown(after)} of several, ${shown(before - after)} less`,
      );
      assert.ok(after < before, `${after} bytes are not less than ${before}`);
    });
});

function projectOf(folder: string): Project {
  const found = PROJECT_FILES.filter(name => existsSync(join(folder, name)));
  const names = readdirSync(folder, { withFileTypes: true }).map(entry =>
    entry.isDirectory() ? `${entry.name}/` : entry.name,
  );
  return {
    names: new Set(names),
    texts: new Map(found.map(name => [name, readFileSync(join(folder, name), "utf8")] as const)),
  };
}

async function sizeOf(image: string): Promise<number> {
  const { stdout } = await docker(["image", "inspect", "--format", "{{.Size}}", image], {
    timeout: TEST_WITHIN,
  });
  return Number(stdout);
}

function shown(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 1_000_000 ? 3 : 1)} MB`;
}
