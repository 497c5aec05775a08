/** Pages that are written by hand: a folder with index.html, and nothing that builds or starts a program. */
import * as l10n from "@vscode/l10n";
import { parentOf } from "../ecosystems/folder";
import type { ProjectFolder } from "../ecosystems/folder";
import type { Found } from "./plan";
import { webServerStage } from "./webServer";

/** Where the pages may be: beside what describes them, or in a folder of their own. */
const PLACES = ["index.html", "public/index.html", "site/index.html", "www/index.html"];

/** Reads a folder with pages alone; null where there are none. */
export function readStaticPages(folder: ProjectFolder): Found | null {
  const manifest = PLACES.find(file => folder.files.has(file));
  if (manifest === undefined) return null;
  const place = manifest === "index.html" ? "." : parentOf(manifest);
  return {
    what: l10n.t("Static pages"),
    manifest,
    notes: [],
    proposals: [
      {
        label: l10n.t("Static pages, served by nginx"),
        snippet: "ms-react",
        questions: [],
        plan: () => ({
          stages: [webServerStage(place, false)],
          ignored: ["*.md", "LICENSE*", "node_modules"],
          needed: place === "." ? [] : [place],
        }),
      },
    ],
  };
}
