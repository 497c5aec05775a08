/** Kinds of nx workspaces whose applications have no package.json, each as its smallest input. */
import type { ProjectCase } from "./projects";

const json = (value: unknown) => JSON.stringify(value);
const workspace = (
  projects: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, string>> = {},
) => ({
  "nx.json": "{}",
  "package.json": json({
    scripts: { start: "nx serve" },
    dependencies: { express: "5" },
    devDependencies: { nx: "21" },
  }),
  "package-lock.json": "{}",
  ...Object.fromEntries(
    Object.entries(projects).map(([path, project]) => [`${path}/project.json`, json(project)]),
  ),
  ...more,
});
const application = (build: unknown, serve?: string) => ({
  projectType: "application",
  targets: { build, ...(serve !== undefined && { serve: { executor: serve } }) },
});
const what = "Node.js with nx";
const NODE = "@nx/js:node";
const webpack = { executor: "@nx/webpack:webpack", options: { outputPath: "dist/apps/api", target: "node" } };
const MAIN = { "apps/api/src/main.ts": "app.listen(process.env.PORT || 3333)" };

export const NX_KINDS: Readonly<Record<string, ProjectCase>> = {
  "a server that webpack bundles": {
    files: workspace({ "apps/api": application(webpack, NODE) }, MAIN),
    what,
    found: ["apps/api/project.json"],
    has: [
      "RUN npx nx build api",
      "RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev",
      "COPY --from=build /app/dist/apps/api ./dist/apps/api",
      "EXPOSE 3333",
      'CMD ["node", "dist/apps/api/main.js"]',
    ],
  },
  "a server that TypeScript compiles, with a name of its own": {
    files: workspace(
      {
        "apps/api": {
          ...application({ executor: "@nx/js:tsc", outputs: ["{workspaceRoot}/dist/{projectRoot}"] }, NODE),
          name: "shop-api",
        },
      },
      MAIN,
    ),
    what,
    has: ["RUN npx nx build shop-api", 'CMD ["node", "dist/apps/api/src/main.js"]'],
  },
  "a server that esbuild names by its format": {
    files: workspace({
      "apps/api": application(
        { executor: "@nx/esbuild:esbuild", options: { outputPath: "dist/apps/api" } },
        NODE,
      ),
    }),
    what,
    asks: ["command=node dist/apps/api/main.js", "port=3000"],
    answers: { command: "node dist/apps/api/main.cjs" },
    has: ['CMD ["node", "dist/apps/api/main.cjs"]'],
  },
  "pages of Vite": {
    files: workspace({
      "apps/web": application({
        executor: "@nx/vite:build",
        outputs: ["{options.outputPath}"],
        options: { outputPath: "dist/apps/web" },
      }),
    }),
    what,
    has: ["RUN npx nx build web", "COPY --from=build /app/dist/apps/web /usr/share/nginx/html"],
  },
  "pages of Angular": {
    files: workspace({
      "apps/web": application({
        executor: "@angular/build:application",
        options: { outputPath: "dist/apps/web" },
      }),
    }),
    what,
    has: ["COPY --from=build /app/dist/apps/web/browser /usr/share/nginx/html"],
  },
  "a server beside pages, a library and tests": {
    files: workspace(
      {
        "apps/api": application(webpack, NODE),
        "apps/api-e2e": application({ executor: "@nx/jest:jest" }),
        "apps/web": application({ executor: "@nx/vite:build", options: { outputPath: "dist/apps/web" } }),
        "libs/model": { projectType: "library" },
      },
      MAIN,
    ),
    what,
    found: ["apps/api/project.json", "apps/web/project.json"],
  },
  "targets that plugins infer": {
    files: workspace({ "apps/api": { projectType: "application" } }),
    what,
    refused: /apps\/api\/project\.json/,
  },
  "an output outside": {
    files: workspace({
      "apps/web": application({ executor: "@nx/vite:build", options: { outputPath: "../out" } }),
    }),
    what,
    refused: /where/,
  },
  "a project.json without nx": {
    files: {
      "package.json": json({ scripts: { start: "node index.js" } }),
      "index.js": "x.listen(80)",
      "a/project.json": json(application(webpack, NODE)),
    },
    what: "Node.js with npm",
  },
};
