/**
 * Packages of languages that need something of the system: libraries that they are linked with or load, programs that they
 * start. What a package brings itself (`psycopg2-binary`, wheels, prebuilt addons) is not here. Sources: the installation pages
 * of each package.
 */
import { libraryOf, runtimePackages } from "./systemLibraries";
import type { System } from "./systemLibraries";

/** What a package needs. */
interface Need {
  /** The packages of Debian with the headers of libraries (`SYSTEM_LIBRARIES`). */
  readonly libraries?: readonly string[];
  /** Packages that are needed when the program runs, beside libraries, under the names of each system. */
  readonly runs?: { readonly debian: readonly string[]; readonly alpine: readonly string[] };
  /** A package beside it that builds the library itself, so that none of the system is needed. */
  readonly vendoredBy?: string;
}

export type PackageLanguage = "go" | "node" | "python" | "ruby" | "rust";

const same = (...names: readonly string[]) => ({ debian: names, alpine: names });
const CAIRO = "libcairo2-dev";
const MAGICK = "libmagickwand-dev";
const MARIADB = "default-libmysqlclient-dev";
const LDAP = ["libldap2-dev", "libsasl2-dev"];

/** By language, and by name: in lower case, with `-` for `_` and `.`, for Python. */
export const NATIVE_PACKAGES: Readonly<Record<PackageLanguage, Readonly<Record<string, Need>>>> = {
  go: {
    "github.com/davidbyttow/govips": { libraries: ["libvips-dev"] },
    "github.com/google/gopacket": { libraries: ["libpcap-dev"] },
    "github.com/h2non/bimg": { libraries: ["libvips-dev"] },
    "github.com/libgit2/git2go": { libraries: ["libgit2-dev"] },
    "github.com/pebbe/zmq4": { libraries: ["libzmq3-dev"] },
    "gopkg.in/gographics/imagick": { libraries: [MAGICK] },
  },
  node: {
    "@prisma/client": { runs: same("openssl") },
    gm: { runs: same("imagemagick") },
    imagemagick: { runs: same("imagemagick") },
    kerberos: { libraries: ["libkrb5-dev"] },
    libpq: { libraries: ["libpq-dev"] },
    "pg-native": { libraries: ["libpq-dev"] },
    prisma: { runs: same("openssl") },
    "simple-git": { runs: same("git") },
  },
  python: {
    ansible: { runs: { debian: ["openssh-client"], alpine: ["openssh-client"] } },
    cairocffi: { libraries: [CAIRO] },
    cairosvg: { libraries: [CAIRO] },
    "dbus-python": { libraries: ["libdbus-1-dev"] },
    "django-auth-ldap": { libraries: LDAP },
    gdal: { libraries: ["libgdal-dev"] },
    gitpython: { runs: same("git") },
    gssapi: { libraries: ["libkrb5-dev"] },
    lightgbm: { runs: { debian: ["libgomp1"], alpine: ["libgomp"] } },
    m2crypto: { libraries: ["libssl-dev"] },
    mysqlclient: { libraries: [MARIADB] },
    "opencv-contrib-python": {
      libraries: ["libglib2.0-dev"],
      runs: { debian: ["libgl1"], alpine: ["mesa-gl"] },
    },
    "opencv-python": { libraries: ["libglib2.0-dev"], runs: { debian: ["libgl1"], alpine: ["mesa-gl"] } },
    "opencv-python-headless": { libraries: ["libglib2.0-dev"] },
    psycopg: { libraries: ["libpq-dev"] },
    psycopg2: { libraries: ["libpq-dev"] },
    "psycopg-c": { libraries: ["libpq-dev"] },
    pyaudio: { libraries: ["portaudio19-dev"] },
    pycairo: { libraries: [CAIRO] },
    pycurl: { libraries: ["libcurl4-openssl-dev", "libssl-dev"] },
    pygit2: { libraries: ["libgit2-dev"] },
    pygobject: { libraries: ["libgirepository1.0-dev", CAIRO] },
    pykerberos: { libraries: ["libkrb5-dev"] },
    pylibmc: { libraries: ["libmemcached-dev"] },
    pyodbc: { libraries: ["unixodbc-dev"] },
    "python-ldap": { libraries: LDAP },
    "python-magic": { libraries: ["libmagic-dev"] },
    "python-snappy": { libraries: ["libsnappy-dev"] },
    "python3-saml": { libraries: ["libxml2-dev", "libxmlsec1-dev"] },
    sounddevice: { libraries: ["portaudio19-dev"] },
    uwsgi: { libraries: ["libxml2-dev", "libpcre2-dev"] },
    wand: { libraries: [MAGICK] },
    weasyprint: { libraries: ["libpango1.0-dev"], runs: { debian: [], alpine: ["fontconfig"] } },
    xmlsec: { libraries: ["libxml2-dev", "libxmlsec1-dev"] },
  },
  ruby: {
    charlock_holmes: { libraries: ["libicu-dev"] },
    curb: { libraries: ["libcurl4-openssl-dev"] },
    ethon: { libraries: ["libcurl4-openssl-dev"] },
    git: { runs: same("git") },
    mini_magick: { runs: same("imagemagick") },
    mysql2: { libraries: [MARIADB] },
    pg: { libraries: ["libpq-dev"] },
    rmagick: { libraries: [MAGICK] },
    "ruby-filemagic": { libraries: ["libmagic-dev"] },
    "ruby-vips": { libraries: ["libvips-dev"] },
    sqlite3: { libraries: ["libsqlite3-dev"] },
    tiny_tds: { libraries: ["freetds-dev"] },
  },
  rust: {
    "alsa-sys": { libraries: ["libasound2-dev"] },
    "curl-sys": { libraries: ["libcurl4-openssl-dev"] },
    "libdbus-sys": { libraries: ["libdbus-1-dev"] },
    "libgit2-sys": { libraries: ["libgit2-dev"] },
    "libsqlite3-sys": { libraries: ["libsqlite3-dev"], vendoredBy: "cc" },
    "libudev-sys": { libraries: ["libudev-dev"] },
    "libusb1-sys": { libraries: ["libusb-1.0-0-dev"] },
    "mysqlclient-sys": { libraries: [MARIADB], vendoredBy: "mysqlclient-src" },
    "openssl-sys": { libraries: ["libssl-dev"], vendoredBy: "openssl-src" },
    "pq-sys": { libraries: ["libpq-dev"], vendoredBy: "pq-src" },
    "zmq-sys": { libraries: ["libzmq3-dev"] },
  },
};

/** What the packages of a project need of a system. */
export interface SystemNeeds {
  /** To build them: packages with headers. */
  readonly builds: readonly string[];
  /** To run what is built with them. */
  readonly runs: readonly string[];
}

/**
 * What packages need of a system. `packages` are their names, each with the names that it depends on, where these are known
 * (Cargo.lock), or with nothing. Where the release of Debian decides about a name and is not known, the headers are named: they bring the library.
 */
export function systemNeeds(
  language: PackageLanguage,
  packages: ReadonlyMap<string, readonly string[]>,
  system: System,
): SystemNeeds {
  const builds = new Set<string>();
  const runs = new Set<string>();
  for (const [name, dependencies] of packages) {
    const need = Object.hasOwn(NATIVE_PACKAGES[language], name) ? NATIVE_PACKAGES[language][name] : undefined;
    if (!need || (need.vendoredBy !== undefined && isVendored(need.vendoredBy, dependencies, packages)))
      continue;
    for (const headers of need.libraries ?? []) {
      const library = libraryOf("debian", headers);
      if (!library) continue;
      const [written = headers] = library.headers[system.kind];
      builds.add(written);
      for (const one of runtimePackages(library, system) ?? [written]) runs.add(one);
    }
    for (const one of need.runs?.[system.kind] ?? []) runs.add(one);
  }
  return { builds: [...builds], runs: [...runs] };
}

/** A compiler among what it depends on tells it; a package of sources, wherever it is. */
function isVendored(
  by: string,
  dependencies: readonly string[],
  packages: ReadonlyMap<string, readonly string[]>,
): boolean {
  return dependencies.includes(by) || (by.endsWith("-src") && packages.has(by));
}
