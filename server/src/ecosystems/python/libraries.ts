/** What packages of Python need of Debian: to be built where there is no wheel, and to run. */
import { NEWEST_RELEASE, releaseOf } from "../debianReleases";
import { systemNeeds } from "../nativePackages";

export interface PythonLibraries {
  readonly build: readonly string[];
  readonly run: readonly string[];
}

/** Packages that have no wheel for Linux on PyPI: they are compiled where they are installed. */
const COMPILED =
  /^(?:annoy|dbus-python|django-auth-ldap|dlib|face-recognition|fasttext|flask-mysqldb|gdal|gssapi|hnswlib|kerberos|m2crypto|mysqlclient|netifaces|psycopg-c|psycopg2|pyaudio|pycairo|pycrypto|pycurl|pygobject|pygraphviz|pykerberos|pylibmc|python-ldap|python3-saml|uwsgi|xmlsec)$/;
/** Those that are compiled from C++, or by another tool than a C compiler. */
const TOOLS: Readonly<Record<string, readonly string[]>> = {
  annoy: ["g++"],
  dlib: ["cmake", "g++", "make"],
  "face-recognition": ["cmake", "g++", "make"],
  fasttext: ["g++"],
  gdal: ["g++"],
  hnswlib: ["g++"],
  pygraphviz: ["libgraphviz-dev"],
};
/** Programs that packages start. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "ffmpeg-python": "ffmpeg",
  graphviz: "graphviz",
  moviepy: "ffmpeg",
  "openai-whisper": "ffmpeg",
  pdf2image: "poppler-utils",
  pydub: "ffmpeg",
  pygraphviz: "graphviz",
  pytesseract: "tesseract-ocr",
  pyzbar: "libzbar0",
};

/** What the packages of a project need on the image `python:<version>-slim`. `psycopg[binary]` brings its library along. */
export function pythonLibraries(packages: ReadonlyMap<string, string>, version: string): PythonLibraries {
  const isBinary = [...packages.keys()].some(name => /^psycopg\[.*binary/.test(name));
  const names = [...packages.keys()].filter(name => !(name === "psycopg" && isBinary));
  const system = {
    kind: "debian",
    release: releaseOf("python", `${version}-slim`) ?? NEWEST_RELEASE,
  } as const;
  const needsOf = (wanted: readonly string[]) =>
    systemNeeds("python", new Map(wanted.map(name => [name, []])), system);
  const compiled = names.filter(name => COMPILED.test(name));
  const of = (table: Readonly<Record<string, string | readonly string[]>>) =>
    names.flatMap(name => (Object.hasOwn(table, name) ? (table[name] ?? []) : []));
  const build = [
    ...needsOf(compiled).builds,
    ...of(TOOLS),
    // A compiler alone has no headers of the C library.
    ...(compiled.length > 0 ? ["gcc", "libc6-dev", "pkg-config"] : []),
  ];
  return {
    build: [...new Set(build)].sort(),
    run: [...new Set([...needsOf(names).runs, ...of(PROGRAMS)])].sort(),
  };
}
