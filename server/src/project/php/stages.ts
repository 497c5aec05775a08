/** The stages of a project of PHP. */
import { below, filesIn, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { fieldsOf } from "../../ecosystems/manifest";
import type { Fields } from "../../ecosystems/manifest";
import { configText, readWorkspace } from "../../ecosystems/node/workspace";
import { nodeVersion } from "../../ecosystems/node/nodeVersion";
import { installLines } from "../node/install";
import type { StageText, StagesPlan } from "../plan";
import * as sanitize from "../../shared/sanitize";
import { extensionsOf, extensionLines } from "./extensions";
import { versionOf } from "./version";

/** The plan for a project of Composer. */
export function planOf(
  folder: ProjectFolder,
  fields: Fields,
  { isLaravel, isSymfony, isUnknown }: { isLaravel: boolean; isSymfony: boolean; isUnknown: boolean },
): StagesPlan {
  const extensions = isUnknown ? ["pdo_mysql"] : extensionsOf(folder, fields);
  const lock = folder.files.has("composer.lock") ? " composer.lock" : "";
  const assets = assetsOf(folder);
  const usesMapper = fieldsOf(fields["require"])["symfony/asset-mapper"] !== undefined;
  const writes = isLaravel || isSymfony;
  return {
    stages: [
      {
        name: "deps",
        what: "installs the production dependencies and generates the autoloader.",
        from: "composer:2",
        lines: [
          "WORKDIR /app",
          `COPY composer.json${lock} ./`,
          "RUN --mount=type=cache,target=/tmp/cache \\\n    composer install --no-dev --no-scripts --no-autoloader --no-interaction --ignore-platform-reqs",
          "COPY . .",
          "RUN composer dump-autoload --no-dev --no-scripts --classmap-authoritative --ignore-platform-reqs",
        ],
      },
      ...(assets === null ? [] : [assets.stage]),
      {
        name: "runtime",
        what: "is the final image: PHP with its production settings, run as a non-root user.",
        from: `php:${versionOf(folder, fields)}-fpm-alpine`,
        lines: [
          ...extensionLines(extensions),
          ...(isSymfony ? ["ENV APP_ENV=prod \\\n    APP_DEBUG=0"] : []),
          "WORKDIR /app",
          `COPY --from=deps ${writes ? "--chown=www-data:www-data " : ""}/app ./`,
          ...(assets === null
            ? []
            : [
                `COPY --from=assets ${writes ? "--chown=www-data:www-data " : ""}/app/${assets.output} ./${assets.output}`,
              ]),
          ...(usesMapper && isSymfony
            ? [
                "RUN php bin/console importmap:install && php bin/console asset-map:compile && chown -R www-data:www-data var public",
              ]
            : []),
          "USER www-data",
          "EXPOSE 9000",
          'CMD ["php-fpm"]',
        ],
      },
    ],
    ignored: [
      "vendor",
      "node_modules",
      // Symfony keeps the defaults of its environment in .env, which git has.
      ...(isSymfony ? [".env.local", ".env.*.local"] : [".env", ".env.*"]),
      ".phpunit.cache",
      "storage/logs/*",
      "var/cache",
      "var/log",
    ],
    needed: [],
  };
}

/** The styles and scripts that a script of package.json builds, and the folder of `public` or `web` that it writes them to. */
function assetsOf(folder: ProjectFolder): { stage: StageText; output: string } | null {
  if (!folder.files.has("package.json")) return null;
  const workspace = readWorkspace(below(folder, ""));
  const { root } = workspace;
  const script = ["production", "build:prod", "build:production", "build", "prod"].find(name =>
    root.scripts.has(name),
  );
  if (script === undefined) return null;
  const output = outputOf(folder, [...root.scripts.values()].join("\n"));
  // What git has is built already.
  if (output === null || filesIn(folder, output).some(file => /\.(?:js|css)$/.test(file))) return null;
  const lines = installLines(folder, workspace, { isOnBun: false, of: root });
  const stage = {
    name: "assets",
    what: "builds the stylesheets and scripts.",
    from: `node:${nodeVersion(folder, [root])}-alpine`,
    lines: [
      ...lines.setup,
      "WORKDIR /app",
      ...lines.copies,
      ...lines.install,
      ...(lines.copies.includes("COPY . .") ? [] : ["COPY . ."]),
      // Styles name classes of the packages.
      "COPY --from=deps /app/vendor ./vendor",
      `RUN ${lines.run(script)}`,
    ],
  };
  return { stage, output };
}

/** The folder that assets are built into, as the settings of the tool or the scripts say it; null where they say none. */
function outputOf(folder: ProjectFolder, scripts: string): string | null {
  const encore = /setOutputPath\(\s{0,3}["'](?:\.\/)?([\w./-]{1,100})["']/.exec(
    configText(folder, "", "webpack"),
  )?.[1];
  if (encore !== undefined) return sanitize.path(encore);
  if (matching(folder, /^(?:vite|webpack)\.config\.\w+$/).length > 0) return "public/build";
  return sanitize.path(/(?:^|[\s:="'./])((?:public|web)\/[\w-]{1,60})/m.exec(scripts)?.[1]);
}
