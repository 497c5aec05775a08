/** What is known of the paths of the build context. */

/** What stands at a path of the build context. */
export type PathAnswer =
  | { readonly kind: "there" | "ignored" }
  /**
   * `near` is a path that is there, from the context, and nearly the same; `isSlip`: it stands in the same folder; `above` is the
   * nearest folder above the context that has the path, where there is one.
   */
  | {
      readonly kind: "missing";
      readonly near: string | null;
      readonly isSlip: boolean;
      readonly above?: FolderAbove;
    }
  /** It is not known, or something makes it before a build. */
  | { readonly kind: "unknown" };

/** A folder above the build context. */
export interface FolderAbove {
  /** Its address, without a slash at its end. */
  readonly address: string;
  /** From the build context: `..`, `../..`. */
  readonly path: string;
}

/** What rules may know of the build context of a build. */
export interface BuildContext {
  /** The folder is certain to be the build context: a setting says so, or no folder is around it. */
  readonly isCertain: boolean;
  /** What stands at a path, clean and without a slash at its beginning; undefined where that is not known yet. */
  readonly find: (path: string) => PathAnswer | undefined;
}
