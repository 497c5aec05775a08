/** The named contexts that all builds of a Dockerfile give alike: whichever of them is meant, a name means the same. */
import { otherBuild } from "./otherBuild";
import type { ContextValue, Named, Use } from "./use";

/** Builds whose images come from one another are compared so far. */
const MOST_LINKS = 8;

/**
 * The contexts of the first build that each of the others gives, too, and as the same folder, image or build; none where something
 * is not known of one of them. `all` are all the uses that there are.
 */
export function sharedContexts(
  uses: readonly Use[],
  all: readonly Use[],
): ReadonlyMap<string, Named<ContextValue>> {
  const [first, ...others] = uses;
  if (!first || uses.some(({ isPartial }) => isPartial)) return new Map();
  return new Map(
    [...first.contexts].filter(([name, { value }]) =>
      others.every(other => {
        const theirs = other.contexts.get(name);
        return theirs !== undefined && isSameContext(first, value, other, theirs.value, all, MOST_LINKS);
      }),
    ),
  );
}

function isSameContext(
  use: Use,
  value: ContextValue,
  otherUse: Use,
  other: ContextValue,
  all: readonly Use[],
  links: number,
): boolean {
  if (value.isOpen || other.isOpen) return false;
  if (value.build === null || other.build === null)
    return value.build === other.build && (value.folder ?? value.text) === (other.folder ?? other.text);
  const one = otherBuild(use, value.build, all);
  const two = otherBuild(otherUse, other.build, all);
  return one !== null && two !== null && isSameImage(one, two, all, links);
}

/** Whether two builds make the same image, as far as their files say it. */
function isSameImage(one: Use, two: Use, all: readonly Use[], links: number): boolean {
  if (one === two) return true;
  if (links === 0 || one.isPartial || two.isPartial || one.target?.isOpen || two.target?.isOpen) return false;
  const { path } = one.dockerfile;
  return (
    path !== null &&
    path === two.dockerfile.path &&
    one.context?.folder === two.context?.folder &&
    (one.target?.text ?? "").toLowerCase() === (two.target?.text ?? "").toLowerCase() &&
    argumentsOf(one) === argumentsOf(two) &&
    one.contexts.size === two.contexts.size &&
    [...one.contexts].every(([name, { value }]) => {
      const theirs = two.contexts.get(name);
      return theirs !== undefined && isSameContext(one, value, two, theirs.value, all, links - 1);
    })
  );
}

function argumentsOf({ args }: Use): string {
  const texts = [...args].map(([name, { value }]) => [name, value?.isOpen === false ? value.text : null]);
  return JSON.stringify(texts.sort(([one], [other]) => ((one ?? "") < (other ?? "") ? -1 : 1)));
}
