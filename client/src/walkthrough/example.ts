/** The file that the walkthrough tries things on: it builds with nothing but one small image, and without a context. */
import type { ModelAnswer, ModelPosition } from "../../../server/src/protocol";

export const EXAMPLE = `# A file to try things on, in a temporary folder.

# greeting writes a file, as a compiler would.
FROM alpine:3.22 AS greeting
RUN mkdir /out && echo "Hello from a stage" > /out/hello.txt

# check tests the file. It is built only as a target.
FROM greeting AS check
RUN grep -q Hello /out/hello.txt

# page is the final image: only the file that greeting wrote.
FROM alpine:3.22 AS page
COPY --from=greeting /out/hello.txt /hello.txt
CMD ["cat", "/hello.txt"]

`;

/** What a step of the walkthrough wants the cursor to be at. */
export type ExamplePlace = "reference" | "name" | "end";

/** Whether a command's argument is one. */
export function isExamplePlace(value: unknown): value is ExamplePlace {
  return value === "reference" || value === "name" || value === "end";
}

/**
 * Where a place of the example is as it now stands, for a person may have changed it: the first reference of a COPY, the first
 * name of a stage, or the beginning of the last line. `undefined` where it has none.
 */
export function findPlace(
  { stages, references }: ModelAnswer,
  lines: number,
  place: ExamplePlace,
): ModelPosition | undefined {
  if (place === "end") return { line: lines - 1, character: 0 };
  if (place === "reference") return references.find(({ kind }) => kind === "COPY")?.range.start;
  return stages.find(({ nameRange }) => nameRange !== undefined)?.nameRange?.start;
}
