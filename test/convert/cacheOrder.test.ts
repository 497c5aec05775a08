/** What a conversion copies before an install, so that the install runs again only when it has to. */
import assert from "node:assert/strict";
import { convertToMultiStage } from "../../server/src/convert/convert";
import { applyChanges } from "../../server/src/edits/edit";
import { read } from "./hold";

const PACKAGE = { "package.json": '{"dependencies":{"express":"4"}}' };

/** The instructions from the first COPY of the build stage to its end; null where the file is not converted. */
function buildSteps(
  text: string,
  files: Record<string, string>,
  folders: readonly string[] = [],
): string[] | null {
  const project = {
    names: new Set([...Object.keys(files), ...folders]),
    texts: new Map(Object.entries(files)),
  };
  const conversion = convertToMultiStage(read(text), project, { explain: false });
  if (conversion.refused !== undefined) return null;
  const [build = ""] = applyChanges(text, conversion.changes).split(/^FROM .* AS runtime$/m);
  const lines = build.split("\n").filter(line => line !== "");
  return lines.slice(lines.findIndex(line => line.startsWith("COPY")));
}

const START = 'CMD ["node", "server.js"]\n';
const file = (...lines: string[]) => ["FROM node:22", "WORKDIR /app", ...lines, START].join("\n");
const UNCHANGED = "unchanged";

const CASES: Record<
  string,
  { lines: string[]; files?: Record<string, string>; folders?: string[]; steps: string[] | typeof UNCHANGED }
> = {
  "npm, with a lock file that may come later": {
    lines: ["COPY . .", "RUN npm install"],
    steps: ["COPY package*.json ./", "RUN npm install", "COPY . ."],
  },
  "npm with its own configuration": {
    lines: ["COPY . .", "RUN npm ci"],
    files: { ...PACKAGE, "package-lock.json": "", ".npmrc": "" },
    steps: ["COPY package*.json .npmrc ./", "RUN npm ci", "COPY . ."],
  },
  "Yarn, and a folder that is named": {
    lines: ["COPY . /app", "RUN yarn install --frozen-lockfile"],
    files: { ...PACKAGE, "yarn.lock": "" },
    steps: ["COPY package.json yarn.lock /app/", "RUN yarn install --frozen-lockfile", "COPY . /app"],
  },
  "several installs, with what reads nothing between": {
    lines: ["COPY ./ ./", "ENV CI=1", "RUN npm install -g pnpm", "RUN pnpm install", "RUN pnpm build"],
    files: { ...PACKAGE, "pnpm-lock.yaml": "" },
    steps: [
      "COPY package.json pnpm-lock.yaml ./",
      "ENV CI=1",
      "RUN npm install -g pnpm",
      "RUN pnpm install",
      "COPY ./ ./",
      "RUN pnpm build",
    ],
  },
  "a script that runs with the install": {
    lines: ["COPY . .", "RUN npm install"],
    files: { "package.json": '{"scripts":{"postinstall":"node fix.js"}}' },
    steps: UNCHANGED,
  },
  "packages that lie in the project": {
    lines: ["COPY . .", "RUN npm install"],
    files: { "package.json": '{"dependencies":{"own":"file:./own"}}' },
    steps: UNCHANGED,
  },
  "packages of a workspace": {
    lines: ["COPY . .", "RUN npm install"],
    files: { "package.json": '{"workspaces":["packages/*"]}' },
    steps: UNCHANGED,
  },
  "packages that the build context has as well": {
    lines: ["COPY . .", "RUN npm install"],
    folders: ["node_modules/"],
    steps: UNCHANGED,
  },
  "no manifest in sight": {
    lines: ["COPY . .", "RUN npm install"],
    files: { "README.md": "" },
    steps: UNCHANGED,
  },
  "an install in another folder": { lines: ["COPY . .", "RUN cd api && npm install"], steps: UNCHANGED },
  "an install with a build in one instruction": {
    lines: ["COPY . .", "RUN npm install && npm run build"],
    steps: UNCHANGED,
  },
  "a script of the project before the install": {
    lines: ["COPY . .", "RUN ./prepare.sh", "RUN npm install"],
    steps: UNCHANGED,
  },
  "a mount that has the files": {
    lines: ["COPY . .", "RUN --mount=type=bind,source=.,target=/x npm install"],
    steps: UNCHANGED,
  },
  "a folder that only a build knows": {
    lines: ["ARG TO=/app", "COPY . $TO", "RUN npm install"],
    steps: UNCHANGED,
  },
  "files that are left out": { lines: ["COPY --exclude=*.md . .", "RUN npm install"], steps: UNCHANGED },
  "one file of the context": { lines: ["COPY server.js .", "RUN npm install"], steps: UNCHANGED },
};

describe("the order in which a converted file copies", () => {
  for (const [name, { lines, files = PACKAGE, folders = [], steps }] of Object.entries(CASES))
    it(`is the one that caches, or as it was: ${name}`, () => {
      const found = buildSteps(file(...lines), files, folders);
      const from = lines.findIndex(line => line.startsWith("COPY"));
      const wanted = steps === UNCHANGED ? lines.slice(from) : steps;
      assert.deepEqual(found?.slice(0, wanted.length), wanted);
    });
});
