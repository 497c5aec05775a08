// The README as the packed extension has it. VS Code shows no picture of a README that has no https address, and follows no
// link into the extension; without the address of a repository, which vsce would put before each, both are left out.

/** A picture that stands by itself, with the empty line behind it. */
const PICTURE = /^!\[[^\]]*\]\([^)]*\)\n\n?/gm;
const LINK = /(?<!!)\[([^\]]*)\]\((?!https?:|#)[^)]*\)/g;

/** The page without its pictures, and with words in place of links to files. Addresses and links within the page stay. */
export function readmeAlone(page: string): string {
  return page.replace(PICTURE, "").replace(LINK, "$1");
}
