/** The comparison of sizes as Markdown. */
import { size } from "../progress/words";
import { code, plain, table } from "./markdown";
import type { SizeComparison } from "./sizes";
import { footnotes, headline, savingWords } from "./sizesWords";

/** A whole document, with a line end at its end. */
export function sizesMarkdown(comparison: SizeComparison): string {
  const { file, rows } = comparison;
  const said = headline(comparison);
  const first = rows.find(({ bytes }) => bytes !== undefined);
  const parts = [
    `# Sizes of the stages of ${plain(file)}`,
    ...(said === undefined ? [] : [plain(said)]),
    table(
      [
        "Stage",
        "Image",
        ">Size",
        `Against ${plain(first?.name ?? "the first stage")}`,
        "Against a single-stage build",
      ],
      rows.map(({ name, image, bytes, problem, againstFirst, againstSingle }) => [
        plain(name),
        code(image),
        bytes === undefined ? plain(problem ?? "") : size(bytes),
        againstFirst ? savingWords(againstFirst) : "",
        againstSingle
          ? `${savingWords(againstSingle.saved)} · ${size(againstSingle.bytes)} in ${plain(againstSingle.stage)}`
          : "",
      ]),
    ),
    ...footnotes(comparison).map(plain),
  ];
  return `${parts.join("\n\n")}\n`;
}
