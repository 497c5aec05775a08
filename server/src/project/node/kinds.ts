/** What a package of JavaScript is, by its framework: a server, pages, or nothing that an image can run. */
import * as l10n from "@vscode/l10n";
import type { ProjectFolder } from "../../ecosystems/folder";
import { fieldsOf } from "../../ecosystems/manifest";
import { has } from "../../ecosystems/node/packageFile";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import { configText } from "../../ecosystems/node/workspace";
import type { NodeKind } from "./kind";
import { buildScript, under, onePage, sitePages } from "./pagesKind";
import { eleventyOutput, vitePress, nuxt, svelteKit, viteOutput } from "./viteFrameworks";
import { astro, reactRouter, angular, usesNext } from "./frameworks";

/** What the package in a folder of the project is. */
export function kindOf(folder: ProjectFolder, one: NodePackage): NodeKind {
  const is = (name: string) => has(one, name);
  const config = (name: string) => configText(folder, one.path, name);
  const refused = (what: string, reason: string): NodeKind => ({ kind: "refused", what, reason });
  if (is("electron"))
    return refused("Electron", l10n.t("Electron programs run on a desktop, not in a container."));
  if (is("expo") || is("react-native"))
    return refused("React Native", l10n.t("React Native programs run on a phone, not in a container."));
  if (fieldsOf(one.fields["engines"])["vscode"] !== undefined)
    return refused("VS Code", l10n.t("Extensions of VS Code run in the editor, not in a container."));
  if (is("wxt") || is("plasmo"))
    return refused("WXT", l10n.t("Extensions of a browser run in the browser, not in a container."));
  if (is("@tauri-apps/api") || is("@tauri-apps/cli"))
    return refused("Tauri", l10n.t("Tauri programs run on a desktop, not in a container."));
  if (
    [
      "laravel-vite-plugin",
      "laravel-mix",
      "@symfony/webpack-encore",
      "vite-plugin-ruby",
      "vite-plugin-symfony",
    ].some(is)
  )
    return { kind: "part" };
  if (is("next") && usesNext(folder, one)) return { kind: "next", what: "Next.js" };
  // Packages for the pages in other folders, which have no package.json with Next.js themselves.
  if (is("next") && !isServer(one) && /\bnext\b/.test(one.scripts.get("start") ?? ""))
    return { kind: "part" };
  if (is("nuxt")) return nuxt(one);
  if (is("@nestjs/core"))
    return {
      kind: "server",
      what: "NestJS",
      snippet: "ms-nestjs",
      output: "dist",
      ...(is("@nestjs/cli") && !one.scripts.has("start:prod") ? { entry: "dist/main.js" } : {}),
    };
  if (is("@sveltejs/kit")) return svelteKit(one, config("svelte"));
  if (is("astro")) return astro(one, config("astro"));
  if (is("@docusaurus/core")) return sitePages(one, "Docusaurus", "build", ["docusaurus", "build"]);
  if (is("gatsby")) return sitePages(one, "Gatsby", "public", ["gatsby", "build"]);
  if (is("@11ty/eleventy")) return sitePages(one, "Eleventy", eleventyOutput(one), ["eleventy"]);
  if (is("hexo")) return sitePages(one, "Hexo", "public", ["hexo", "generate"]);
  if (is("vitepress")) return vitePress(folder, one);
  if (is("@tanstack/react-start") || is("@tanstack/start") || is("@tanstack/solid-start"))
    return {
      kind: "server",
      what: "TanStack Start",
      output: ".output",
      entry: ".output/server/index.mjs",
      isWhole: true,
      port: "3000",
    };
  if (is("@angular/core")) return angular(folder, one);
  const serves =
    [...SERVERS].some(name => one.packages.has(name)) || is("@remix-run/node") || is("@react-router/node");
  if (is("@remix-run/react") || is("@react-router/dev")) return reactRouter(one, config("react-router"));
  if (serves) return { kind: "plain" };
  if (is("react-scripts") || is("@craco/craco") || is("react-app-rewired"))
    return onePage(one, "Create React App", "ms-react", "build", ["react-scripts", "build"]);
  if (is("@vue/cli-service")) return onePage(one, "Vue", "ms-vue", "dist", ["vue-cli-service", "build"]);
  if (is("@quasar/app-vite") || is("@quasar/app-webpack"))
    return onePage(one, "Quasar", "ms-vue", "dist/spa", ["quasar", "build"]);
  if (is("vite") || is("@vitejs/plugin-react") || is("@rsbuild/core")) {
    const isPages =
      is("react") ||
      is("vue") ||
      is("svelte") ||
      is("solid-js") ||
      is("preact") ||
      is("lit") ||
      folder.files.has(under(one, "index.html")) ||
      (["main", "exports", "bin"].every(key => one.fields[key] === undefined) && !one.scripts.has("start"));
    if (packsLibrary(one)) return { kind: "plain" };
    const builds = buildScript(one) !== null || folder.files.has(under(one, "index.html"));
    // A package of a workspace that builds nothing is one that others use.
    if (
      !isPages ||
      (one.path !== "" && !builds) ||
      /\bbuild\s{0,3}:\s{0,3}\{[^}]{0,400}\blib\s{0,3}:/.test(config("vite"))
    )
      return { kind: "plain" };
    const what = is("vue") ? "Vue" : is("react") ? "React" : is("svelte") ? "Svelte" : "Vite";
    const output = viteOutput(config("vite"));
    return onePage(one, what, is("vue") ? "ms-vue" : "ms-react", output, ["vite", "build"]);
  }
  if (is("webpack") && is("html-webpack-plugin")) {
    const written = /path\.(?:resolve|join)\(\s{0,3}__dirname,\s{0,3}["']([\w./-]{1,100})["']/.exec(
      `${config("webpack")}${config("webpack.prod")}`,
    )?.[1];
    return onePage(one, "webpack", "ms-react", written ?? "dist", ["webpack", "--mode", "production"]);
  }
  if (is("parcel") || is("parcel-bundler")) {
    if (folder.files.has(under(one, "index.html")) || folder.files.has(under(one, "src/index.html")))
      return onePage(one, "Parcel", "ms-react", "dist", ["parcel", "build"]);
  }
  return { kind: "plain" };
}

/** Whether the build script packs a library for others, which Vite may only test. */
function packsLibrary(one: NodePackage): boolean {
  const script = buildScript(one);
  const text = script === null ? "" : (one.scripts.get(script) ?? "");
  return (
    /\b(?:tsup|tsdown|unbuild|microbundle|preconstruct|pkgroll|tshy)\b/.test(text) &&
    !/\b(?:vite|rsbuild|webpack|parcel)\b/.test(text)
  );
}

/** Packages that serve; beside them Vite builds pages that the server ships. */
const SERVERS: ReadonlySet<string> = new Set(
  "express koa fastify @hapi/hapi hono @hono/node-server polka h3 restify @adonisjs/core @feathersjs/feathers apollo-server @apollo/server graphql-yoga ws socket.io @strapi/strapi strapi @medusajs/medusa @medusajs/framework @keystone-6/core payload moleculer sails egg micro json-server meteor-node-stubs elysia".split(
    " ",
  ),
);

/** Whether a package of production is one that serves. */
export function isServer(one: NodePackage): boolean {
  return [...one.packages.keys()].some(name => SERVERS.has(name));
}
