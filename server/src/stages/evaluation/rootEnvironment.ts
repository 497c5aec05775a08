/** What a chain of bases begins with: nothing, a system or another image, and which variables that image may have. */
import type { Base } from "../model/base";
import { DEFAULT_PATH } from "../model/platform";
import { isArgOfBase } from "./environment";
import type { Environment, ImageVariables, Root, Variable } from "./environment";
import { extended, lookup } from "../../shared/persistentMap";

const NO_VARIABLES: ImageVariables = { names: new Set(), prefix: null, isOfficial: false };
const OFFICIAL = /^(?:docker\.io\/)?(?:library\/)?[^/.:@]+(?:[:@]|$)/;
/** What images set in lower case after all. */
const LOWER_CASE = /_proxy$|^(?:container|(?:ac|bash|conda|npm|nvm|rbenv|rvm)_\w+)$/;
/** Variables of nginx, of which a heredoc often is a configuration. */
const OF_NGINX =
  /^(?:args|binary_remote_addr|body_bytes_sent|connection_upgrade|document_\w+|fastcgi_\w+|host|http_\w+|is_args|proxy_\w+|query_string|remote_\w+|request|request_\w+|scheme|server_\w+|status|time_local|upstream_\w+|uri)$/;

/** Images of a system and nothing else (https://hub.docker.com/_/debian and so on). */
const SYSTEMS =
  /^(?:docker\.io\/)?(?:library\/)?(?:almalinux|alpine|amazonlinux|archlinux|busybox|centos|debian|fedora|oraclelinux|rockylinux|ubuntu)(?:[:@]|$)/;

/** Whether an image, as it is written with its variables filled in, is that of a system and nothing else. */
export function isSystemImage(image: string): boolean {
  return SYSTEMS.test(image);
}

/** What shells and systems have. */
const SET_BY_SYSTEMS = /^(?:PATH|HOME|LANG|LC_ALL|TZ|USER|HOSTNAME|SHELL|PWD)$/;
/** What images of languages and servers set, in the manner of the official ones: `NODE_VERSION`, `JAVA_HOME`. */
const SET_BY_IMAGES = /_(?:VERSION|MAJOR|RELEASE|HOME|PATH|SHA\d*|ROOT|KEYS?)$|^GO[A-Z]+$/;
/** What images of systems set. */
const OF_SYSTEMS = /^(?:PATH|LANG(?:UAGE)?|LC_\w+|container|DISTTAG|FBR|FGC)$/;

const ROOTS = {
  scratch: rootEnvironment("scratch"),
  system: rootEnvironment("system", { ...NO_VARIABLES, isOfficial: true }),
  image: rootEnvironment("image"),
};

/** The environments of images, by what is known of their variables: the same one for the same knowledge. */
const IMAGES = new Map<string, Environment>();
/** More than any files in use have. */
const MOST_IMAGES = 1000;

/** The environment that a chain of bases begins with: always the same one for the same kind of base. */
export function rootOf({
  to,
  expanded,
  expansion,
}: Pick<Base, "to" | "expanded" | "expansion">): Environment {
  if (to === "scratch") return ROOTS.scratch;
  if (to === "image" && isSystemImage(expanded)) return ROOTS.system;
  const names = new Set([...expansion.matched, ...expansion.unmatched]);
  const [repository = ""] = expanded.slice(expanded.lastIndexOf("/") + 1).split(/[:@]/, 1);
  const prefix = repository === "" ? null : `${repository.toUpperCase().replace(/[.-]/g, "_")}_`;
  if (names.size === 0 && prefix === null) return ROOTS.image;
  const isOfficial = to === "image" && OFFICIAL.test(expanded);
  const key = [prefix ?? "", isOfficial, ...names].join(" ");
  const known = IMAGES.get(key);
  if (known) return known;
  if (IMAGES.size >= MOST_IMAGES) IMAGES.clear();
  const environment = rootEnvironment("image", { names, prefix, isOfficial });
  IMAGES.set(key, environment);
  return environment;
}

function rootEnvironment(root: Root, imageVariables = NO_VARIABLES): Environment {
  const isScratch = root === "scratch";
  const path: Variable = {
    value: DEFAULT_PATH,
    isDeclared: false,
    isOpen: false,
    dependsOnBuild: false,
    level: 0,
    place: 0,
  };
  return {
    inherited: null,
    level: 0,
    own: new Map(isScratch ? [["PATH", path]] : []),
    all: isScratch ? extended(null, "PATH", path) : null,
    env: isScratch ? extended(null, "PATH", path) : null,
    overridden: new Set(),
    root,
    imageVariables,
    workdir: isScratch ? "/" : null,
    hasWorkdir: false,
    isCut: false,
    hasShell: false,
    shell: null,
    command: null,
  };
}

/** Whether the image that a stage begins with may have a variable of this name: a position, as `$1` and `$@`, is a shell's. */
export function mayBeOfImage({ root }: Environment, name: string): boolean {
  return root !== "scratch" && /^[\p{L}_]/u.test(name);
}

/** Whether the image that a stage begins with may set a variable of this name: an image of a system sets few. */
export function mayBeSetByImage(environment: Environment, name: string): boolean {
  return mayBeOfImage(environment, name) && (environment.root !== "system" || OF_SYSTEMS.test(name));
}

/** Whether a name is one that systems, or images of its kind or by its name, set. */
export function isLikelyOfImage(
  { root, imageVariables: { names, prefix } }: Environment,
  name: string,
): boolean {
  if (names.has(name) || (prefix !== null && name.startsWith(prefix))) return true;
  return SET_BY_SYSTEMS.test(name) || (root === "image" && SET_BY_IMAGES.test(name));
}

/** Whether the image may have another value for a name that has its value from an `ARG` of a base. */
function mayHideArg(environment: Environment, name: string): boolean {
  return isArgOfBase(environment, name) && mayBeSetByImage(environment, name);
}

/** Whether a build, or the image, is expected to give a name its value. */
export function isGivenFromOutside(environment: Environment, name: string): boolean {
  return (lookup(environment.all, name)?.dependsOnBuild ?? false) || mayHideArg(environment, name);
}

/** Whether only a build or an image knows the value of a name, or a part of it. */
export function isOpenVariable(environment: Environment, name: string): boolean {
  return (lookup(environment.all, name)?.isOpen ?? false) || mayHideArg(environment, name);
}

/** Whether no image has a variable of this name that stands in a heredoc, which is a file for another program. */
export function isOfProgram({ imageVariables }: Environment, name: string): boolean {
  if (name !== name.toLowerCase() || LOWER_CASE.test(name) || imageVariables.names.has(name)) return false;
  return imageVariables.isOfficial || OF_NGINX.test(name);
}
