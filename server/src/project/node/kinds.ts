/** What a package of JavaScript is, by its framework: a server, pages, or nothing that an image can run. */
import * as l10n from "@vscode/l10n";
import { matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { field, fieldsOf, readJson, textOf } from "../../ecosystems/manifest";
import { has, majorOf } from "../../ecosystems/node/packageFile";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import { configText } from "../../ecosystems/node/workspace";
import * as sanitize from "../../shared/sanitize";

/** A server that Node.js runs, and what its framework says of it. */
export interface ServerKind {
  readonly kind: "server";
  readonly what: string;
  readonly snippet?: "ms-nestjs";
  /** The folder that its build writes to, and the program in it, from the folder of the package. */
  readonly output?: string;
  readonly entry?: string;
  /** The program of a package that starts it, with its words. */
  readonly start?: readonly string[];
  readonly port?: string;
  readonly variables?: readonly (readonly [string, string])[];
  /** Its build brings the packages along, so that none are installed beside it. */
  readonly isWhole?: boolean;
  /** Files and folders that it reads beside its output. */
  readonly beside?: readonly string[];
}

export interface PagesKind {
  readonly kind: "pages";
  readonly what: string;
  readonly snippet: "ms-react" | "ms-vue" | "ms-angular";
  readonly output: string;
  /** One page answers all addresses; else each has its own. */
  readonly isOnePage: boolean;
  /** Where no script builds: the program that does. */
  readonly build: readonly string[];
  readonly script: string | null;
}

export type NodeKind =
  | ServerKind
  | PagesKind
  | { readonly kind: "next"; readonly what: string }
  | { readonly kind: "refused"; readonly what: string; readonly reason: string }
  | { readonly kind: "plain" }
  /** It belongs to a program in another language, which ships what it builds. */
  | { readonly kind: "part" };

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
    if (!isPages || /\bbuild\s{0,3}:\s{0,3}\{[^}]{0,400}\blib\s{0,3}:/.test(config("vite")))
      return { kind: "plain" };
    const what = is("vue") ? "Vue" : is("react") ? "React" : is("svelte") ? "Svelte" : "Vite";
    const output = viteOutput(config("vite"));
    return onePage(one, what, is("vue") ? "ms-vue" : "ms-react", output, ["vite", "build"]);
  }
  if (is("parcel") || is("parcel-bundler")) {
    if (folder.files.has(under(one, "index.html")) || folder.files.has(under(one, "src/index.html")))
      return onePage(one, "Parcel", "ms-react", "dist", ["parcel", "build"]);
  }
  return { kind: "plain" };
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

function under({ path }: NodePackage, file: string): string {
  return path === "" ? file : `${path}/${file}`;
}

function buildScript(one: NodePackage, ...others: readonly string[]): string | null {
  return (
    [...others, "build", "build:prod", "build:production", "generate", "docs:build"].find(name =>
      one.scripts.has(name),
    ) ?? null
  );
}

/** The folder that a script says its build writes to, from the folder of the package; null where it says none. */
export function scriptOutput(one: NodePackage, script: string | null): string | null {
  const text = script === null ? "" : (one.scripts.get(script) ?? "");
  const written = /(?:--out-?[dD]ir|--output-path|--dest|--dist-dir|--outdir)[= ]["']?([^\s"']{1,200})/.exec(
    text,
  )?.[1];
  return written === undefined ? null : written;
}

/** A path from the folder of the project, for one from that of a package: `../public` of `web` is `public`. */
export function joinedPath(base: string, path: string): string | null {
  const parts = base === "" ? [] : base.split("/");
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return sanitize.path(parts.join("/"));
}

function onePage(
  one: NodePackage,
  what: string,
  snippet: PagesKind["snippet"],
  output: string | null,
  build: readonly string[],
): NodeKind {
  const script = buildScript(one);
  const text = script === null ? "" : (one.scripts.get(script) ?? "");
  if (output === null || /--cwd|--prefix|\bcd /.test(text))
    return { kind: "refused", what, reason: l10n.t("Cannot determine which folder the build writes to.") };
  return {
    kind: "pages",
    what,
    snippet,
    output: scriptOutput(one, script) ?? output,
    isOnePage: true,
    build,
    script,
  };
}

function sitePages(one: NodePackage, what: string, output: string, build: readonly string[]): PagesKind {
  const script = buildScript(one);
  return {
    kind: "pages",
    what,
    snippet: "ms-react",
    output: scriptOutput(one, script) ?? output,
    isOnePage: false,
    build,
    script,
  };
}

function eleventyOutput(one: NodePackage): string {
  const text = one.scripts.get("build") ?? "";
  return /--output[= ]([^\s"']{1,200})/.exec(text)?.[1] ?? "_site";
}

function vitePress(folder: ProjectFolder, one: NodePackage): PagesKind {
  const script = buildScript(one, "docs:build");
  const text = script === null ? "" : (one.scripts.get(script) ?? "");
  const inScript = sanitize.path(/vitepress build ([^\s-]\S{0,200})/.exec(text)?.[1]);
  const [config = ".vitepress/config.ts"] = matching(folder, /(?:^|\/)\.vitepress\/config\.\w+$/);
  const root = inScript ?? config.replace(/\/?\.vitepress\/.*$/, "");
  const output = `${root === "" ? "" : `${root}/`}.vitepress/dist`;
  return {
    kind: "pages",
    what: "VitePress",
    snippet: "ms-react",
    output,
    isOnePage: false,
    build: ["vitepress", "build"],
    script,
  };
}

function nuxt(one: NodePackage): NodeKind {
  const build = one.scripts.get("build") ?? "";
  const major = majorOf(one, "nuxt") ?? 3;
  if (/generate/.test(build) || (!one.scripts.has("build") && one.scripts.has("generate")))
    return { ...sitePages(one, "Nuxt", major < 3 ? "dist" : ".output/public", ["nuxt", "generate"]) };
  if (major < 3)
    return {
      kind: "server",
      what: "Nuxt",
      output: ".nuxt",
      start: ["nuxt", "start"],
      port: "3000",
      variables: [["HOST", "0.0.0.0"]],
      beside: ["static", "nuxt.config.js", "nuxt.config.ts"],
    };
  return {
    kind: "server",
    what: "Nuxt",
    output: ".output",
    entry: ".output/server/index.mjs",
    port: "3000",
    isWhole: true,
  };
}

function svelteKit(one: NodePackage, config: string): NodeKind {
  const what = "SvelteKit";
  const used = /["'](@sveltejs\/adapter-[\w-]+|svelte-adapter-[\w-]+)["']/.exec(config)?.[1];
  if (used === "@sveltejs/adapter-node" || used === "svelte-adapter-bun")
    return {
      kind: "server",
      what,
      output: outOption(config) ?? "build",
      entry: `${outOption(config) ?? "build"}/index.js`,
      port: "3000",
    };
  if (used === "@sveltejs/adapter-static") {
    const output =
      sanitize.path(/\bpages\s{0,3}:\s{0,3}["']([^"'\n]{1,200})["']/.exec(config)?.[1]) ?? "build";
    return {
      ...sitePages(one, what, output, ["vite", "build"]),
      isOnePage: /\bfallback\s{0,3}:/.test(config),
    };
  }
  return {
    kind: "refused",
    what,
    reason: l10n.t(
      "{0} builds for a hosting service, not for a container. Use {1} in {2}.",
      used ?? "SvelteKit",
      "@sveltejs/adapter-node",
      "svelte.config.js",
    ),
  };
}

function outOption(config: string): string | null {
  return sanitize.path(/\bout\s{0,3}:\s{0,3}["']([^"'\n]{1,200})["']/.exec(config)?.[1]);
}

function astro(one: NodePackage, config: string): NodeKind {
  const other = /["'](@astrojs\/(?:vercel|netlify|cloudflare|deno)[\w/-]*)["']/.exec(config)?.[1];
  const isServer = /\boutput\s{0,3}:\s{0,3}["'](?:server|hybrid)["']/.test(config);
  const output = sanitize.path(/\boutDir\s{0,3}:\s{0,3}["']([^"'\n]{1,200})["']/.exec(config)?.[1]) ?? "dist";
  if (/["']@astrojs\/node["']/.test(config) && (isServer || (majorOf(one, "astro") ?? 5) >= 5))
    return {
      kind: "server",
      what: "Astro",
      output,
      entry: `${output}/server/entry.mjs`,
      port: "4321",
      variables: [
        ["HOST", "0.0.0.0"],
        ["PORT", "4321"],
      ],
    };
  if (other !== undefined && isServer)
    return {
      kind: "refused",
      what: "Astro",
      reason: l10n.t(
        "{0} builds for a hosting service, not for a container. Use {1} in {2}.",
        other,
        "@astrojs/node",
        "astro.config.mjs",
      ),
    };
  return sitePages(one, "Astro", output, ["astro", "build"]);
}

function reactRouter(one: NodePackage, config: string): NodeKind {
  const what = has(one, "@remix-run/react") ? "Remix" : "React Router";
  if (/\bssr\s{0,3}:\s{0,3}false/.test(config))
    return {
      kind: "pages",
      what,
      snippet: "ms-react",
      output: "build/client",
      isOnePage: true,
      build: ["react-router", "build"],
      script: buildScript(one),
    };
  const classic = has(one, "@remix-run/dev") && !has(one, "vite");
  return {
    kind: "server",
    what,
    output: "build",
    port: "3000",
    beside: ["public"],
    ...(one.scripts.has("start")
      ? {}
      : one.packages.has("@remix-run/serve")
        ? { start: ["remix-serve", classic ? "build/index.js" : "build/server/index.js"] }
        : one.packages.has("@react-router/serve")
          ? { start: ["react-router-serve", "build/server/index.js"] }
          : {}),
  };
}

/** The folder that Vite writes to; null where its configuration computes it. */
function viteOutput(config: string): string | null {
  const text = /\boutDir\s{0,3}:\s{0,3}["']([^"'\n]{1,200})["']/.exec(config)?.[1];
  const computed =
    /\boutDir\s{0,3}:\s{0,3}(?:path\.)?resolve\(\s{0,3}(?:import\.meta\.dirname|__dirname)\s{0,3},\s{0,3}["']([^"'\n]{1,200})["']/.exec(
      config,
    )?.[1];
  return text ?? computed ?? (/\boutDir\s{0,3}:/.test(config) ? null : "dist");
}

/** The folder that Angular writes the pages of its first application to, or its server. */
function angular(folder: ProjectFolder, one: NodePackage): NodeKind {
  const { fields } = folder.files.has(under(one, "angular.json"))
    ? readJson(folder, under(one, "angular.json"))
    : { fields: fieldsOf(null) };
  const projects = Object.entries(fieldsOf(fields["projects"]));
  const [key, project] =
    projects.find(([, value]) => field(fieldsOf(value), "projectType") === "application") ??
    projects[0] ??
    [];
  const build = fieldsOf(
    field(fieldsOf(project), "architect", "build") ?? field(fieldsOf(project), "targets", "build"),
  );
  const options = fieldsOf(build["options"]);
  const base =
    sanitize.path(options["outputPath"]) ??
    sanitize.path(field(options, "outputPath", "base")) ??
    sanitize.path(`dist/${key ?? one.name ?? folder.name}`) ??
    "dist/app";
  if (has(one, "@angular/ssr") && options["ssr"] !== undefined && options["ssr"] !== false)
    return {
      kind: "server",
      what: "Angular",
      output: base,
      entry: `${base}/server/server.mjs`,
      port: "4000",
    };
  // Builders up to Angular 16 write the pages into the folder itself.
  const isOld = /:(?:browser|browser-esbuild)$/.test(textOf(build["builder"]) ?? "");
  const inner = textOf(field(options, "outputPath", "browser"));
  const browser = inner === null ? "browser" : (sanitize.path(inner) ?? "");
  return {
    kind: "pages",
    what: "Angular",
    snippet: "ms-angular",
    output: isOld || browser === "" ? base : `${base}/${browser}`,
    isOnePage: true,
    build: ["ng", "build"],
    script: buildScript(one),
  };
}

/** Whether a package is one of Next.js, which others only depend on. */
function usesNext(folder: ProjectFolder, one: NodePackage): boolean {
  return (
    [...one.scripts.values()].some(script => /\bnext\b/.test(script)) ||
    matching(folder, /^(?:.*\/)?(?:next\.config\.\w+|(?:src\/)?(?:app|pages)\/.*\.[jt]sx?)$/).some(file =>
      file.startsWith(under(one, "")),
    )
  );
}
