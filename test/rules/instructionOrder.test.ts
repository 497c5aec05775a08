/** Where kept builds blame the order of instructions: what is said, what a fix writes, and why there is none. */
import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { applyChanges } from "../../server/src/edits/edit";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { readIgnoreFile } from "../../server/src/shared/ignorePatterns";
import { analyze } from "../../server/src/stages/analysis/analyze";
import type { BuildCosts, ListedFolder } from "../../server/src/stages/model/buildCosts";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { READ_FILES } from "../../server/src/ecosystems/installs/installNeeds";

/** The files of a build context; those with a text say what an install reads. */
type Files = Record<string, string>;

interface Case {
  text: string;
  files: Files;
  ignore?: string;
  /** The pair that builds blame: its COPY and its RUN; the last RUN of the last stage with a COPY before it where nothing is said. */
  copy?: string;
  run?: string;
}

/** The folders of a context as the server lists them. */
function foldersOf(files: Files): Map<string, ListedFolder> {
  const folders = new Map<string, { names: Set<string>; texts: Map<string, string> }>();
  const folder = (path: string) => {
    const known = folders.get(path) ?? { names: new Set<string>(), texts: new Map<string, string>() };
    folders.set(path, known);
    return known;
  };
  folder("");
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/");
    const name = parts.pop() ?? "";
    for (const [index, part] of parts.entries())
      folder(parts.slice(0, index).join("/")).names.add(`${part}/`);
    const own = folder(parts.join("/"));
    own.names.add(name);
    if (READ_FILES.test(name)) own.texts.set(name, text);
  }
  return folders;
}

/** What is said of a file, and what becomes of it: the changed text, or why there is no fix; null where nothing is said. */
function order({
  text,
  files,
  ignore = "",
  ...pair
}: Case): { message: string; fixed: string; title: string } | null {
  const file = readDockerfile(text);
  const lines = file.lines.map(({ instruction }) => instruction.text.trim());
  const run = pair.run ?? lines.findLast(line => /^RUN\b/i.test(line)) ?? "";
  const copy =
    pair.copy ??
    lines.slice(0, lines.lastIndexOf(run)).findLast(line => /^(?:COPY|ADD)\b(?!.*--from)/i.test(line)) ??
    "";
  const { model } = analyze(file, NO_OPTIONS);
  const stage = model.stages.find(({ body }) =>
    body.some(({ instruction }) => instruction.text.trim() === run),
  );
  const costs: BuildCosts = {
    repeats: [
      { stage: stage?.name ?? "", index: stage?.index ?? 0, copy, run, ran: 9, builds: 10, lost: 360_000 },
    ],
    folders: foldersOf(files),
  };
  const analysis = analyze(readDockerfile(text), {
    ...NO_OPTIONS,
    costs,
    ignoreFile: readIgnoreFile(ignore),
  });
  const [finding] = checkModel(analysis, (rule, error) => {
    throw new Error(`${rule.id} threw: ${String(error)}`);
  }).filter(({ rule }) => rule.id === "InstructionOrder");
  if (finding === undefined) return null;
  const [fix] = finding.fixes?.() ?? [];
  return {
    message: finding.message,
    title: fix?.title ?? "",
    fixed: fix?.refused ?? applyChanges(text, fix?.changes ?? []),
  };
}

const NODE: Files = { "package.json": "{}", "package-lock.json": "{}", "src/a.ts": "", "README.md": "" };
const IGNORED = "node_modules\n";

/** A file, and what the fix makes of it. */
const FIXED: Record<string, [Case, fixed: string]> = {
  "COPY . . before npm ci": [
    {
      text: `FROM node:22
WORKDIR /app
# all of it
COPY . .
RUN npm ci
RUN npm run build
`,
      run: "RUN npm ci",
      files: NODE,
    },
    `FROM node:22
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
# all of it
COPY . .
RUN npm run build
`,
  ],
  "a folder of the context, owners, a cache mount and a cleaned cache": [
    {
      text: `FROM node:22 AS build
COPY --chown=node:node --link web /srv
WORKDIR /srv
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit && npm cache clean --force`,
      files: { "web/package.json": "{}", "web/.npmrc": "", "web/src/a.ts": "" },
    },
    `FROM node:22 AS build
COPY --chown=node:node --link web/package.json web/.npmrc /srv/
WORKDIR /srv
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit && npm cache clean --force
COPY --chown=node:node --link web /srv`,
  ],
  "an install in a folder of what is copied": [
    {
      text: "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN cd web && yarn install --frozen-lockfile\n",
      files: {
        "web/package.json": "{}",
        "web/yarn.lock": "",
        "web/.yarn/releases/yarn.cjs": "",
        "api/a.go": "",
      },
    },
    "FROM node:22\nWORKDIR /app\nCOPY web/package.json web/yarn.lock /app/web/\nCOPY web/.yarn /app/web/.yarn\nRUN cd web && yarn install --frozen-lockfile\nCOPY . .\n",
  ],
  "manifests that are there already": [
    {
      text: "FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nCOPY src src\nRUN npm ci\n",
      files: NODE,
    },
    "FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY src src\n",
  ],
  "one of the manifests that is not": [
    {
      text: "FROM node:22\nWORKDIR /app\nCOPY package.json .\nCOPY . .\nRUN npm ci\n",
      files: NODE,
    },
    "FROM node:22\nWORKDIR /app\nCOPY package.json .\nCOPY package-lock.json ./\nRUN npm ci\nCOPY . .\n",
  ],
  "packages of the system": [
    {
      text: "FROM debian\nCOPY . /app\nRUN apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf /var/lib/apt/lists/*\nRUN make -C /app\n",
      run: "RUN apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf /var/lib/apt/lists/*",
      files: { Makefile: "" },
    },
    "FROM debian\nRUN apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf /var/lib/apt/lists/*\nCOPY . /app\nRUN make -C /app\n",
  ],
  "several installs behind one COPY, with what is neutral between": [
    {
      text: 'FROM python\nWORKDIR /app\nENV A=1\nCOPY . .\nENV B=2\nRUN apt-get update\nRUN pip install --no-cache-dir -r requirements.txt\nCMD ["python"]\n',
      files: {
        "requirements.txt": "-r base.txt\nflask",
        "requirements-dev.txt": "",
        "base.txt": "",
        "requirements.in": "",
      },
      run: "RUN apt-get update",
    },
    'FROM python\nWORKDIR /app\nENV A=1\nENV B=2\nRUN apt-get update\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt\nCMD ["python"]\n',
  ],
  "Python, past an install of the system": [
    {
      text: "FROM python\nWORKDIR /app\nCOPY . .\nRUN apk add --no-cache git\nRUN pip install -r requirements.txt -c constraints.txt\n",
      files: {
        "requirements.txt": "-r requirements-base.txt\nflask",
        "requirements-base.txt": "x",
        "constraints.txt": "",
        "a.py": "",
      },
    },
    "FROM python\nWORKDIR /app\nCOPY constraints.txt requirements-base.txt requirements.txt ./\nRUN apk add --no-cache git\nRUN pip install -r requirements.txt -c constraints.txt\nCOPY . .\n",
  ],
  "Python, with options that have a value and packages of addresses": [
    {
      text: "FROM python\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir --prefix /install -i https://x.example/simple -r requirements.txt\n",
      files: {
        "requirements.txt":
          "flask[async]>=3 # libs/a\n# ./b\na @ https://x.example/a.whl\ngit+https://x.example/b.git\n--hash=x",
        "a.py": "",
      },
    },
    "FROM python\nWORKDIR /app\nCOPY requirements.txt ./\nRUN pip install --no-cache-dir --prefix /install -i https://x.example/simple -r requirements.txt\nCOPY . .\n",
  ],
  "the manager that a project names": [
    {
      text: "FROM node\nWORKDIR /app\nCOPY . .\nRUN corepack enable && corepack install\n",
      files: { "package.json": "{}", "a.js": "" },
    },
    "FROM node\nWORKDIR /app\nCOPY package.json ./\nRUN corepack enable && corepack install\nCOPY . .\n",
  ],
  Go: [
    {
      text: "FROM golang\nWORKDIR /src\nCOPY . .\nRUN go mod download\nRUN go build -o /app .\n",
      run: "RUN go mod download",
      files: { "go.mod": "module a\n\nreplace b => c v1.0.0\n", "go.sum": "", "main.go": "" },
    },
    "FROM golang\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build -o /app .\n",
  ],
  Ruby: [
    {
      text: "FROM ruby\nWORKDIR /app\nADD . .\nRUN bundle install --jobs 4\n",
      files: { Gemfile: "gem 'rails'", "Gemfile.lock": "", "a.rb": "" },
    },
    "FROM ruby\nWORKDIR /app\nADD Gemfile Gemfile.lock ./\nRUN bundle install --jobs 4\nADD . .\n",
  ],
  Composer: [
    {
      text: "FROM composer\nWORKDIR /app\nCOPY ./ ./\nRUN composer install --no-dev --no-scripts\n",
      files: {
        "composer.json": '{"scripts":{"post-install-cmd":"x"},"autoload":{"psr-4":{"A\\\\":"src/"}}}',
        "composer.lock": "",
        "src/A.php": "",
      },
    },
    "FROM composer\nWORKDIR /app\nCOPY composer.json composer.lock ./\nRUN composer install --no-dev --no-scripts\nCOPY ./ ./\n",
  ],
  ".NET": [
    {
      text: "FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /src\nCOPY . .\nRUN dotnet restore\n",
      files: { "web.csproj": "<Project/>", "Directory.Build.props": "", "Program.cs": "" },
      ignore: "obj",
    },
    "FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /src\nCOPY web.csproj Directory.Build.props ./\nRUN dotnet restore\nCOPY . .\n",
  ],
  Maven: [
    {
      text: "FROM maven\nWORKDIR /src\nCOPY . .\nRUN mvn -B dependency:go-offline\n",
      files: { "pom.xml": "<project/>", "src/A.java": "" },
    },
    "FROM maven\nWORKDIR /src\nCOPY pom.xml ./\nRUN mvn -B dependency:go-offline\nCOPY . .\n",
  ],
  Elixir: [
    {
      text: "FROM elixir\nWORKDIR /src\nCOPY . .\nRUN mix local.hex --force && mix deps.get --only prod && mix deps.compile\n",
      files: { "mix.exs": "", "mix.lock": "", "config/config.exs": "", "lib/a.ex": "" },
    },
    "FROM elixir\nWORKDIR /src\nCOPY mix.exs mix.lock ./\nCOPY config ./config\nRUN mix local.hex --force && mix deps.get --only prod && mix deps.compile\nCOPY . .\n",
  ],
  "a script in a heredoc": [
    {
      text: "FROM a\nWORKDIR /a\nCOPY . .\nRUN <<EOF\nset -e\nnpm ci\nEOF\nRUN x\n",
      files: NODE,
      run: "RUN <<EOF\nset -e\nnpm ci\nEOF",
    },
    "FROM a\nWORKDIR /a\nCOPY package.json package-lock.json ./\nRUN <<EOF\nset -e\nnpm ci\nEOF\nCOPY . .\nRUN x\n",
  ],
  "Windows line ends and a lower-case file": [
    {
      text: "from node\r\nworkdir /app\r\ncopy . .\r\nrun npm ci\r\n",
      files: NODE,
      copy: "copy . .",
      run: "run npm ci",
    },
    "from node\r\nworkdir /app\r\ncopy package.json package-lock.json ./\r\nrun npm ci\r\ncopy . .\r\n",
  ],
};

/** Of every manager: whatever is not said is for another reason. */
const ALL_MANIFESTS: Files = {
  "package.json": "{}",
  "package-lock.json": "{}",
  "packages.txt": "git",
  Gemfile: "source 'https://rubygems.org'",
  "go.mod": "module x",
  "composer.json": "{}",
  "pom.xml": "<project/>",
  "pyproject.toml": "[project]",
  Pipfile: "[packages]",
  "mix.exs": "",
  "app.csproj": "<Project/>",
  "requirements.txt": "requests",
};
const APP = (copy: string, run: string, between = "") =>
  `FROM node:22\nWORKDIR /app\n${copy}\n${between}${run}\n`;
const NPM = APP("COPY . .", "RUN npm ci");

/** A file with a problem, and why nothing mends it by itself. */
const REFUSED: Record<string, [Case, reason: RegExp]> = {
  "a script that npm runs": [
    { text: NPM, files: { ...NODE, "package.json": '{"scripts":{"postinstall":"node tools/x.js"}}' } },
    /^The script "postinstall" of package\.json may read other files\.$/,
  ],
  "a workspace": [{ text: NPM, files: { ...NODE, "package.json": '{"workspaces":["a"]}' } }, /workspace/],
  "a package that is a folder": [
    { text: NPM, files: { ...NODE, "package.json": '{"dependencies":{"a":"file:../a"}}' } },
    /files of the project/,
  ],
  "a manifest that nobody has read": [{ text: NPM, files: { "a.js": "" } }, /package\.json is not known/],
  "packages on the machine that nothing ignores": [
    { text: NPM, files: { ...NODE, "node_modules/a/i.js": "" } },
    /^node_modules\/ of the build context would replace what RUN npm ci installs\. Add it to \.dockerignore first\.$/,
  ],
  "another RUN between": [
    { text: APP("COPY . .", "RUN npm ci", "RUN ./prepare.sh\n"), files: NODE },
    /^RUN stands between/,
  ],
  "a COPY between": [
    { text: APP("COPY . .", "RUN npm ci", "COPY --from=x /a /a\n"), files: NODE, copy: "COPY . ." },
    /^COPY stands between/,
  ],
  "a WORKDIR between": [
    { text: "FROM a\nWORKDIR /\nCOPY . app\nWORKDIR /app\nRUN npm ci\n", files: NODE },
    /^WORKDIR stands between/,
  ],
  "a variable that is set between": [
    { text: "FROM a\nARG B=app\nCOPY . /$B\nARG B=x\nWORKDIR /app\nRUN npm ci\n", files: NODE },
    /^ARG stands between/,
  ],
  "a list that names a folder": [
    { text: APP("COPY . .", "RUN pip install -r requirements.txt"), files: { "requirements.txt": "-e ." } },
    /files of the project/,
  ],
  ...Object.fromEntries(
    [
      ".",
      ".[dev]",
      "libs/a",
      "a-1.0-py3-none-any.whl",
      "a.tar.gz ; python_version > '3'",
      "a @ file:libs/a",
    ].map(line => [
      `a list that names files of the project: ${line}`,
      [
        { text: APP("COPY . .", "RUN pip install -r requirements.txt"), files: { "requirements.txt": line } },
        /files of the project/,
      ] satisfies [Case, RegExp],
    ]),
  ),
  "an addon that npm builds": [
    { text: NPM, files: { ...NODE, "binding.gyp": "{}" } },
    /^The script "node-gyp rebuild" of binding\.gyp may read other files\.$/,
  ],
  "a module that is a folder": [
    { text: APP("COPY . .", "RUN go mod download"), files: { "go.mod": "replace a => ../a", "a.go": "" } },
    /files of the project/,
  ],
  "an autoloader that is made of the classes": [
    { text: APP("COPY . .", "RUN composer install -o"), files: { "composer.json": "{}" } },
    /autoloader/,
  ],
  "Cargo, which reads the sources": [
    { text: APP("COPY . .", "RUN cargo fetch"), files: { "Cargo.toml": "", "src/main.rs": "" } },
    /cargo-chef/,
  ],
  "Poetry, which installs the project": [
    { text: APP("COPY . .", "RUN poetry install"), files: { "pyproject.toml": "" } },
    /--no-root/,
  ],
};

/** Nothing is said where the RUN needs what is copied, or nobody knows. */
const SILENT: Record<string, Case> = {
  "a build of the sources": { text: APP("COPY . .", "RUN npm run build"), files: NODE },
  "an install and a build in one": { text: APP("COPY . .", "RUN npm ci && npm run build"), files: NODE },
  "a program that nobody knows": { text: APP("COPY . .", "RUN ./install.sh"), files: NODE },
  "manifests alone": { text: APP("COPY package*.json ./", "RUN npm ci"), files: NODE },
  "manifests alone, with a script": {
    text: APP("COPY package.json package-lock.json ./", "RUN npm ci"),
    files: { ...NODE, "package.json": '{"scripts":{"postinstall":"x"}}' },
  },
  "a package that is installed from a file": {
    text: APP("COPY . .", "RUN pip install ."),
    files: { "pyproject.toml": "" },
  },
  ...Object.fromEntries(
    [
      "pip install --no-cache-dir .",
      "pip install --upgrade ./lib",
      "pip install --no-deps '.[dev]'",
      "pip install a-1.0-py3-none-any.whl",
      "pip install --no-index dist/a.tar.gz",
      "uv pip install --system .",
      "python3 -m pip install --no-cache-dir .",
      "dotnet tool restore",
      "composer install --working-dir=api",
      "corepack up",
    ].map(run => [
      `files of the project that an option hides: ${run}`,
      { text: APP("COPY . .", `RUN ${run}`), files: { "pyproject.toml": "", "composer.json": "{}" } },
    ]),
  ),
  ...Object.fromEntries(
    [
      "apt-get install -y $(cat packages.txt)",
      "apt-get install -y < packages.txt",
      "xargs apt-get install -y < packages.txt",
      "xargs -a packages.txt apk add",
      "bundle install --gemfile app/Gemfile",
      "bundle --gemfile=app/Gemfile",
      "BUNDLE_GEMFILE=app/Gemfile bundle install",
      "gem install -g app/Gemfile",
      "gem install --file=Gemfile",
      "go mod download -modfile=tools.mod",
      "go -C tools mod download",
      "GOFLAGS=-modfile=tools.mod go mod download",
      "npm ci --prefix app",
      "npm --prefix=app ci",
      "npm install --userconfig=ci.npmrc",
      "pnpm install --lockfile-dir=..",
      "yarn --cwd app install",
      "composer install -dapp",
      "composer -d app install",
      "COMPOSER=other.json composer install",
      "cargo install x --config app/config.toml",
      "cargo fetch --manifest-path app/Cargo.toml",
      "mvn -fapp/pom.xml dependency:go-offline",
      "mvn -f app dependency:resolve",
      "mvn --settings=ci.xml dependency:resolve",
      "mvn -gs ci.xml dependency:resolve",
      "poetry -C app install --no-root",
      "poetry install --no-root --directory=app",
      "poetry install --no-root -Papp",
      "uv sync --no-install-project --project app",
      "uv --directory=app sync --no-install-project",
      "uv sync --no-install-project --config-file=ci.toml",
      "PIPENV_PIPFILE=app/Pipfile pipenv install",
      "pip install -fdist requests",
      "pip install --group=dev",
      "PIP_CONSTRAINT=app/c.txt pip install requests",
      "MIX_EXS=app/mix.exs mix deps.get",
      "dotnet restore --configfile=ci.config",
    ].map(run => [
      `another file or folder than the usual: ${run}`,
      { text: APP("COPY . .", `RUN ${run}`), files: ALL_MANIFESTS },
    ]),
  ),
  ...Object.fromEntries(
    [
      "BUNDLE_GEMFILE=app/Gemfile",
      "GOFLAGS=-modfile=tools.mod",
      "COMPOSER=other.json",
      "PIP_CONSTRAINT=c.txt",
    ].map(variable => [
      `another file by a variable of the image: ${variable}`,
      {
        text: APP(`ENV ${variable}\nCOPY . .`, "RUN bundle install && go mod download && composer install"),
        files: ALL_MANIFESTS,
      },
    ]),
  ),
  "an archive of the system": {
    text: APP("COPY . .", "RUN apt-get install -y ./a.deb"),
    files: { "a.deb": "" },
  },
  "settings of the system": {
    text: APP("COPY etc /etc", "RUN apt-get update"),
    files: { "etc/apt/sources.list": "" },
  },
  "settings in the home folder": {
    text: APP("COPY home /root/", "RUN npm install -g npm"),
    files: { "home/.npmrc": "" },
  },
  "a copy from a stage": {
    text: "FROM a AS x\nFROM a\nCOPY --from=x . .\nRUN npm ci\n",
    files: NODE,
    copy: "COPY --from=x . .",
  },
  "a folder that the command mounts": {
    text: APP("COPY . .", "RUN --mount=type=bind,source=package.json,target=/p npm ci"),
    files: NODE,
  },
  "an install whose failure does not matter": {
    text: APP("COPY . .", "RUN npm ci || npm install"),
    files: NODE,
  },
  "another stage": {
    text: `${NPM}FROM b\nRUN npm ci -q\n`,
    files: NODE,
    copy: "COPY . .",
    run: "RUN npm ci -q",
  },
  "an instruction that was edited since": { text: NPM, files: NODE, copy: "COPY .. ..", run: "RUN npm ci" },
  "a comment that silences it": {
    text: APP("# check=skip=InstructionOrder\nCOPY . .", "RUN npm ci"),
    files: NODE,
  },
};

/** Settings that leave the files as they are. */
const USUAL: [run: string, files: string[]][] = [
  ["GOFLAGS=-mod=mod go mod download", ["go.mod"]],
  ["CI=1 bundle install < /dev/null", ["Gemfile"]],
  ["mvn -ff dependency:resolve", ["pom.xml"]],
];

describe("the order of instructions, as kept builds show it", () => {
  for (const [run, files] of USUAL)
    it(`is told where settings leave the files as they are: ${run}`, () => {
      const found = order({ text: APP("COPY . .", `RUN ${run}`), files: ALL_MANIFESTS });
      assert.match(found?.fixed ?? "", new RegExp(`\\nCOPY ${files.join(" ")} \\./\\nRUN`));
    });

  it("is told with its figures", () => {
    assert.equal(
      order({ text: NPM, files: NODE })?.message,
      "COPY . . made RUN npm ci run 9 of 10 times (6 min this week)",
    );
    assert.equal(
      order({ text: NPM, files: NODE })?.title,
      "Copy package.json, package-lock.json first, and the other files after RUN npm ci",
    );
  });

  for (const [what, [given, fixed]] of Object.entries(FIXED))
    it(`is mended: ${what}`, () => {
      const found = order({ ignore: IGNORED, ...given });
      assert.equal(found?.fixed, fixed);
      // What is mended is not told again, and the model is the same.
      assert.equal(
        order({
          ignore: IGNORED,
          ...given,
          text: fixed,
          copy: given.copy ?? "COPY . .",
          run: given.run ?? "",
        }),
        null,
      );
      const stages = (text: string) =>
        analyze(readDockerfile(text), NO_OPTIONS).model.stages.map(({ name, base }) => [name, base.text]);
      assert.deepEqual(stages(fixed), stages(given.text));
    });

  for (const [what, [given, reason]] of Object.entries(REFUSED))
    it(`is told without a fix: ${what}`, () => {
      assert.match(order(given)?.fixed ?? "", reason);
    });

  for (const [what, given] of Object.entries(SILENT))
    it(`is not blamed: ${what}`, () => {
      assert.equal(order({ ignore: IGNORED, ...given }), null);
    });
});
