/** Files that people ask about in public, made anew: what is found in each, and what the fix of the cause makes of it. */

export interface PublicCase {
  /** A marked Dockerfile: everything that is found in it, by every rule. */
  readonly dockerfile: string;
  /** The text after the preferred fix of the first cause that is found, else of what is found first; absent where nothing has one. */
  readonly fixed?: string;
  /** What a build is given. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Forms of the text in which something else is right, each with the reason. */
  readonly differsIn?: Readonly<Partial<Record<VariantName, string>>>;
}

/** A text written in another way, which changes nothing of what is right. */
export type VariantName = "CRLF" | "BOM" | "tabs" | "backtick" | "last stage" | "first stage" | "ONBUILD";
