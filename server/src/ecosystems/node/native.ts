/** Packages of npm that need something of the system: where there is no build of them for Alpine, Debian runs them. */
import { has } from "./packageFile";
import type { NodePackage } from "./packageFile";

export interface NodeNeeds {
  /** A package has no build for the C library of Alpine. */
  readonly isDebian: boolean;
  /** Packages of Debian, else of Alpine, that are needed to install. */
  readonly build: readonly string[];
  /** Packages that are needed to run. */
  readonly run: readonly string[];
  readonly variables: readonly (readonly [string, string])[];
}

/** No build for musl is downloaded: compiled, or made for glibc alone. From the release files of each package. */
const OF_DEBIAN =
  /^(?:canvas|node-canvas|@tensorflow\/tfjs-node(?:-gpu)?|onnxruntime-node|@xenova\/transformers|@huggingface\/transformers|faiss-node|hnswlib-node|node-llama-cpp|couchbase|ibm_db|odbc|opencv4nodejs|@lancedb\/lancedb|vectordb|duckdb|@duckdb\/node-api|libsql|cld|@tensorflow\/tfjs|@sentry\/profiling-node)$/;
/** Compiled with node-gyp where they are installed. */
const COMPILED =
  /^(?:node-sass|isolated-vm|node-pty|usb|zeromq|odbc|ref-napi|ffi-napi|hiredis|unix-dgram|microtime|farmhash|node-expat|iconv|libxmljs2?|pcap|heapdump|memwatch-next|deasync|fibers|leveldown|rocksdb|couchbase|cld|time|kerberos|node-rdkafka|modern-syslog|posix|appmetrics)$/;
const CHROMIUM = /^(?:puppeteer|puppeteer-core|@wppconnect-team\/wppconnect|whatsapp-web\.js|venom-bot)$/;

/** What the packages of production need, those of `all` to build. */
export function nodeNeeds(all: readonly NodePackage[]): NodeNeeds {
  const names = all.flatMap(one => [...one.packages.keys()]);
  const developed = all.flatMap(one => [...one.packages.keys(), ...one.devPackages.keys()]);
  const isDebian = developed.some(name => OF_DEBIAN.test(name));
  const isCompiled = developed.some(name => COMPILED.test(name));
  const hasPrisma = all.some(one => has(one, "prisma") || has(one, "@prisma/client"));
  const usesGit = all.some(one =>
    [...one.packages.values(), ...one.devPackages.values()].some(range =>
      /^(?:git\+|git:|github:|gitlab:|bitbucket:|[\w-]+\/[\w.-]+(?:#|$))/.test(range),
    ),
  );
  const usesChromium = names.some(name => CHROMIUM.test(name));
  return {
    isDebian,
    build: [
      ...(isCompiled ? (isDebian ? ["build-essential", "python3"] : ["build-base", "python3"]) : []),
      ...(usesGit ? (isDebian ? ["ca-certificates", "git"] : ["git"]) : []),
    ],
    run: [
      ...(hasPrisma ? ["openssl"] : []),
      ...(usesChromium ? ["chromium"] : []),
      ...(names.some(name => /^(?:fluent-ffmpeg)$/.test(name)) ? ["ffmpeg"] : []),
    ],
    variables: usesChromium
      ? [
          ["PUPPETEER_EXECUTABLE_PATH", "/usr/bin/chromium"],
          ["PUPPETEER_SKIP_DOWNLOAD", "true"],
        ]
      : [],
  };
}
