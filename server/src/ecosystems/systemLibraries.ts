/**
 * Libraries of the system: the packages with their headers, which builds need, and those that programs need when they run.
 * Those of Debian are what the headers depend on (packages.debian.org: bullseye, bookworm and trixie, as of May 2025); those of
 * Alpine have one name in all supported versions (pkgs.alpinelinux.org).
 */
import type { Release } from "./debianReleases";

/** A system whose packages have names of their own; `release` is null for one of Debian that is not known. */
export type System =
  { readonly kind: "debian"; readonly release: Release | null } | { readonly kind: "alpine" };

/** The packages of each release, or of all of them. */
type ByRelease = readonly string[] | Partial<Readonly<Record<Release, readonly string[]>>>;

export interface SystemLibrary {
  /** The packages with the headers, all names that they have had; the first one is that of today. */
  readonly headers: { readonly debian: readonly string[]; readonly alpine: readonly string[] };
  readonly runtime: { readonly debian: ByRelease; readonly alpine: readonly string[] };
}

function library(
  debian: readonly string[],
  runtimeOfDebian: ByRelease,
  alpine: readonly string[],
  runtimeOfAlpine: readonly string[],
): SystemLibrary {
  return { headers: { debian, alpine }, runtime: { debian: runtimeOfDebian, alpine: runtimeOfAlpine } };
}

// prettier-ignore
export const SYSTEM_LIBRARIES: readonly SystemLibrary[] = [
  library(["libpq-dev"], ["libpq5"], ["libpq-dev", "postgresql-dev"], ["libpq"]),
  library(["default-libmysqlclient-dev", "libmariadb-dev", "libmariadb-dev-compat", "libmysqlclient-dev"], ["libmariadb3"], ["mariadb-dev", "mariadb-connector-c-dev", "mysql-dev"], ["mariadb-connector-c"]),
  library(["libsqlite3-dev"], ["libsqlite3-0"], ["sqlite-dev"], ["sqlite-libs"]),
  library(["libssl-dev"], { bullseye: ["libssl1.1"], bookworm: ["libssl3"], trixie: ["libssl3t64"] }, ["openssl-dev"], ["openssl"]),
  library(["libffi-dev"], { bullseye: ["libffi7"], bookworm: ["libffi8"], trixie: ["libffi8"] }, ["libffi-dev"], ["libffi"]),
  library(["libxml2-dev"], ["libxml2"], ["libxml2-dev"], ["libxml2"]),
  library(["libxslt1-dev", "libxslt-dev"], ["libxslt1.1"], ["libxslt-dev"], ["libxslt"]),
  library(["libyaml-dev"], ["libyaml-0-2"], ["yaml-dev"], ["yaml"]),
  library(["zlib1g-dev"], ["zlib1g"], ["zlib-dev"], ["zlib"]),
  library(["libjpeg-dev", "libjpeg62-turbo-dev"], ["libjpeg62-turbo"], ["jpeg-dev", "libjpeg-turbo-dev"], ["libjpeg-turbo"]),
  library(["libpng-dev"], { bullseye: ["libpng16-16"], bookworm: ["libpng16-16"], trixie: ["libpng16-16t64"] }, ["libpng-dev"], ["libpng"]),
  library(["libfreetype-dev", "libfreetype6-dev"], ["libfreetype6"], ["freetype-dev"], ["freetype"]),
  library(["libtiff-dev", "libtiff5-dev"], { bullseye: ["libtiff5"], bookworm: ["libtiff6"], trixie: ["libtiff6"] }, ["tiff-dev"], ["tiff"]),
  library(["libwebp-dev"], { bullseye: ["libwebp6", "libwebpmux3", "libwebpdemux2"], bookworm: ["libwebp7", "libwebpmux3", "libwebpdemux2"], trixie: ["libwebp7", "libwebpdemux2", "libwebpmux3", "libwebpdecoder3"] }, ["libwebp-dev"], ["libwebp"]),
  library(["libcairo2-dev"], ["libcairo2", "libcairo-gobject2"], ["cairo-dev"], ["cairo"]),
  library(["libpango1.0-dev"], ["libpango-1.0-0", "libpangocairo-1.0-0", "libpangoft2-1.0-0"], ["pango-dev"], ["pango"]),
  library(["libgdk-pixbuf-2.0-dev", "libgdk-pixbuf2.0-dev"], ["libgdk-pixbuf-2.0-0"], ["gdk-pixbuf-dev"], ["gdk-pixbuf"]),
  library(["libglib2.0-dev"], { bullseye: ["libglib2.0-0"], bookworm: ["libglib2.0-0"], trixie: ["libglib2.0-0t64"] }, ["glib-dev"], ["glib"]),
  library(["libgirepository1.0-dev"], ["libgirepository-1.0-1"], ["gobject-introspection-dev"], ["gobject-introspection"]),
  library(["libldap2-dev", "libldap-dev"], { bullseye: ["libldap-2.4-2"], bookworm: ["libldap-2.5-0"], trixie: ["libldap2"] }, ["openldap-dev"], ["libldap"]),
  library(["libsasl2-dev"], ["libsasl2-2"], ["cyrus-sasl-dev"], ["libsasl"]),
  library(["libmagic-dev"], { bullseye: ["libmagic1"], bookworm: ["libmagic1"], trixie: ["libmagic1t64"] }, ["file-dev"], ["libmagic"]),
  library(["libcurl4-openssl-dev"], { bullseye: ["libcurl4"], bookworm: ["libcurl4"], trixie: ["libcurl4t64"] }, ["curl-dev"], ["libcurl"]),
  library(["libcurl4-gnutls-dev"], { bullseye: ["libcurl3-gnutls"], bookworm: ["libcurl3-gnutls"], trixie: ["libcurl3t64-gnutls"] }, [], []),
  library(["libicu-dev"], { bullseye: ["libicu67"], bookworm: ["libicu72"], trixie: ["libicu76"] }, ["icu-dev"], ["icu-libs"]),
  library(["libgmp-dev", "libgmp3-dev"], ["libgmp10"], ["gmp-dev"], ["gmp"]),
  library(["libmpfr-dev"], ["libmpfr6"], ["mpfr-dev"], ["mpfr"]),
  library(["libmpc-dev"], ["libmpc3"], ["mpc1-dev"], ["mpc1"]),
  library(["libev-dev"], { bullseye: ["libev4"], bookworm: ["libev4"], trixie: ["libev4t64"] }, ["libev-dev"], ["libev"]),
  library(["libevent-dev"], { bullseye: ["libevent-2.1-7"], bookworm: ["libevent-2.1-7"], trixie: ["libevent-2.1-7t64"] }, ["libevent-dev"], ["libevent"]),
  library(["libuv1-dev"], { bullseye: ["libuv1"], bookworm: ["libuv1"], trixie: ["libuv1t64"] }, ["libuv-dev"], ["libuv"]),
  library(["libgeos-dev"], { bullseye: ["libgeos-c1v5"], bookworm: ["libgeos-c1v5"], trixie: ["libgeos-c1t64"] }, ["geos-dev"], ["geos"]),
  library(["libproj-dev"], { bullseye: ["libproj19"], bookworm: ["libproj25"], trixie: ["libproj25"] }, ["proj-dev"], ["proj"]),
  library(["libgdal-dev"], { bullseye: ["libgdal28"], bookworm: ["libgdal32"], trixie: ["libgdal36"] }, ["gdal-dev"], ["gdal"]),
  library(["libspatialindex-dev"], { bullseye: ["libspatialindex-c6"], bookworm: ["libspatialindex-c6"], trixie: ["libspatialindex-c8"] }, [], []),
  library(["libsnappy-dev"], ["libsnappy1v5"], ["snappy-dev"], ["snappy"]),
  library(["liblz4-dev"], ["liblz4-1"], ["lz4-dev"], ["lz4-libs"]),
  library(["libzstd-dev"], ["libzstd1"], ["zstd-dev"], ["zstd-libs"]),
  library(["libbz2-dev"], ["libbz2-1.0"], ["bzip2-dev"], ["libbz2"]),
  library(["liblzma-dev"], ["liblzma5"], ["xz-dev"], ["xz-libs"]),
  library(["libncurses-dev", "libncurses5-dev", "libncursesw5-dev"], ["libncursesw6", "libncurses6"], ["ncurses-dev"], ["ncurses-libs"]),
  library(["libreadline-dev", "libreadline6-dev"], { bullseye: ["libreadline8"], bookworm: ["libreadline8"], trixie: ["libreadline8t64"] }, ["readline-dev"], ["readline"]),
  library(["libmemcached-dev"], { bullseye: ["libmemcached11", "libmemcachedutil2"], bookworm: ["libmemcached11", "libmemcachedutil2"], trixie: ["libmemcached11t64", "libmemcachedutil2t64"] }, ["libmemcached-dev"], ["libmemcached-libs"]),
  library(["unixodbc-dev"], ["unixodbc"], ["unixodbc-dev"], ["unixodbc"]),
  library(["freetds-dev"], ["libct4", "libsybdb5"], ["freetds-dev"], ["freetds"]),
  library(["libvips-dev"], { bullseye: ["libvips42"], bookworm: ["libvips42"], trixie: ["libvips42t64"] }, ["vips-dev"], ["vips"]),
  library(["libmagickwand-dev", "libmagickcore-dev"], { bullseye: ["libmagickwand-6.q16-6"], bookworm: ["libmagickwand-6.q16-6"], trixie: ["libmagickwand-7.q16-10"] }, ["imagemagick-dev"], ["imagemagick"]),
  library(["libsodium-dev"], ["libsodium23"], ["libsodium-dev"], ["libsodium"]),
  library(["libzmq3-dev"], ["libzmq5"], ["zeromq-dev"], ["libzmq"]),
  library(["libprotobuf-dev"], { bullseye: ["libprotobuf23"], bookworm: ["libprotobuf32"], trixie: ["libprotobuf32t64"] }, ["protobuf-dev"], ["protobuf"]),
  library(["librdkafka-dev"], ["librdkafka1"], ["librdkafka-dev"], ["librdkafka"]),
  library(["libkrb5-dev", "krb5-multidev"], ["libgssapi-krb5-2", "libkrb5-3"], ["krb5-dev"], ["krb5-libs"]),
  library(["libxmlsec1-dev"], { bullseye: ["libxmlsec1", "libxmlsec1-openssl"], bookworm: ["libxmlsec1", "libxmlsec1-openssl"], trixie: ["libxmlsec1t64", "libxmlsec1t64-openssl"] }, ["xmlsec-dev"], ["xmlsec"]),
  library(["portaudio19-dev"], ["libportaudio2"], ["portaudio-dev"], ["portaudio"]),
  library(["libasound2-dev"], { bullseye: ["libasound2"], bookworm: ["libasound2"], trixie: ["libasound2t64"] }, ["alsa-lib-dev"], ["alsa-lib"]),
  library(["libsndfile1-dev"], ["libsndfile1"], ["libsndfile-dev"], ["libsndfile"]),
  library(["libhdf5-dev", "libhdf5-serial-dev"], { bullseye: ["libhdf5-103-1", "libhdf5-hl-100"], bookworm: ["libhdf5-103-1", "libhdf5-hl-100"], trixie: ["libhdf5-310", "libhdf5-hl-310"] }, ["hdf5-dev"], ["hdf5"]),
  library(["libopenblas-dev"], ["libopenblas0"], ["openblas-dev"], ["openblas"]),
  library(["liblapack-dev"], ["liblapack3"], ["lapack-dev"], ["lapack"]),
  library(["libblas-dev"], ["libblas3"], ["blas-dev"], ["blas"]),
  library(["libatlas-base-dev"], { bullseye: ["libatlas3-base"], bookworm: ["libatlas3-base"] }, [], []),
  library(["libleveldb-dev"], ["libleveldb1d"], ["leveldb-dev"], ["leveldb"]),
  library(["libpcre3-dev"], { bullseye: ["libpcre3"], bookworm: ["libpcre3"] }, ["pcre-dev"], ["pcre"]),
  library(["libpcre2-dev"], ["libpcre2-8-0"], ["pcre2-dev"], ["pcre2"]),
  library(["libudev-dev"], ["libudev1"], ["eudev-dev"], ["eudev-libs"]),
  library(["libusb-1.0-0-dev"], ["libusb-1.0-0"], ["libusb-dev"], ["libusb"]),
  library(["libdbus-1-dev"], ["libdbus-1-3"], ["dbus-dev"], ["dbus-libs"]),
  library(["libgif-dev"], ["libgif7"], ["giflib-dev"], ["giflib"]),
  library(["librsvg2-dev"], ["librsvg2-2"], ["librsvg-dev"], ["librsvg"]),
  library(["liblcms2-dev"], ["liblcms2-2"], ["lcms2-dev"], ["lcms2"]),
  library(["libopenjp2-7-dev"], ["libopenjp2-7"], ["openjpeg-dev"], ["openjpeg"]),
  library(["libharfbuzz-dev"], ["libharfbuzz0b"], ["harfbuzz-dev"], ["harfbuzz"]),
  library(["libfribidi-dev"], ["libfribidi0"], ["fribidi-dev"], ["fribidi"]),
  library(["libssh2-1-dev"], { bullseye: ["libssh2-1"], bookworm: ["libssh2-1"], trixie: ["libssh2-1t64"] }, ["libssh2-dev"], ["libssh2"]),
  library(["libgit2-dev"], { bullseye: ["libgit2-1.1"], bookworm: ["libgit2-1.5"], trixie: ["libgit2-1.9"] }, ["libgit2-dev"], ["libgit2"]),
  library(["libzip-dev"], { bullseye: ["libzip4"], bookworm: ["libzip4"], trixie: ["libzip5"] }, ["libzip-dev"], ["libzip"]),
  library(["libonig-dev"], ["libonig5"], ["oniguruma-dev"], ["oniguruma"]),
  library(["libtesseract-dev"], { bullseye: ["libtesseract4"], bookworm: ["libtesseract5"], trixie: ["libtesseract5"] }, ["tesseract-ocr-dev"], ["tesseract-ocr"]),
  library(["libpoppler-cpp-dev"], { bullseye: ["libpoppler-cpp0v5"], bookworm: ["libpoppler-cpp0v5"], trixie: ["libpoppler-cpp2"] }, ["poppler-dev"], ["poppler"]),
  library(["libmaxminddb-dev"], ["libmaxminddb0"], ["libmaxminddb-dev"], ["libmaxminddb-libs"]),
  library(["libseccomp-dev"], ["libseccomp2"], ["libseccomp-dev"], ["libseccomp"]),
  library(["libcap-dev"], ["libcap2"], ["libcap-dev"], ["libcap"]),
  library(["libpcap-dev"], { bullseye: ["libpcap0.8"], bookworm: ["libpcap0.8"], trixie: ["libpcap0.8t64"] }, ["libpcap-dev"], ["libpcap"]),
  library(["libexpat1-dev"], ["libexpat1"], ["expat-dev"], ["libexpat"]),
  library(["libexif-dev"], ["libexif12"], ["libexif-dev"], ["libexif"]),
  library(["libpam0g-dev"], ["libpam0g"], ["linux-pam-dev"], ["linux-pam"]),
  library(["libaio-dev"], { bullseye: ["libaio1"], bookworm: ["libaio1"], trixie: ["libaio1t64"] }, ["libaio-dev"], ["libaio"]),
  library(["uuid-dev"], ["libuuid1"], ["util-linux-dev"], ["libuuid"]),
  library(["libx11-dev"], ["libx11-6"], ["libx11-dev"], ["libx11"]),
  library(["libxext-dev"], ["libxext6"], ["libxext-dev"], ["libxext"]),
  library(["libxrender-dev"], ["libxrender1"], ["libxrender-dev"], ["libxrender"]),
  library(["libopus-dev"], ["libopus0"], ["opus-dev"], ["opus"]),
  library(["libc-ares-dev"], { bullseye: ["libc-ares2"], bookworm: ["libc-ares2"], trixie: ["libcares2"] }, ["c-ares-dev"], ["c-ares"]),
  library(["libjansson-dev"], ["libjansson4"], ["jansson-dev"], ["jansson"]),
  library(["libunwind-dev"], ["libunwind8"], ["libunwind-dev"], ["libunwind"]),
  library(["libjemalloc-dev"], ["libjemalloc2"], ["jemalloc-dev"], ["jemalloc"]),
];

const BY_HEADERS = {
  debian: new Map(SYSTEM_LIBRARIES.flatMap(one => one.headers.debian.map(name => [name, one] as const))),
  alpine: new Map(SYSTEM_LIBRARIES.flatMap(one => one.headers.alpine.map(name => [name, one] as const))),
};

/** The library that a package has the headers of, by its name in a system; undefined where the table has none. */
export function libraryOf(kind: System["kind"], headers: string): SystemLibrary | undefined {
  return BY_HEADERS[kind].get(headers);
}

/** The packages that a program needs of a library when it runs; null where the release decides, and is not known. */
export function runtimePackages({ runtime }: SystemLibrary, system: System): readonly string[] | null {
  if (system.kind === "alpine") return runtime.alpine;
  const { debian } = runtime;
  if (isOfAll(debian)) return debian;
  return system.release === null ? null : (debian[system.release] ?? null);
}

function isOfAll(packages: ByRelease): packages is readonly string[] {
  return Array.isArray(packages);
}
