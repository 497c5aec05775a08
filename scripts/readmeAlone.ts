// The README as the packed extension has it. VS Code shows no picture of a README that has no https address, and follows no
// link into the extension; without the address of a repository, which vsce would put before each, both are left out. It shows no
// picture that is data, either. What has pictures then is the walkthrough, and the first picture becomes a line that leads there.

/** A picture that stands by itself, with the empty line behind it. */
const PICTURE = /^!\[[^\]]*\]\([^)]*\)\n\n?/gm;
const WALKTHROUGH =
  "For a tour with pictures, run **Welcome: Open Walkthrough…** and choose **Get Started with Dockerfile Stages**.\n\n";
const LINK = /(?<!!)\[([^\]]*)\]\((?!https?:|#)[^)]*\)/g;

/** The page without its pictures, and with words in place of links to files. Addresses and links within the page stay. */
export function readmeAlone(page: string): string {
  let isFirst = true;
  const withoutPictures = page.replace(PICTURE, () => {
    const text = isFirst ? WALKTHROUGH : "";
    isFirst = false;
    return text;
  });
  return withoutPictures.replace(LINK, "$1");
}
