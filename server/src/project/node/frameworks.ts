/** What the packages of Astro, React Router, Angular and Next.js are, by their own configuration. */
import * as l10n from "@vscode/l10n";
import { filesIn } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { field, fieldsOf, readJson, textOf } from "../../ecosystems/manifest";
import { has, majorOf } from "../../ecosystems/node/packageFile";
import type { NodePackage } from "../../ecosystems/node/packageFile";
import * as sanitize from "../../shared/sanitize";
import type { NodeKind } from "./kind";
import { under, buildScript, sitePages } from "./pagesKind";

/** Astro: pages, or a server where its adapter for Node.js is configured. */
export function astro(one: NodePackage, config: string): NodeKind {
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

/** React Router and Remix: a server, or pages where `ssr` is off. */
export function reactRouter(one: NodePackage, config: string): NodeKind {
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

/** The folder that Angular writes the pages of its first application to, or its server. */
export function angular(folder: ProjectFolder, one: NodePackage): NodeKind {
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
export function usesNext(folder: ProjectFolder, one: NodePackage): boolean {
  return (
    [...one.scripts.values()].some(script => /\bnext (?:build|dev|export)\b|\bnext$/.test(script)) ||
    filesIn(folder, one.path).some(file =>
      /^(?:next\.config\.\w+|(?:src\/)?(?:app|pages)\/.*\.[jt]sx?)$/.test(
        file.slice(one.path === "" ? 0 : one.path.length + 1),
      ),
    )
  );
}
