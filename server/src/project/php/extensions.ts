/** Extensions of PHP that a project needs: what the image brings, what is compiled, and with which packages. */
import type { ProjectFolder } from "../../ecosystems/folder";
import { fieldsOf } from "../../ecosystems/manifest";
import type { Fields } from "../../ecosystems/manifest";

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
  tidy: ["tidyhtml-dev"],
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

/** The extensions that are required, and that of the database which the project is set up for. */
export function extensionsOf(folder: ProjectFolder, fields: Fields): string[] {
  const written = Object.keys(fieldsOf(fields["require"])).flatMap(
    key => /^ext-(\w{1,40})$/.exec(key.toLowerCase())?.[1] ?? [],
  );
  const environment = [".env.example", ".env.dist", ".env"].map(file => folder.read(file) ?? "").join("\n");
  const database =
    /^DB_CONNECTION=["']?(mysql|mariadb|pgsql)/m.exec(environment)?.[1] ??
    /^DATABASE_URL=["']?(mysql|mariadb|postgres|pgsql)/m.exec(environment)?.[1] ??
    null;
  // Both frameworks take MySQL where the environment only names its host.
  const ofHost =
    /^DB_HOST=|^DB_DATABASE=/m.test(environment) && !/^DB_CONNECTION=/m.test(environment) ? "mysql" : null;
  const parameters = /database_driver:\s{0,9}["']?(pdo_\w{3,10})/.exec(
    folder.read("app/config/parameters.yml.dist") ?? "",
  )?.[1];
  const driver =
    database === null && ofHost !== null
      ? ["pdo_mysql"]
      : parameters !== undefined
        ? [parameters]
        : database === null
          ? []
          : [/^p/.test(database) ? "pdo_pgsql" : "pdo_mysql"];
  return [...new Set([...written, ...lockedExtensions(folder), ...driver])].sort();
}

/** What the packages that production installs require of PHP, as composer.lock says it. */
function lockedExtensions(folder: ProjectFolder): string[] {
  const [packages = ""] = (folder.read("composer.lock") ?? "").split('"packages-dev":');
  const required = [...packages.matchAll(/"require":\s{0,9}\{([^}]{0,5000})\}/g)].map(
    ([, text = ""]) => text,
  );
  return [...required.join("\n").matchAll(/"ext-(\w{1,40})"/g)].map(([, name = ""]) => name.toLowerCase());
}

/** The instructions that bring these extensions into an image. */
export function extensionLines(extensions: readonly string[]): string[] {
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
