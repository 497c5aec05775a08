/** The stages of a project of PHP. */
import { below, matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { fieldsOf } from "../../ecosystems/manifest";
import type { Fields } from "../../ecosystems/manifest";
import { readWorkspace } from "../../ecosystems/node/workspace";
import { nodeVersion } from "../../ecosystems/node/nodeVersion";
import { installLines } from "../node/install";
import type { StageText, StagesPlan } from "../plan";
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
  const assets = assetsStage(folder);
  const output = isLaravel ? "public/build" : "public/build";
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
      ...(assets === null ? [] : [assets]),
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
            : [`COPY --from=assets ${writes ? "--chown=www-data:www-data " : ""}/app/${output} ./${output}`]),
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

/** The styles and scripts that Vite or Webpack builds into public/build. */
function assetsStage(folder: ProjectFolder): StageText | null {
  if (!folder.files.has("package.json")) return null;
  const workspace = readWorkspace(below(folder, ""));
  const { root } = workspace;
  const isBuilt = matching(folder, /^(?:vite|webpack)\.config\.\w+$/).length > 0;
  const script = ["build", "production", "prod"].find(name => root.scripts.has(name));
  if (!isBuilt || script === undefined) return null;
  const lines = installLines(folder, workspace, { isOnBun: false, of: root });
  return {
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
}
