/** What every feature says of an index that is behind the stages of the file. */
import assert from "node:assert/strict";
import { definition } from "../../server/src/features/definition";
import { documentHighlights } from "../../server/src/features/highlight";
import { hover } from "../../server/src/features/hover";
import { inlayHints } from "../../server/src/features/inlayHints";
import { modelAnswer } from "../../server/src/features/model";
import { references } from "../../server/src/features/references";
import { prepareRename } from "../../server/src/features/rename";
import { documentLinks } from "../../server/src/features/documentLinks";
import { contextOf } from "../support/feature";
import { cursor } from "../support/marked";

const MARKED = `FROM alpine AS a
COPY --from=nginx:1.29 /a /b
RUN --mount=type=cache,target=/c ls
FROM alpine
COPY --from=<|>2 /c /d
COPY --from=3 /c /d
`;
const { text, offset } = cursor(MARKED);
const context = contextOf(text);
const at = context.document.positionAt(offset);
const nginx = { start: { line: 1, character: 12 }, end: { line: 1, character: 22 } };

describe("an index behind the stages", () => {
  it("leads to what the builder counts", () => {
    const [link, ...more] = definition(context, at);
    assert.deepEqual(more, []);
    assert.deepEqual(link?.targetSelectionRange, nginx);
    const [mount] = definition(context, { line: 5, character: 12 });
    assert.equal(
      mount && context.document.getText(mount.targetSelectionRange),
      "--mount=type=cache,target=/c",
    );
  });

  it("is said to be an image", () => {
    const found = hover(context, at, "markdown");
    const contents = found?.contents as { value: string };
    assert.match(contents.value, /^\*\*nginx:1\.29\*\* — image$/m);
    assert.match(
      contents.value,
      /Index `2`\. The builder counts the image that line 2 uses as one more stage/,
    );
    assert.match(contents.value, /Copies `\/c` to `\/d`/);
  });

  it("is in the model", () => {
    const indexes = modelAnswer(context, {}).references.filter(({ implicit }) => implicit);
    assert.deepEqual(
      indexes.map(({ text, to, implicit }) => [text, to, implicit?.text, implicit?.range.start.line]),
      [
        ["2", "image", "nginx:1.29", 1],
        ["3", "scratch", "scratch", 2],
      ],
    );
  });

  it("shows the image beside it", () => {
    const all = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    assert.deepEqual(
      inlayHints(context, all, false).map(({ label, position: { line } }) => [line, label]),
      [
        [4, "nginx:1.29"],
        [5, "scratch"],
      ],
    );
  });

  it("is a link to the page of the image", () => {
    const links = documentLinks(context, false).filter(({ range }) => range.start.line === 4);
    assert.deepEqual(
      links.map(({ target }) => target),
      ["https://hub.docker.com/_/nginx"],
    );
  });

  it("is no name to be renamed, and no stage has it as a reference", () => {
    assert.deepEqual(prepareRename(context, at), {
      refused: '"2" is the index of "nginx:1.29", which is not a stage of this file.',
    });
    assert.deepEqual(references(context, at, true), []);
    assert.equal(documentHighlights(context, at), null);
  });
});
