/** The build whose image a use takes as a named context: `target:x` of bake, `service:x` of Compose. */
import type { Use } from "./use";

/**
 * The use of a name in the same project as another one; null where there is none. Of several, that of the files which the other one
 * is made of, the last of them first, because it is what lies on top.
 */
export function otherBuild(of: Use, name: string, uses: readonly Use[]): Use | null {
  const files = of.project?.files ?? [of.place.file];
  const alike = uses.filter(
    use =>
      use.name === name && use.kind === of.kind && use.project?.folder === of.project?.folder && use !== of,
  );
  const rank = (use: Use) => files.indexOf(use.place.file);
  return (
    alike
      .filter(use => rank(use) !== -1)
      .sort((a, b) => (b.project?.files.length ?? 0) - (a.project?.files.length ?? 0) || rank(b) - rank(a))
      .at(0) ?? null
  );
}
