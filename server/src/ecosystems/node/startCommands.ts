/** The commands of a script of package.json, without what only prepares them. */
import { has } from "./packageFile";
import { scriptRunBy } from "./scriptRunBy";
import type { NodePackage } from "./packageFile";
import type { Start, StartFact } from "./start";

/** The packages that bring the programs which scripts start; most are called as their program. */
const BINS: Readonly<Record<string, readonly string[]>> = {
  "babel-node": ["@babel/node"],
  dotenv: ["dotenv-cli"],
  dotenvx: ["@dotenvx/dotenvx"],
  fastify: ["fastify-cli"],
  keystone: ["@keystone-6/core"],
  medusa: ["@medusajs/cli", "@medusajs/medusa", "@medusajs/medusa-cli"],
  "moleculer-runner": ["moleculer"],
  nest: ["@nestjs/cli"],
  ng: ["@angular/cli"],
  nuxi: ["nuxt", "nuxi"],
  payload: ["payload"],
  "pm2-runtime": ["pm2"],
  "react-router-serve": ["@react-router/serve"],
  "remix-serve": ["@remix-run/serve"],
  run: ["run-script-os"],
  "run-s": ["npm-run-all", "npm-run-all2"],
  "run-p": ["npm-run-all", "npm-run-all2"],
  sequelize: ["sequelize-cli"],
  strapi: ["@strapi/strapi", "strapi"],
  tsc: ["typescript"],
  tsnd: ["ts-node-dev"],
  "vue-cli-service": ["@vue/cli-service"],
  "webpack-dev-server": ["webpack-dev-server"],
  probot: ["probot"],
  "functions-framework": ["@google-cloud/functions-framework"],
};

/** Commands that build, or clean up for a build. */
export const BUILDS =
  /^(?:(?:npm|pnpm|yarn|bun) (?:run )?(?:build|compile|prebuild|clean|transpile)\S*|tsc\b.*|(?:npx )?(?:next|nuxt|vite|webpack|rimraf|esbuild|tsup|nest|ng|remix|react-router|astro|swc|babel|rollup|shx|cpx|copyfiles)\b.*\b(?:build|rm|-p|--bundle|-d|dist|src)\b.*|rimraf .*|rm -rf .*|mkdir .*|(?:npx )?(?:sass|node-sass|lessc|stylus|tailwindcss|postcss)\b.*|prisma generate.*|npx prisma generate.*)$/;

/** What a shell has by itself, and the image. */
const OF_IMAGE = /^(?:node|npm|npx|sh|bash|echo|cd|sleep|export|exit|true|test|set|cp|mkdir|rm)$/;

const DEEPEST = 6;

/** The commands of a script, one after the other, with those of the scripts that it runs; null where a shell does more. */
export function commandsOf(one: NodePackage, name: string, depth: number): string[] | null {
  const script = one.scripts.get(name);
  if (script === undefined || depth > DEEPEST || /[|;<>`"'$()\\]|(?<!&)&(?!&)/.test(script)) return null;
  const found: string[] = [];
  for (const part of script.split("&&").map(text => text.trim())) {
    const run = /^(?:npm|pnpm|yarn|bun)(?: run)? ([\w:.-]+)$/.exec(withoutPrefix(part).command)?.[1];
    const isBuild = BUILDS.test(withoutPrefix(part).command);
    if (run !== undefined && one.scripts.has(run) && !isBuild) {
      const inner = commandsOf(one, run, depth + 1);
      if (inner === null) return null;
      found.push(...inner);
    } else found.push(part);
  }
  return found;
}

/** A command without what sets variables in front of it; `variables` is null where a value is no plain one. */
export function withoutPrefix(command: string): { command: string; variables: Start["variables"] | null } {
  const words = command.trim().split(/\s+/);
  const variables: (readonly [string, string])[] = [];
  let at = 0;
  let isPlain = true;
  while (at < words.length) {
    const word = words[at] ?? "";
    const [, key, value = ""] = /^([A-Za-z_]\w*)=(.*)$/.exec(word) ?? [];
    if (key !== undefined) {
      if (key !== "NODE_ENV") variables.push([key, value]);
      isPlain &&= /^[\w@%+=:,./-]*$/.test(value);
    } else if (!(word === "cross-env" || word === "env" || word === "npx" || (word === "exec" && at > 0)))
      break;
    at++;
  }
  return { command: words.slice(at).join(" "), variables: isPlain ? variables : null };
}

/** A script that only a shell can run is left to npm, where all that it starts is there. */
export function viaManager(one: NodePackage, others: readonly NodePackage[], name: string): StartFact {
  const programs = programsOf(one, name, 0);
  const providers = programs.map(program => providerOf(one, others, program));
  if (programs.some(program => /^(?:nodemon|vite|webpack-dev-server|ng|react-scripts)$/.test(program)))
    return null;
  if (providers.includes(null)) return null;
  return {
    words: name === "start" ? ["npm", "start"] : ["npm", "run", name],
    entry: null,
    variables: [],
    needsAll: providers.includes("development"),
    builds: [],
  };
}

/** The first words of everything that a script runs. */
function programsOf(one: NodePackage, name: string, depth: number): string[] {
  const script = one.scripts.get(name) ?? "";
  if (depth > DEEPEST) return [];
  return script.split(/&&|\|\||[|;&]/).flatMap(part => {
    const { command } = withoutPrefix(part);
    const [program = "", ...rest] = command.split(/\s+/);
    const run = scriptRunBy([program, ...rest]);
    if (run !== null && one.scripts.has(run)) return programsOf(one, run, depth + 1);
    return program === "" ? [] : program === "npx" ? rest.slice(0, 1) : [program];
  });
}

/** Who has a program: the image, the packages of production, or those of development alone; null where nobody has. */
export function providerOf(
  one: NodePackage,
  others: readonly NodePackage[],
  program: string,
): "image" | "production" | "development" | null {
  const clean = program.replace(/^(?:\.\/)?node_modules\/\.bin\//, "");
  if (OF_IMAGE.test(clean) || /^(?:\.\/|\w+\/)[\w./-]+\.(?:sh|js)$/.test(clean)) return "image";
  const names = BINS[clean] ?? [clean];
  if (names.some(name => one.packages.has(name))) return "production";
  return names.some(name => has(one, name) || others.some(other => has(other, name))) ? "development" : null;
}
