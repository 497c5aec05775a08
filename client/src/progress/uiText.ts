/**
 * Texts of files and engines in places of the editor that read some characters as their own: links in notifications, icons in labels,
 * addresses that run commands. All on one line, without control characters and without what turns the direction of writing round.
 */
import { plainText } from "../engine/terminalText";

/** A notification makes a link, which may run any command, of `[text](address)`. */
export function inNotification(text: string): string {
  return oneLine(text).replaceAll("](", "] (");
}

/** A label (a lens, the status bar, a list to pick from) draws an icon for `$(name)`. */
export function inLabel(text: string): string {
  return oneLine(text).replaceAll("$(", "$ (");
}

/** The address of a page that somebody else names; `undefined` for any other scheme, such as the one that runs commands. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === "https:" || protocol === "http:" ? href : undefined;
}

/** The argument of a command in the address of a Markdown link, which a bracket would end. */
export function inMarkdownLink(argument: string): string {
  return encodeURIComponent(argument).replace(/[()]/g, bracket => (bracket === "(" ? "%28" : "%29"));
}

/** A name that every file system takes, and that leads to no other folder, of the name of a file in an image. */
export function safeFileName(name: string): string {
  const text = oneLine(name)
    .replace(/[\\/:*?"<>|]/g, "_")
    .replace(/(?<![. ])[. ]+$/, "");
  if (text === "") return "file";
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(text) ? `_${text}` : text;
}

/** The marks that turn the direction of writing round: with them a name looks like another one. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

/** The text on one line. */
export function oneLine(text: string): string {
  return plainText(text).replace(DIRECTION, "").replace(/\s+/g, " ");
}
