/** The wheels that a lock file names: packages that have some for Linux are compiled on a newer Python, which a slim image cannot do. */
import type { ProjectFolder } from "../folder";

/** `asyncpg-0.26.0-cp310-cp310-manylinux_2_17_x86_64.whl`: https://packaging.python.org/en/latest/specifications/binary-distribution-format/ */
const WHEEL =
  /\b([A-Za-z0-9][\w.]{0,99})-[\w.+!]{1,60}-(?:\d\w{0,20}-)?((?:cp|py)[\w.]{1,40})-(\w{1,40})-([\w.]{1,100})\.whl\b/g;

/** The newest Python that every locked package has a wheel for, of those that have any; null where nothing limits it. */
export function wheelEnd(folder: ProjectFolder): string | null {
  const text = folder.read("poetry.lock") ?? folder.read("uv.lock") ?? "";
  const newest = new Map<string, number>();
  for (const [, name = "", python = "", abi = "", platform = ""] of text.matchAll(WHEEL)) {
    const isForAll = platform === "any" || abi === "abi3" || abi === "none";
    const minor = isForAll ? Infinity : Number(/^cp3(\d{1,2})$/.exec(python)?.[1] ?? 0);
    if (!isForAll && !/linux.*x86_64/.test(platform)) continue;
    const key = name.toLowerCase();
    newest.set(key, Math.max(newest.get(key) ?? 0, minor));
  }
  const least = Math.min(...newest.values());
  return Number.isFinite(least) && least >= 5 ? `3.${least}` : null;
}
