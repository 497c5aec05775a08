/** The comparison of sizes as Markdown. */
import * as l10n from "@vscode/l10n";
import { size } from "../engine/amounts";
import { code, plain, table } from "./markdown";
import type { SizeComparison } from "./sizes";
import { againstFirstTitle, footnotes, headline, savingWords } from "./sizesWords";

/** A whole document, with a line end at its end. */
export function sizesMarkdown(comparison: SizeComparison): string {
  const { file, rows } = comparison;
  const said = headline(comparison);
  const first = rows.find(({ bytes }) => bytes !== undefined);
  const parts = [
    `# ${l10n.t("Sizes of the stages of {0}", plain(file))}`,
    ...(said === undefined ? [] : [plain(said)]),
    table(
      [
        l10n.t("Stage"),
        l10n.t("Image"),
        `>${l10n.t("Size")}`,
        againstFirstTitle(first && plain(first.name)),
        l10n.t("Compared to a single-stage build"),
      ],
      rows.map(({ name, image, bytes, problem, againstFirst, againstSingle }) => [
        plain(name),
        code(image),
        bytes === undefined ? plain(problem ?? "") : size(bytes),
        againstFirst ? savingWords(againstFirst) : "",
        againstSingle
          ? [
              savingWords(againstSingle.saved),
              l10n.t("{0} in {1}", size(againstSingle.bytes), plain(againstSingle.stage)),
            ].join(" · ")
          : "",
      ]),
    ),
    ...footnotes(comparison).map(plain),
  ];
  return `${parts.join("\n\n")}\n`;
}
