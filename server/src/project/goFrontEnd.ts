/** Pages that a program of Go includes, and that a build of Node.js has to make first. */
import { below, filesIn, parentOf } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import { goSources } from "../ecosystems/goSources";
import { readWorkspace } from "../ecosystems/node/workspace";
import * as sanitize from "../shared/sanitize";
import { nodeImages } from "./node/images";
import { installLines } from "./node/install";
import { literal } from "./plan";
import type { Change } from "./plan";

export interface FrontEnd {
  /** The folder with package.json, and the one that its build writes to, both from that of the project. */
  readonly folder: string;
  readonly output: string;
  /** The image of Node.js that builds them. */
  readonly image: string;
  readonly lines: readonly string[];
}

/** Pages that a source puts into the program, and that a build of Node.js has to make first. */
export function frontEnd(folder: ProjectFolder): FrontEnd | null {
  for (const file of goSources(folder))
    for (const [, written = ""] of (folder.read(file) ?? "").matchAll(
      /^\/\/go:embed (?:all:)?"?([\w./-]{1,200})/gm,
    )) {
      const at = parentOf(file);
      const path = sanitize.path(`${at === "" ? "" : `${at}/`}${written.replace(/\/\*.*$/, "")}`);
      if (path === null || filesIn(folder, path).some(one => !/\/\.git(?:keep|ignore)$/.test(one))) continue;
      for (let place = path; place.includes("/"); place = parentOf(place)) {
        const above = parentOf(place);
        if (!folder.files.has(`${above}/package.json`)) continue;
        const inside = below(folder, above);
        const workspace = readWorkspace(inside);
        const lines = installLines(inside, workspace, { isOnBun: false, of: workspace.root });
        if (!workspace.root.scripts.has("build")) return null;
        const images = nodeImages(inside, workspace, [workspace.root], false);
        return {
          folder: above,
          output: path,
          image: images.image,
          lines: [
            ...images.run,
            ...images.build,
            ...lines.setup,
            `WORKDIR /src/${above}`,
            ...lines.copies.map(line =>
              line === "COPY . ."
                ? `COPY ${above} ./`
                : line.replace(
                    /^COPY (.*) (\S+)$/,
                    (_, from: string, to: string) =>
                      `COPY ${from
                        .split(" ")
                        .map(one => `${above}/${one}`)
                        .join(" ")} ${to}`,
                  ),
            ),
            ...lines.install,
            `COPY ${above} ./`,
            `RUN ${lines.run("build")}`,
          ],
        };
      }
    }
  return null;
}

export function pageChanges({ output, image, lines }: FrontEnd): Change[] {
  const stage = [
    "# web builds the pages that the binary embeds.",
    `FROM --platform=\\$BUILDPLATFORM ${image} AS web`,
    ...lines.map(literal),
  ].join("\n");
  return [
    { replace: "# ${1:source} downloads", by: `${stage}\n\n# \${1:source} downloads` },
    { replace: "COPY . .\n", by: `COPY . .\nCOPY --from=web /src/${output} ./${output}\n` },
  ];
}
