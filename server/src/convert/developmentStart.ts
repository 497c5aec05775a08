/** Start commands for somebody who works on a program: they need what builds it, so a stage that only runs it is of no use. */
import * as l10n from "@vscode/l10n";
import { refusal } from "./conversion";
import type { Refusal } from "./conversion";
import { nameOf } from "./paths";

const SHELLS = /^(?:ba|da|a|z|k|fi)?sh$/;
/** Programs that watch files and start or build anew. */
const WATCHERS =
  /^(?:CompileDaemon|air|bacon|browser-sync|cargo-watch|entr|foreman-dev|fresh|gin|guard|livereload|modd|nodemon|onchange|realize|reflex|rerun|ts-node-dev|tsnd|watchexec|watchmedo|wgo)$/;
/** Programs that serve what is being written, by their first operand; null for any. */
const SERVERS: Readonly<Record<string, RegExp | null>> = {
  astro: /^dev$/,
  craco: /^start$/,
  docusaurus: /^start$/,
  eleventy: null,
  expo: /^start$/,
  gatsby: /^develop$/,
  gulp: /^(?:dev|serve|watch)$/,
  ng: /^(?:s|serve)$/,
  next: /^dev$/,
  nuxt: /^dev$/,
  nuxi: /^dev$/,
  parcel: /^(?:serve|watch)$|^(?!build)/,
  quasar: /^dev$/,
  "react-native": /^start$/,
  "react-scripts": /^start$/,
  remix: /^dev$/,
  "start-storybook": null,
  storybook: /^dev$/,
  tsx: /^watch$/,
  vite: /^(?!build$|preview$)/,
  "vue-cli-service": /^serve$/,
  webpack: /^(?:serve|watch)$/,
  "webpack-dev-server": null,
  wrangler: /^dev$/,
};
/** Names of scripts that start such programs. */
export const DEVELOPMENT_SCRIPT = /^(?:(?:start|serve|run):)?(?:dev|develop|development|watch)(?::.*)?$/;

/** Refuses a start command that is for working on a program. Null where it runs the program. */
export function developmentStart(words: readonly string[]): Refusal | null {
  const written = words.join(" ");
  const [first = "", ...others] = words;
  const [program = "", ...rest] = /^(?:npx|bunx|bundle|pnpx|cross-env)$/.test(first)
    ? others.filter(word => !/^(?:-.*|exec|\w+=.*)$/.test(word))
    : [nameOf(first), ...others];
  const [operand = ""] = rest.filter(word => !word.startsWith("-"));
  if (SHELLS.test(program) && rest.every(word => /^-[ils]+$|^--(?:login|interactive)$/.test(word)))
    return refusal(
      l10n.t('The image starts a shell, "{0}", so it is not known which program it runs.', written),
    );
  if (
    (program === "sleep" && /^(?:infinity|inf|\d+)/.test(operand)) ||
    (program === "tail" && rest.includes("/dev/null"))
  )
    return refusal(
      l10n.t('The start command "{0}" only keeps the container running. Start the program instead.', written),
    );
  const isWatcher =
    WATCHERS.test(program) ||
    (program === "cargo" && operand === "watch") ||
    (program === "dotnet" && operand === "watch") ||
    (program === "node" && rest.some(word => /^--watch/.test(word)));
  if (isWatcher)
    return refusal(
      l10n.t(
        '"{0}" builds and starts the program again after each change. Start the program itself instead.',
        written,
      ),
    );
  const pattern = Object.hasOwn(SERVERS, program) ? SERVERS[program] : undefined;
  if (pattern === null || pattern?.test(operand) === true)
    return refusal(
      l10n.t(
        '"{0}" is a development server, which needs the source files. Build the program, and start what is built.',
        written,
      ),
    );
  return null;
}
