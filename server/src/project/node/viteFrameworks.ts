/** What the packages of frameworks are that Vite builds: Nuxt, SvelteKit, VitePress, and Vite alone. */
import * as l10n from "@vscode/l10n";
import { matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { majorOf } from "../../ecosystems/node/packageFile";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import * as sanitize from "../../shared/sanitize";
import type { PagesKind, NodeKind } from "./kind";
import { buildScript, sitePages } from "./pagesKind";

/** The folder that Eleventy writes to. */
export function eleventyOutput(one: NodePackage): string {
  const text = one.scripts.get("build") ?? "";
  return /--output[= ]([^\s"']{1,200})/.exec(text)?.[1] ?? "_site";
}

/** VitePress, whose pages are beside its configuration. */
export function vitePress(folder: ProjectFolder, one: NodePackage): PagesKind {
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

/** Nuxt: a server that brings its packages along (3 and newer), or pages where its script generates them. */
export function nuxt(one: NodePackage): NodeKind {
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

/** SvelteKit, by its adapter: a server, pages, or what only a hosting service runs. */
export function svelteKit(one: NodePackage, config: string): NodeKind {
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

/** The folder that Vite writes to; null where its configuration computes it. */
export function viteOutput(config: string): string | null {
  const text = /\boutDir\s{0,3}:\s{0,3}["']([^"'\n]{1,200})["']/.exec(config)?.[1];
  const computed =
    /\boutDir\s{0,3}:\s{0,3}(?:path\.)?resolve\(\s{0,3}(?:import\.meta\.dirname|__dirname)\s{0,3},\s{0,3}["']([^"'\n]{1,200})["']/.exec(
      config,
    )?.[1];
  return text ?? computed ?? (/\boutDir\s{0,3}:/.test(config) ? null : "dist");
}
