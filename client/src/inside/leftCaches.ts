/** Caches of package managers that a stage left in its image: which they are, and how an instruction leaves none behind. Pure. */
import type { ContentNode } from "./imageContent";

interface Cache {
  /** The program whose cache it is. */
  tool: string;
  /** The folder, without a slash in front. */
  path: string;
  /** The folders that a cache mount of the instruction takes; none where one would not do. */
  mounts: readonly string[];
  /** It lists the packages of a distribution: its program works on the cache alone, and a later instruction may need it. */
  isIndex?: true;
}

/**
 * The folders that hold nothing but caches. Only those of root have a mount: a cache mount belongs to root, so another user could not
 * write there.
 */
const CACHES: readonly Cache[] = [
  { tool: "apt", path: "var/lib/apt/lists", mounts: ["/var/lib/apt/lists"], isIndex: true },
  { tool: "apt", path: "var/cache/apt", mounts: ["/var/cache/apt"], isIndex: true },
  { tool: "apk", path: "var/cache/apk", mounts: ["/var/cache/apk"], isIndex: true },
  { tool: "apk", path: "etc/apk/cache", mounts: ["/etc/apk/cache"], isIndex: true },
  { tool: "dnf", path: "var/cache/dnf", mounts: ["/var/cache/dnf"], isIndex: true },
  { tool: "dnf", path: "var/cache/libdnf5", mounts: ["/var/cache/libdnf5"], isIndex: true },
  { tool: "yum", path: "var/cache/yum", mounts: ["/var/cache/yum"], isIndex: true },
  { tool: "zypper", path: "var/cache/zypp", mounts: ["/var/cache/zypp"], isIndex: true },
  { tool: "npm", path: "root/.npm", mounts: ["/root/.npm"] },
  { tool: "yarn", path: "usr/local/share/.cache/yarn", mounts: ["/usr/local/share/.cache/yarn"] },
  { tool: "yarn", path: "root/.cache/yarn", mounts: ["/root/.cache/yarn"] },
  { tool: "pip", path: "root/.cache/pip", mounts: ["/root/.cache/pip"] },
  { tool: "uv", path: "root/.cache/uv", mounts: ["/root/.cache/uv"] },
  { tool: "poetry", path: "root/.cache/pypoetry", mounts: ["/root/.cache/pypoetry"] },
  { tool: "go", path: "root/.cache/go-build", mounts: ["/root/.cache/go-build"] },
  { tool: "composer", path: "root/.composer/cache", mounts: ["/root/.composer/cache"] },
  { tool: "composer", path: "root/.cache/composer", mounts: ["/root/.cache/composer"] },
];

/** In the home of another user. */
const IN_HOME = /^home\/[^/]+\/(?:\.npm|\.cache\/(?:yarn|pip|uv|pypoetry|go-build|composer))$/;

/** A cache that one layer left. */
export interface LeftCache {
  tool: string;
  /** Without a slash in front. */
  path: string;
  layer: number;
  bytes: number;
  /** Flags of RUN that keep it out of the image; none where there is no such answer. */
  flags: string[];
  /** Later instructions that run the tool may need what is in it. */
  isIndex: boolean;
}

/** The caches among the files that a stage added, the largest first. */
export function leftCaches(root: ContentNode): LeftCache[] {
  const found: LeftCache[] = [];
  for (const cache of CACHES) collect(cache, nodeAt(root, cache.path));
  for (const home of nodeAt(root, "home")?.children ?? []) {
    for (const path of homePaths(home)) {
      const tool = path.slice(path.lastIndexOf("/") + 1).replace(/^\./, "");
      collect({ tool, path, mounts: [] }, nodeAt(root, path));
    }
  }
  return found.sort((a, b) => b.bytes - a.bytes);

  function collect({ tool, path, mounts, isIndex }: Cache, node: ContentNode | undefined): void {
    for (const [layer, bytes] of bytesByLayer(node)) {
      const more = isIndex === true ? ",sharing=locked" : "";
      const flags = mounts.map(target => `--mount=type=cache,target=${target}${more}`);
      if (bytes > 0) found.push({ tool, path, layer, bytes, flags, isIndex: isIndex === true });
    }
  }
}

function homePaths({ name, children = [] }: ContentNode): string[] {
  const deep = children.flatMap(({ name: child, children: below = [] }) => [
    child,
    ...(child === ".cache" ? below.map(each => `${child}/${each.name}`) : []),
  ]);
  return deep.map(path => `home/${name}/${path}`).filter(path => IN_HOME.test(path));
}

function nodeAt(root: ContentNode, path: string): ContentNode | undefined {
  let node: ContentNode | undefined = root;
  for (const name of path.split("/")) node = node?.children?.find(child => child.name === name);
  return node;
}

function bytesByLayer(node: ContentNode | undefined, found = new Map<number, number>()): Map<number, number> {
  if (node?.layer !== undefined) found.set(node.layer, (found.get(node.layer) ?? 0) + node.bytes);
  else for (const child of node?.children ?? []) bytesByLayer(child, found);
  return found;
}
