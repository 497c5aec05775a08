/** Whether a stage has packages that another one installs: by an image that brings them, a copy, or a command of its own. */
import type { Analysis } from "../../stages/analysis/analysis";
import { isSystemImage } from "../../stages/evaluation/rootEnvironment";
import { nameOf } from "../../stages/files/fileTree";
import type { Stage } from "../../stages/model/model";
import { OFFICIAL_IMAGES } from "../../stages/model/officialImages";
import type { Installed } from "./installedPackages";

/** Paths that bring the packages with them, or may. */
const BRINGS: Readonly<Record<Installed["ecosystem"], RegExp>> = {
  python:
    /site-packages|dist-packages|\.local\b|venv|\benv\b|wheel|\.whl|python\d|pip|install|package|dep|\/opt\b/i,
  ruby: /bundle|gems?\b|vendor|ruby/i,
  node: /node_modules|\/usr\/local|\.npm|yarn|pnpm/i,
  rust: /cargo|\/bin\b/i,
  go: /\/bin\b/i,
  system: /\/bin\b|\/sbin\b|\/lib\b/i,
};
/** Folders that hold everything. */
const WHOLE = /^\/?(?:\.|usr|usr\/local|usr\/local\/lib|usr\/local\/bin|usr\/bin|opt|root|home)?\/?$/;
/** Commands that install packages, or may. */
const INSTALLS: Readonly<Record<Installed["ecosystem"], RegExp>> = {
  python: /\b(?:pip\d?|uv|poetry|pipenv|pdm|conda|easy_install|setup\.py)\b/,
  ruby: /\b(?:bundle|bundler|gem)\b/,
  node: /\b(?:npm|yarn|pnpm|npx|corepack)\b/,
  rust: /\bcargo\b|\bcurl\b|\bwget\b/,
  go: /\bgo\b|\bcurl\b|\bwget\b/,
  system: /\b(?:apt|apt-get|apk|dnf|microdnf|yum|zypper|curl|wget|make|install)\b/,
};
/** What starts a program in Python, in Ruby. */
const STARTS = {
  python:
    /^(?:(?:\/usr\/(?:local\/)?bin\/)?(?:python[\d.]*|gunicorn|uvicorn|flask|celery|django-admin|hypercorn|daphne|streamlit|fastapi|waitress-serve)|.*\.py)$/,
  ruby: /^(?:(?:\/usr\/(?:local\/)?bin\/)?(?:ruby|bundle|rails|rackup|puma|unicorn|rake|sidekiq|thin)|(?:\.\/)?bin\/\w+|.*\.rb)$/,
};

/**
 * Whether a stage, with its bases, has packages already, or may have them. `chain` are the stage and its bases, `start` is the
 * program that it starts.
 */
export function hasPackages(
  analysis: Analysis,
  chain: readonly Stage[],
  { ecosystem, programs }: Installed,
  start: string,
): boolean {
  const { evaluation } = analysis;
  return chain.some(
    stage =>
      evaluation(stage)?.steps.some(({ instruction, words, declared }) => {
        const { keyword, text, mounts } = instruction;
        if (keyword === "RUN")
          return (
            INSTALLS[ecosystem].test(text) ||
            (programs === null && INSTALLS.system.test(text)) ||
            mounts.some(({ from }) => from !== null)
          );
        // A program that is found by its name may be in any folder that is named here.
        if (keyword === "ENV" && programs === null) return declared.some(({ name }) => name === "PATH");
        if (keyword !== "COPY" && keyword !== "ADD") return false;
        return words.some(({ role, expansion: { result, conditional } }) => {
          if (role !== "operand" && role !== "destination") return false;
          if (conditional || (isBinary(result) && (programs ?? [start]).includes(nameOf(result))))
            return true;
          return (
            BRINGS[ecosystem].test(result) || (role === "operand" && result !== "." && WHOLE.test(result))
          );
        });
      }) ?? true,
  );
}

/** Whether a path may be that of a program: what belongs to one may have its name, too. */
function isBinary(path: string): boolean {
  return !/^\/?(?:(?:etc|var|srv|usr\/share|usr\/include)\/|usr\/src\/[^/]+\/?$)/.test(path);
}

/**
 * Whether what is copied to a stage is started by what the image of the stage has, and misses what the other stage has installed.
 * `image` is that of the stage, `other` that of the stage that installs.
 */
export function copiedPackages(
  ecosystem: Installed["ecosystem"],
  start: string,
  image: string,
  other: string,
): boolean {
  const repository = repositoryOf(image);
  if (ecosystem === "python")
    return (
      STARTS.python.test(start) &&
      (repository === "python" || /^gcr\.io\/distroless\/python3/.test(image)) &&
      repositoryOf(other) === "python"
    );
  if (ecosystem === "ruby")
    return STARTS.ruby.test(start) && repository === "ruby" && repositoryOf(other) === "ruby";
  // The image of a program has it, and that of a language what its managers are.
  return OFFICIAL_IMAGES.has(repository) && !start.startsWith(repository) && !OF_LANGUAGES.test(start);
}

/** Programs that images of systems have, by coreutils and busybox: what is started where nothing else is known. */
const OF_SYSTEMS =
  /^(?:\[|awk|base64|cat|chroot|crond|date|dd|df|du|echo|expr|false|find|getty|grep|head|httpd|id|init|kill|less|login|ls|mount|nc|nice|nohup|nproc|od|ping|printenv|printf|ps|pwd|runuser|sed|seq|setsid|sleep|sort|stdbuf|su|sync|syslogd|tail|tar|tee|telnetd|test|timeout|top|touch|true|udhcpd|uname|uptime|vi|watch|whoami|xargs|yes)$/;

/** Whether a program that is found by its name is none of an image: that of a system, which has no others. */
export function isMissingIn(image: string, program: string): boolean {
  return isSystemImage(image) && !OF_SYSTEMS.test(program) && !OF_LANGUAGES.test(program);
}

/** Programs that images of languages and systems have. */
const OF_LANGUAGES =
  /^(?:node|npm|npx|yarn|corepack|python[\d.]*|pip[\d.]*|ruby|gem|bundle|php[\d.]*|perl|java|go|cargo|rustc|sh|bash|ash|dash|env|busybox)$/;

function repositoryOf(image: string): string {
  return image.replace(/^(?:docker\.io\/)?(?:library\/)?/, "").split(/[:@]/, 1)[0] ?? "";
}
