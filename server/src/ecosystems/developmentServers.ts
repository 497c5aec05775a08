/** Programs for somebody who works on a project: they watch its files, or serve what is being written. */

/** Programs that watch files and start or build anew, whatever their words are. */
const WATCHERS =
  /^(?:CompileDaemon|air|bacon|browser-sync|cargo-watch|entr|foreman-dev|fresh|gin|guard|live-server|livereload|lite-server|modd|nodemon|onchange|realize|reflex|rerun|ts-node-dev|tsnd|watchexec|watchmedo|wgo)$/;

/** Programs that serve what is being written, by their first operand (`""` where they have none); null for any. */
const SERVERS: Readonly<Record<string, RegExp | null>> = {
  astro: /^(?:dev)?$/,
  craco: /^start$/,
  docusaurus: /^start$/,
  eleventy: null,
  expo: /^start$/,
  gatsby: /^develop$/,
  gulp: /^(?:dev|serve|watch)?$/,
  ionic: /^serve$/,
  keystone: /^dev$/,
  max: /^dev$/,
  medusa: /^develop$/,
  ng: /^(?:s|serve)$/,
  next: /^(?:dev)?$/,
  nuxt: /^(?:dev)?$/,
  nuxi: /^dev$/,
  nx: /^(?:s|serve|dev|\S+:serve)$/,
  parcel: /^(?!build$)/,
  quasar: /^dev$/,
  "react-app-rewired": /^start$/,
  "react-native": /^start$/,
  "react-router": /^dev$/,
  "react-scripts": /^start$/,
  remix: /^(?:vite:)?dev$/,
  rsbuild: /^dev$/,
  rspack: /^(?:serve|dev)$/,
  "start-storybook": null,
  storybook: /^dev$/,
  strapi: /^develop$/,
  "svelte-kit": /^dev$/,
  tsx: /^watch$/,
  turbo: /^dev\b/,
  umi: /^dev$/,
  vite: /^(?!build$|preview$)/,
  vitepress: /^dev$/,
  "vue-cli-service": /^serve$/,
  webpack: /^(?:serve|watch)$/,
  "webpack-dev-server": null,
  wrangler: /^dev$/,
};

/** Programs that show what was built, by their first operand: they serve, but are not meant for production. */
const PREVIEWS: Readonly<Record<string, RegExp>> = {
  astro: /^preview$/,
  gatsby: /^serve$/,
  vite: /^preview$/,
};

/** Names of scripts that start such programs. */
export const DEVELOPMENT_SCRIPT = /^(?:(?:start|serve|run):)?(?:dev|develop|development|watch)(?::.*)?$/;

/** What a command is for somebody who works on a project; null where it is none of these. */
export type DevelopmentKind = "watcher" | "server" | "preview" | null;

/** What a program, by its name alone, does with these words for somebody who works on a project. */
export function developmentKind(program: string, words: readonly string[]): DevelopmentKind {
  const operands = words.filter(word => !word.startsWith("-"));
  const isRun = (program === "nx" || program === "turbo") && operands[0] === "run";
  const [operand = ""] = isRun ? operands.slice(1) : operands;
  if (
    WATCHERS.test(program) ||
    (/^(?:cargo|dotnet)$/.test(program) && operand === "watch") ||
    (program === "node" && words.some(word => /^--watch/.test(word)))
  )
    return "watcher";
  if (program === "webpack" && words.some(word => word === "-w" || word === "--watch")) return "watcher";
  const pattern = Object.hasOwn(SERVERS, program) ? SERVERS[program] : undefined;
  if (pattern === null || pattern?.test(operand) === true) return "server";
  return Object.hasOwn(PREVIEWS, program) && PREVIEWS[program]?.test(operand) === true ? "preview" : null;
}
