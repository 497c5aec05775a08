/** Packages of Python that need something of the system: to be built where there is no wheel, and to run. Packages of Debian 13. */

export interface PythonLibraries {
  readonly build: readonly string[];
  readonly run: readonly string[];
}

/** By the name of the package: what builds it, what it runs with. From each package's own instructions, and packages.debian.org. */
const LIBRARIES: Readonly<Record<string, readonly [build: string, run: string]>> = {
  annoy: ["g++", ""],
  cairocffi: ["", "libcairo2"],
  cairosvg: ["", "libcairo2"],
  "django-auth-ldap": ["gcc libldap-dev libsasl2-dev", "libldap2"],
  dlib: ["build-essential cmake", ""],
  "face-recognition": ["build-essential cmake", ""],
  fasttext: ["g++", ""],
  "ffmpeg-python": ["", "ffmpeg"],
  "flask-mysqldb": ["default-libmysqlclient-dev gcc pkg-config", "libmariadb3"],
  gdal: ["g++ libgdal-dev", "gdal-bin"],
  graphviz: ["", "graphviz"],
  gssapi: ["gcc libkrb5-dev", "libgssapi-krb5-2"],
  hnswlib: ["g++", ""],
  kerberos: ["gcc libkrb5-dev", "libgssapi-krb5-2"],
  moviepy: ["", "ffmpeg"],
  mysqlclient: ["default-libmysqlclient-dev gcc pkg-config", "libmariadb3"],
  netifaces: ["gcc", ""],
  "openai-whisper": ["", "ffmpeg"],
  "opencv-contrib-python": ["", "libgl1 libglib2.0-0"],
  "opencv-python": ["", "libgl1 libglib2.0-0"],
  pdf2image: ["", "poppler-utils"],
  psycopg: ["", "libpq5"],
  psycopg2: ["gcc libpq-dev", "libpq5"],
  pyaudio: ["gcc portaudio19-dev", "libportaudio2"],
  pycairo: ["gcc libcairo2-dev pkg-config", "libcairo2"],
  pycrypto: ["gcc", ""],
  pycurl: ["gcc libcurl4-openssl-dev libssl-dev", "libcurl4"],
  pydub: ["", "ffmpeg"],
  pygraphviz: ["gcc libgraphviz-dev", "graphviz"],
  pylibmc: ["gcc libmemcached-dev zlib1g-dev", "libmemcached11"],
  pyodbc: ["g++ unixodbc-dev", "unixodbc"],
  pytesseract: ["", "tesseract-ocr"],
  "python-ldap": ["gcc libldap-dev libsasl2-dev", "libldap2"],
  "python-magic": ["", "libmagic1"],
  "python3-saml": ["gcc libxmlsec1-dev pkg-config", "libxmlsec1-openssl"],
  pyzbar: ["", "libzbar0"],
  uwsgi: ["gcc", ""],
  weasyprint: ["", "libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0"],
  xmlsec: ["gcc libxmlsec1-dev pkg-config", "libxmlsec1-openssl"],
};

/** What these packages need. `psycopg[binary]` brings its library along. */
export function pythonLibraries(
  packages: ReadonlySet<string> | ReadonlyMap<string, string>,
): PythonLibraries {
  const names = [...packages.keys()].filter(name => Object.hasOwn(LIBRARIES, name));
  const wanted = names.filter(
    name => name !== "psycopg" || ![...packages.keys()].some(key => /^psycopg\[.*binary/.test(key)),
  );
  const all = (index: 0 | 1) =>
    [...new Set(wanted.flatMap(name => (LIBRARIES[name]?.[index] ?? "").split(" ")))]
      .filter(name => name !== "")
      .sort();
  const build = all(0);
  // A compiler alone has no headers of the C library.
  return { build: build.includes("gcc") ? [...build, "libc6-dev"].sort() : build, run: all(1) };
}
