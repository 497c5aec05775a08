/** composer.json: the version of PHP and the extensions that it needs. */
import * as l10n from "@vscode/l10n";
import type { ProjectFolder } from "../ecosystems/folder";
import { field, fieldsOf, readJson, textOf } from "../ecosystems/manifest";
import type { Change, Found } from "./plan";
import { exactVersion, toolVersion, versionFor } from "../ecosystems/versions";

const VERSIONS = ["8.4", "8.5", "8.3", "8.2", "8.1", "8.0", "7.4"];

/** Extensions that images of PHP compile, and the packages of Alpine that the compiler needs; the runtime keeps them. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  bcmath: "",
  calendar: "",
  exif: "",
  ftp: "openssl-dev",
  gd: "freetype-dev libjpeg-turbo-dev libpng-dev",
  gettext: "gettext-dev",
  gmp: "gmp-dev",
  intl: "icu-dev",
  ldap: "openldap-dev",
  mysqli: "",
  pcntl: "",
  pdo_mysql: "",
  pdo_pgsql: "libpq-dev",
  pgsql: "libpq-dev",
  soap: "libxml2-dev",
  sockets: "linux-headers",
  xsl: "libxslt-dev",
  zip: "libzip-dev",
};

/** Reads a project of Composer; null where the folder has none. */
export function readPhpProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("composer.json")) return null;
  const { fields, problem } = readJson(folder, "composer.json");
  const required = fieldsOf(fields["require"]);
  const framework = Object.keys(required).includes("laravel/framework")
    ? "Laravel"
    : Object.keys(required).includes("symfony/framework-bundle")
      ? "Symfony"
      : "PHP";
  const extensions = Object.keys(required)
    .map(key => key.toLowerCase().replace(/^ext-/, ""))
    .filter(key => Object.hasOwn(EXTENSIONS, key));
  const version =
    exactVersion(textOf(field(fields, "config", "platform", "php")), 2) ??
    versionFor(textOf(required["php"]), VERSIONS) ??
    exactVersion(toolVersion(folder, "php"), 2);
  return {
    what: l10n.t("{0} with {1}", framework, "Composer"),
    manifest: "composer.json",
    notes: problem === null ? [] : [problem],
    proposals: [
      {
        label: l10n.t("Packages installed in one stage, run with PHP-FPM in another"),
        snippet: "ms-php",
        questions: [],
        plan: () => ({
          snippet: "ms-php",
          values: { 3: version },
          changes: [
            ...extensionChanges(extensions, problem !== null),
            ...(folder.files.has("composer.lock")
              ? []
              : [{ replace: "COPY composer.json composer.lock ./", by: "COPY composer.json ./" }]),
          ],
          ignored: [
            "vendor",
            "node_modules",
            ".env",
            ".env.*",
            ".phpunit.cache",
            "storage/logs/*",
            "var/cache",
            "var/log",
          ],
          needed: [],
        }),
      },
    ],
  };
}

/** The extensions that are required, and no others; a project that could not be read keeps the snippet's own. */
function extensionChanges(extensions: readonly string[], isUnknown: boolean): Change[] {
  if (isUnknown) return [];
  const packages = [...new Set(extensions.flatMap(key => (EXTENSIONS[key] ?? "").split(" ")))].filter(
    name => name !== "",
  );
  const install = "docker-php-ext-install ${4:pdo_mysql} \\\\\n    && ";
  if (extensions.length === 0) return [{ replace: install, by: "" }];
  const add = packages.length === 0 ? "" : `apk add --no-cache ${packages.join(" ")} \\\\\n    && `;
  return [{ replace: install, by: `${add}docker-php-ext-install ${extensions.join(" ")} \\\\\n    && ` }];
}
