/** composer.json: the version of PHP, the extensions that it needs, what its framework writes and builds. */
import * as l10n from "@vscode/l10n";
import { below, matching } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import { newestIn } from "../ecosystems/images";
import { field, fieldsOf, readJson, textOf } from "../ecosystems/manifest";
import type { Fields } from "../ecosystems/manifest";
import { readWorkspace } from "../ecosystems/node/workspace";
import { nodeVersion } from "../ecosystems/node/nodeVersion";
import { installLines } from "./node/install";
import type { Found, StageText, StagesPlan } from "./plan";
import { exactVersion, satisfies, toolVersion } from "../ecosystems/versions";

const PREFERRED = ["8.4", "8.3", "8.5", "8.2", "8.1", "8.0", "7.4"];

/** Extensions that images of PHP compile: the packages of Alpine that the compiler needs, which the runtime keeps, and options. */
const EXTENSIONS: Readonly<Record<string, readonly [packages: string, configure?: string]>> = {
  bcmath: [""],
  calendar: [""],
  exif: [""],
  ftp: ["openssl-dev"],
  gd: ["freetype-dev libjpeg-turbo-dev libpng-dev libwebp-dev", "--with-freetype --with-jpeg --with-webp"],
  gettext: ["gettext-dev"],
  gmp: ["gmp-dev"],
  intl: ["icu-dev"],
  ldap: ["openldap-dev"],
  mysqli: [""],
  opcache: [""],
  pcntl: [""],
  pdo_mysql: [""],
  pdo_pgsql: ["libpq-dev"],
  pgsql: ["libpq-dev"],
  soap: ["libxml2-dev"],
  sockets: ["linux-headers"],
  xsl: ["libxslt-dev"],
  zip: ["libzip-dev"],
};
/** Extensions of PECL, with the packages of Alpine that they need. */
const PECL: Readonly<Record<string, string>> = {
  amqp: "rabbitmq-c-dev",
  apcu: "",
  igbinary: "",
  imagick: "imagemagick imagemagick-dev",
  memcached: "libmemcached-dev zlib-dev",
  mongodb: "openssl-dev",
  redis: "",
  swoole: "openssl-dev",
  yaml: "yaml-dev",
};
/** The newest PHP for a framework below a version: https://laravel.com/docs/releases, https://symfony.com/releases */
const ENDS: readonly (readonly [name: string, below: number, php: string])[] = [
  ["laravel/framework", 8, "7.4"],
  ["laravel/framework", 9, "8.1"],
  ["laravel/framework", 10, "8.2"],
  ["laravel/framework", 11, "8.3"],
  ["symfony/framework-bundle", 5, "7.4"],
  ["symfony/framework-bundle", 6, "8.2"],
  ["cakephp/cakephp", 4, "7.4"],
  ["codeigniter4/framework", 4, "7.4"],
  ["slim/slim", 4, "7.4"],
];

/** Reads a project of Composer; null where the folder has none, or one of a library. */
export function readPhpProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("composer.json")) return null;
  const { fields, problem } = readJson(folder, "composer.json");
  const required = fieldsOf(fields["require"]);
  const isLaravel = required["laravel/framework"] !== undefined;
  const isSymfony = required["symfony/framework-bundle"] !== undefined;
  const what = l10n.t("{0} with {1}", isLaravel ? "Laravel" : isSymfony ? "Symfony" : "PHP", "Composer");
  if (
    problem === null &&
    /^(?:library|symfony-bundle|wordpress-plugin|composer-plugin|magento2-module|typo3-cms-extension)$/.test(
      textOf(fields["type"]) ?? "",
    ) &&
    !folder.files.has("index.php") &&
    matching(folder, /^(?:public|web|www)\/index\.php$/).length === 0
  )
    return {
      what,
      manifest: "composer.json",
      notes: [],
      proposals: [],
      refused: l10n.t("composer.json is that of a library: it has no page that PHP would serve."),
    };
  return {
    what,
    manifest: "composer.json",
    notes: problem === null ? [] : [problem],
    proposals: [
      {
        label: l10n.t("Packages installed in one stage, run with PHP-FPM in another"),
        snippet: "ms-php",
        questions: [],
        plan: () => planOf(folder, fields, { isLaravel, isSymfony, isUnknown: problem !== null }),
      },
    ],
  };
}

function versionOf(folder: ProjectFolder, fields: Fields): string {
  const required = fieldsOf(fields["require"]);
  const exact = exactVersion(textOf(field(fields, "config", "platform", "php")), 2);
  if (exact !== null) return exact;
  const end = ENDS.find(([name, limit]) => {
    const major = /(\d{1,2})/.exec(textOf(required[name]) ?? "")?.[1];
    return major !== undefined && Number(major) < limit;
  })?.[2];
  const range = textOf(required["php"]);
  // A range that begins with PHP 7 was written before PHP 8, unless it names that, too.
  const isOld = range !== null && /^\s{0,3}(?:>=|\^|~)?\s{0,3}7\./.test(range) && !/8/.test(range);
  const most = end ?? (isOld ? "7.4" : null);
  const allowed = PREFERRED.filter(version => most === null || Number(version) <= Number(most));
  const inRange = allowed.find(version => range !== null && satisfies(version, range));
  return inRange ?? newestIn("php", range, 2) ?? exactVersion(toolVersion(folder, "php"), 2) ?? most ?? "8.4";
}

/** The extensions that are required, and that of the database which the project is set up for. */
function extensionsOf(folder: ProjectFolder, fields: Fields): string[] {
  const written = Object.keys(fieldsOf(fields["require"])).flatMap(
    key => /^ext-(\w{1,40})$/.exec(key.toLowerCase())?.[1] ?? [],
  );
  const environment = [".env.example", ".env.dist", ".env"].map(file => folder.read(file) ?? "").join("\n");
  const database =
    /^DB_CONNECTION=["']?(mysql|mariadb|pgsql)/m.exec(environment)?.[1] ??
    /^DATABASE_URL=["']?(mysql|mariadb|postgres|pgsql)/m.exec(environment)?.[1] ??
    null;
  const driver = database === null ? [] : [/^p/.test(database) ? "pdo_pgsql" : "pdo_mysql"];
  return [...new Set([...written, ...driver])].sort();
}

function planOf(
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
        what: "the packages that production needs, and what loads them.",
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
        what: "what is shipped: PHP with its production settings, not root.",
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
    what: "the styles and scripts of the pages.",
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

function extensionLines(extensions: readonly string[]): string[] {
  const compiled = extensions.filter(name => Object.hasOwn(EXTENSIONS, name));
  const pecl = extensions.filter(name => Object.hasOwn(PECL, name));
  const packages = [
    ...compiled.map(name => EXTENSIONS[name]?.[0] ?? ""),
    ...pecl.map(name => PECL[name] ?? ""),
  ]
    .flatMap(text => text.split(" "))
    .filter(name => name !== "");
  const steps = [
    ...(packages.length === 0 ? [] : [`apk add --no-cache ${[...new Set(packages)].sort().join(" ")}`]),
    ...compiled.flatMap(name => {
      const options = EXTENSIONS[name]?.[1];
      return options === undefined ? [] : [`docker-php-ext-configure ${name} ${options}`];
    }),
    ...(compiled.length === 0 ? [] : [`docker-php-ext-install ${compiled.join(" ")}`]),
    ...(pecl.length === 0
      ? []
      : [
          "apk add --no-cache --virtual .build-deps $PHPIZE_DEPS",
          `pecl install ${pecl.join(" ")}`,
          `docker-php-ext-enable ${pecl.join(" ")}`,
          "apk del .build-deps",
        ]),
    'mv "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini"',
  ];
  return [`RUN ${steps.join(" \\\n    && ")}`];
}
