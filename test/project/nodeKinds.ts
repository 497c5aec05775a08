/** Kinds of projects of JavaScript that real repositories have, each as its smallest input. */
import type { ProjectCase } from "./projects";

const json = (value: unknown) => JSON.stringify(value);
const LOCKED = { "package-lock.json": "{}" };
const EXPRESS = { express: "5" };
const server = (more: object) => json({ private: true, dependencies: EXPRESS, ...more });
const LISTENS = "app.listen(3000)";
const PNPM = { "pnpm-lock.yaml": "lockfileVersion: '9.0'\n" };

export const NODE_KINDS: Readonly<Record<string, ProjectCase>> = {
  "prepare that only development can run": {
    files: {
      "package.json": server({
        scripts: { prepare: "husky", start: "node server.js" },
        devDependencies: { husky: "9" },
      }),
      "server.js": LISTENS,
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: ["RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts && npm rebuild"],
  },
  "prepare that production has": {
    files: {
      "package.json": server({ scripts: { postinstall: "node scripts/set.js", start: "node server.js" } }),
      "server.js": LISTENS,
      "scripts/set.js": "",
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: [
      "COPY scripts/set.js ./scripts/set.js",
      "RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev",
    ],
    hasNot: ["--ignore-scripts"],
  },
  "a main file that is not there": {
    files: { "package.json": server({ main: "index.js" }), ...LOCKED },
    what: "Node.js with npm",
    asks: ["command=node index.js", "port=3000"],
  },
  "a program of the desktop": {
    files: { "package.json": json({ main: "main.js", devDependencies: { electron: "30" } }), "main.js": "" },
    what: "Electron with npm",
    refused: /desktop/,
  },
  "a start that needs a package of development": {
    files: {
      "package.json": server({ scripts: { start: "tsx src/x.ts" }, devDependencies: { tsx: "4" } }),
      "src/x.ts": "",
      ...LOCKED,
    },
    what: "Node.js with npm",
    asks: ["port=3000"],
    has: ["RUN --mount=type=cache,target=/root/.npm npm ci", 'CMD ["node_modules/.bin/tsx", "src/x.ts"]'],
    hasNot: ["--omit=dev"],
  },
  "a watcher of a file that Node.js runs": {
    files: {
      "package.json": server({ scripts: { start: "nodemon server.js" }, devDependencies: { nodemon: "3" } }),
      "server.js": LISTENS,
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: ["RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev", 'CMD ["node", "server.js"]'],
  },
  "a member of a pnpm workspace": {
    files: {
      "package.json": json({ private: true, packageManager: "pnpm@9.15.0" }),
      "pnpm-workspace.yaml": "packages:\n  - apps/*\n  - packages/*\n",
      ...PNPM,
      "apps/api/package.json": json({
        name: "api",
        scripts: { build: "tsc", start: "node dist/main.js" },
        dependencies: { express: "5", "@x/lib": "workspace:*" },
      }),
      "apps/api/tsconfig.json": '{ "compilerOptions": {\n "outDir": "dist" } }',
      "apps/api/src/index.ts": "app.listen(4000)",
      "packages/lib/package.json": json({ name: "@x/lib", main: "dist/index.js", scripts: { build: "tsc" } }),
    },
    what: "Node.js with pnpm",
    found: ["apps/api/package.json"],
    has: [
      "RUN npm install --global pnpm@9.15.0",
      'RUN --mount=type=cache,target=/pnpm/store pnpm install --frozen-lockfile --filter "api..."',
      'RUN pnpm --filter "api..." run build',
      'RUN --mount=type=cache,target=/pnpm/store CI=true pnpm install --frozen-lockfile --prod --ignore-scripts --filter "api..."',
      "COPY --from=production /app/packages/lib ./packages/lib",
      "COPY --from=production /app/apps/api ./apps/api",
      "WORKDIR /app/apps/api",
      "EXPOSE 4000",
      'CMD ["node", "dist/main.js"]',
    ],
  },
  "a member of a workspace of npm": {
    files: {
      "package.json": json({ private: true, workspaces: ["apps/*", "libs/*"] }),
      ...LOCKED,
      "apps/api/package.json": json({
        name: "api",
        scripts: { start: "node server.js" },
        dependencies: { express: "5", lib: "*" },
      }),
      "apps/api/server.js": LISTENS,
      "libs/lib/package.json": json({ name: "lib", main: "index.js" }),
      "libs/lib/index.js": "",
    },
    what: "Node.js with npm",
    found: ["apps/api/package.json"],
    has: [
      "RUN --mount=type=cache,target=/root/.npm npm ci",
      "COPY --from=production /app/libs/lib ./libs/lib",
      'CMD ["node", "server.js"]',
    ],
  },
  "a workspace of Yarn with pages and a server, and turbo": {
    files: {
      "package.json": json({
        private: true,
        packageManager: "yarn@4.5.0",
        workspaces: { packages: ["apps/**"] },
        devDependencies: { turbo: "2" },
      }),
      "turbo.json": "{}",
      "yarn.lock": "__metadata:\n  version: 8\n",
      "apps/web/package.json": json({
        name: "web",
        scripts: { build: "vite build" },
        dependencies: { react: "19" },
        devDependencies: { vite: "7" },
      }),
      "apps/api/package.json": json({
        name: "@x/api",
        scripts: { build: "tsc", start: "node dist/a.js" },
        dependencies: EXPRESS,
      }),
      "apps/api/tsconfig.json": '{\n"outDir": "dist" }',
    },
    what: "Node.js with Yarn",
    found: ["apps/api/package.json", "apps/web/package.json"],
    asks: ["port=3000"],
    has: [
      "RUN npx turbo run build --filter=@x/api",
      "RUN --mount=type=cache,target=/root/.yarn/berry yarn workspaces focus --production @x/api",
    ],
  },
  Prisma: {
    files: {
      "package.json": server({
        scripts: { build: "tsc", start: "node dist/a.js" },
        dependencies: { express: "5", "@prisma/client": "6" },
        devDependencies: { prisma: "6", typescript: "5" },
      }),
      "tsconfig.json": '{\n"outDir": "./dist" }',
      "prisma/schema.prisma": "",
      ...LOCKED,
    },
    what: "Node.js with npm",
    asks: ["port=3000"],
    has: [
      "RUN apk add --no-cache openssl",
      "RUN npx prisma generate",
      "COPY --from=build /app/node_modules/.prisma ./node_modules/.prisma",
      "COPY --from=build /app/prisma ./prisma",
    ],
  },
  Remix: {
    files: {
      "package.json": json({
        scripts: { build: "remix vite:build", start: "remix-serve ./build/server/index.js" },
        dependencies: { "@remix-run/serve": "2", "@remix-run/react": "2", "@remix-run/node": "2" },
        devDependencies: { vite: "5", "@remix-run/dev": "2" },
      }),
      ...LOCKED,
    },
    what: "Remix with npm",
    has: [
      "COPY --from=build /app/build ./build",
      'CMD ["node_modules/.bin/remix-serve", "./build/server/index.js"]',
      "EXPOSE 3000",
    ],
    hasNot: ["nginx"],
  },
  "React Router without a server": {
    files: {
      "package.json": json({
        scripts: { build: "react-router build" },
        dependencies: { "@react-router/node": "7", react: "19" },
        devDependencies: { "@react-router/dev": "7", vite: "6" },
      }),
      "react-router.config.ts": "export default { ssr: false }",
      ...LOCKED,
    },
    what: "React Router with npm",
    has: ["COPY --from=build /app/build/client /usr/share/nginx/html", "try_files $uri /index.html;"],
  },
  "SvelteKit for a hosting service": {
    files: {
      "package.json": json({ devDependencies: { "@sveltejs/kit": "2", vite: "6" } }),
      "svelte.config.js": 'import adapter from "@sveltejs/adapter-auto"',
    },
    what: "SvelteKit with npm",
    refused: /adapter-auto.*adapter-node/,
  },
  "SvelteKit that writes pages": {
    files: {
      "package.json": json({
        scripts: { build: "vite build" },
        devDependencies: { "@sveltejs/kit": "2", vite: "6" },
      }),
      "svelte.config.js": 'import adapter from "@sveltejs/adapter-static";',
      ...LOCKED,
    },
    what: "SvelteKit with npm",
    has: [
      "COPY --from=build /app/build /usr/share/nginx/html",
      "try_files $uri $uri.html $uri/index.html =404;",
    ],
  },
  "TanStack Start": {
    files: {
      "package.json": json({
        scripts: { build: "vite build", start: "node .output/server/index.mjs" },
        dependencies: { "@tanstack/react-start": "1" },
        devDependencies: { vite: "7" },
      }),
      ...LOCKED,
    },
    what: "TanStack Start with npm",
    has: ["COPY --from=build /app/.output ./.output", 'CMD ["node", ".output/server/index.mjs"]'],
  },
  "an output folder that the build script names": {
    files: {
      "package.json": json({
        scripts: { build: "vite build --outDir ../public" },
        dependencies: { react: "19" },
        devDependencies: { vite: "7" },
      }),
      ...LOCKED,
    },
    what: "React with npm",
    refused: /which folder/,
  },
  "a build that is that of another folder": {
    files: {
      "package.json": json({
        scripts: { build: "yarn --cwd app build" },
        dependencies: { react: "19", vite: "7" },
      }),
      ...LOCKED,
    },
    what: "React with npm",
    refused: /which folder/,
  },
  Docusaurus: {
    files: {
      "package.json": json({
        scripts: { build: "docusaurus build", start: "docusaurus start" },
        dependencies: { "@docusaurus/core": "3", react: "19" },
      }),
      ...LOCKED,
    },
    what: "Docusaurus with npm",
    has: ["try_files $uri $uri.html $uri/index.html =404;", "error_page 404 /404.html;"],
    hasNot: ["$uri /index.html"],
  },
  "Next.js that is exported": {
    files: {
      "package.json": json({ scripts: { build: "next build" }, dependencies: { next: "15" } }),
      "next.config.mjs": 'export default { output: "export" }',
      ...LOCKED,
    },
    what: "Next.js with npm",
    has: [
      "COPY --from=build /app/out /usr/share/nginx/html",
      "try_files $uri $uri.html $uri/index.html =404;",
    ],
  },
  "pnpm by the version of its lock file": {
    files: {
      "package.json": server({ scripts: { start: "node server.js" } }),
      "server.js": LISTENS,
      "pnpm-lock.yaml": "lockfileVersion: '6.0'\n",
    },
    what: "Node.js with pnpm",
    has: ["RUN npm install --global pnpm@8"],
  },
  "settings of npm, without and with a token": {
    files: {
      "package.json": server({ scripts: { start: "node server.js" } }),
      "server.js": LISTENS,
      ".npmrc": "legacy-peer-deps=true\n",
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: ["COPY package.json package-lock.json .npmrc ./"],
  },
  "settings of npm with a token": {
    files: {
      "package.json": server({ scripts: { start: "node server.js" } }),
      "server.js": LISTENS,
      ".npmrc": "//registry.example.com/:_authToken=${NPM_TOKEN}\n",
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: [
      "COPY package.json package-lock.json ./",
      "RUN --mount=type=secret,id=npmrc,target=/root/.npmrc --mount=type=cache,target=/root/.npm npm ci --omit=dev",
    ],
  },
  patches: {
    files: {
      "package.json": server({
        scripts: { start: "node server.js", postinstall: "patch-package" },
        dependencies: { express: "5", "patch-package": "8" },
      }),
      "server.js": LISTENS,
      "patches/a.patch": "",
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: ["COPY patches ./patches", "RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev"],
  },
  "folders that the program reads": {
    files: {
      "package.json": server({
        scripts: { build: "tsc", start: "node dist/a.js" },
        devDependencies: { typescript: "5" },
      }),
      "tsconfig.json": '{\n"outDir": "dist" }',
      "src/a.ts": LISTENS,
      "views/a.ejs": "",
      "public/a.css": "",
      "migrations/1.sql": "",
      "config/a.json": "",
      "test/a.ts": "",
      ...LOCKED,
    },
    what: "Node.js with npm",
    asks: ["port=3000"],
    has: ["config", "migrations", "public", "views"].map(name => `COPY --from=build /app/${name} ./${name}`),
    hasNot: ["./test"],
  },
  "React scripts of before webpack 5": {
    files: {
      "package.json": json({
        scripts: { build: "react-scripts build" },
        dependencies: { "react-scripts": "4.0.3" },
      }),
      ...LOCKED,
    },
    what: "Create React App with npm",
    has: ["FROM node:16-alpine AS deps"],
  },
  "an old version that the engines ask for": {
    files: {
      "package.json": server({ engines: { node: "12.x" }, scripts: { start: "node server.js" } }),
      "server.js": LISTENS,
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: ["FROM node:12-alpine AS base"],
  },
  "a version that a workflow tests with": {
    files: {
      "package.json": server({ scripts: { start: "node server.js" } }),
      "server.js": LISTENS,
      ".github/workflows/ci.yml": "strategy:\n  matrix:\n    node-version: [18.x, 20.x]\n",
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: ["FROM node:20-alpine AS base"],
  },
  "a start that is another script": {
    files: {
      "package.json": server({ scripts: { start: "npm run serve", serve: "node lib/x.js" } }),
      "lib/x.js": "",
      ...LOCKED,
    },
    what: "Node.js with npm",
    asks: ["port=3000"],
    has: ['CMD ["node", "lib/x.js"]'],
  },
  "a build before the start alone": {
    files: {
      "package.json": server({
        scripts: { prestart: "tsc", start: "node dist/x.js" },
        devDependencies: { typescript: "5" },
      }),
      "tsconfig.json": '{\n"outDir": "dist" }',
      "src/x.ts": LISTENS,
      ...LOCKED,
    },
    what: "Node.js with npm",
    asks: ["port=3000"],
    has: ["RUN npm run prestart", "COPY --from=build /app/dist ./dist", 'CMD ["node", "dist/x.js"]'],
  },
  "a program of Bun that is built": {
    files: {
      "package.json": server({
        main: "dist/index.js",
        scripts: { build: "bun build src/index.ts --outdir dist" },
      }),
      "src/index.ts": "Bun.serve({ port: 3000 })",
      "bun.lock": "",
    },
    what: "Bun",
    has: ["RUN bun run build", 'CMD ["bun", "dist/index.js"]'],
  },
  "a migration before the start": {
    files: {
      "package.json": server({
        scripts: { start: "knex migrate:latest && node server.js" },
        dependencies: { express: "5", knex: "3" },
      }),
      "server.js": LISTENS,
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: ['CMD ["npm", "start"]'],
  },
  "tools alone": {
    files: {
      "package.json": json({ devDependencies: { prettier: "3" }, scripts: { format: "prettier ." } }),
    },
    what: null,
  },
  "a library": {
    files: {
      "package.json": json({ name: "x", main: "lib/x.js", types: "x.d.ts", files: ["lib"] }),
      "lib/x.js": "",
    },
    what: "Node.js with npm",
    refused: /library/,
  },
  "a front end that the server's script builds": {
    files: {
      "package.json": server({
        scripts: { build: "npm --prefix client run build", start: "node server.js" },
      }),
      "server.js": LISTENS,
      "client/package.json": json({
        scripts: { build: "vite build" },
        dependencies: { react: "19", vite: "7" },
      }),
      "client/package-lock.json": "{}",
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: [
      "RUN --mount=type=cache,target=/root/.npm npm --prefix client ci",
      "RUN rm -rf client/node_modules",
    ],
  },
  "a package without a build for Alpine": {
    files: {
      "package.json": server({
        scripts: { start: "node server.js" },
        dependencies: { express: "5", "onnxruntime-node": "1" },
      }),
      "server.js": LISTENS,
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: ["FROM node:24-slim AS base"],
  },
  "the start of a server that Next.js makes": {
    files: {
      "package.json": json({
        scripts: { build: "next build", start: "node --require ./x.js server.js" },
        dependencies: { next: "15" },
      }),
      "next.config.js": 'output: "standalone"',
      ...LOCKED,
    },
    what: "Next.js with npm",
    snippets: ["ms-nextjs"],
  },
  "styles and scripts of Laravel": {
    files: {
      "package.json": json({
        scripts: { build: "vite build" },
        devDependencies: { vite: "7", "laravel-vite-plugin": "2" },
      }),
    },
    what: null,
  },
  "a server of Nx for development": {
    files: {
      "package.json": server({
        scripts: { build: "nx build", start: "nx serve" },
        devDependencies: { nx: "20" },
      }),
      ...LOCKED,
    },
    what: "Node.js with npm",
    asks: ["command=node index.js", "port=3000"],
  },
};
