/** What a package of JavaScript may be: a server, pages, or nothing that an image can run. */

/** A server that Node.js runs, and what its framework says of it. */
export interface ServerKind {
  readonly kind: "server";
  readonly what: string;
  readonly snippet?: "ms-nestjs";
  /** The folder that its build writes to, and the program in it, from the folder of the package. */
  readonly output?: string;
  readonly entry?: string;
  /** The program of a package that starts it, with its words. */
  readonly start?: readonly string[];
  readonly port?: string;
  readonly variables?: readonly (readonly [string, string])[];
  /** Its build brings the packages along, so that none are installed beside it. */
  readonly isWhole?: boolean;
  /** Files and folders that it reads beside its output. */
  readonly beside?: readonly string[];
}

/** Pages that a web server serves. */
export interface PagesKind {
  readonly kind: "pages";
  readonly what: string;
  readonly snippet: "ms-react" | "ms-vue" | "ms-angular";
  readonly output: string;
  /** One page answers all addresses; else each has its own. */
  readonly isOnePage: boolean;
  /** Where no script builds: the program that does. */
  readonly build: readonly string[];
  readonly script: string | null;
}

/** All that a package may be. */
export type NodeKind =
  | ServerKind
  | PagesKind
  | { readonly kind: "next"; readonly what: string }
  | { readonly kind: "refused"; readonly what: string; readonly reason: string }
  | { readonly kind: "plain" }
  /** It belongs to a program in another language, which ships what it builds. */
  | { readonly kind: "part" };
