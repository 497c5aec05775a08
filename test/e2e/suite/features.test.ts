/** Every language feature once, asked of VS Code as its own windows ask. */
import { strict as assert } from "node:assert";
import {
  commands,
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type Location,
  type LocationLink,
  type MarkdownString,
  Position,
  Range,
  type SelectionRange,
  type SemanticTokens,
  type SemanticTokensLegend,
  type SymbolInformation,
  type TextDocument,
  type Uri,
  type WorkspaceEdit,
} from "vscode";
import { eventually } from "../eventually";
import { openMarked } from "./markedFile";

const TEXT = `ARG VERSION=3.22
# builder makes the program
FROM alpine:$VERSION AS bui<|>lder
WORKDIR /src
RUN mkdir -p /out && touch /out/program

FROM builder AS test
RUN --mount=from=builder,target=/mnt true

FROM debian:trixie-slim
COPY --link --from=builder /out/program /usr/bin/
COPY --from=0 /out/program /usr/bin/again
`;
const NAME = new Position(2, 25);
const USES = [
  new Range(2, 24, 2, 31),
  new Range(6, 5, 6, 12),
  new Range(7, 17, 7, 24),
  new Range(10, 19, 10, 26),
];

const lines = (ranges: readonly Range[]) => ranges.map(({ start }) => start.line).sort((a, b) => a - b);
const rangeOf = (found: Location | LocationLink) => ("range" in found ? found.range : found.targetRange);

describe("language features in the editor", () => {
  let document: TextDocument;
  let uri: Uri;

  before(async () => {
    ({ document, uri } = await openMarked(TEXT));
  });

  /** What a command of VS Code answers for the file, once it is worth something. */
  function asked<Answer>(
    command: string,
    isAnswer: (answer: Answer) => boolean,
    ...more: unknown[]
  ): Promise<Answer> {
    return eventually(
      command,
      () => commands.executeCommand<Answer>(`vscode.${command}`, uri, ...more),
      isAnswer,
    );
  }

  it("finds the references of a stage", async () => {
    const found = await asked<Location[]>("executeReferenceProvider", answer => answer.length > 1, NAME);
    assert.deepEqual(lines(found.map(({ range }) => range)), [2, 6, 7, 10, 11]);
  });

  it("marks them, the name as what is written", async () => {
    const found = await asked<DocumentHighlight[]>(
      "executeDocumentHighlights",
      answer => answer.length > 1,
      NAME,
    );
    const written = found.filter(({ kind }) => kind === DocumentHighlightKind.Write);
    assert.deepEqual(lines(written.map(({ range }) => range)), [2]);
    assert.deepEqual(lines(found.map(({ range }) => range)), [2, 6, 7, 10, 11]);
  });

  it("renames it everywhere, with the comment that describes it", async () => {
    const prepared = await commands.executeCommand<{ placeholder: string }>(
      "vscode.prepareRename",
      uri,
      NAME,
    );
    assert.equal(prepared.placeholder, "builder");
    const edit = await commands.executeCommand<WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      uri,
      NAME,
      "compile",
    );
    const [[, edits] = [uri, []]] = edit.entries();
    assert.deepEqual(lines(edits.map(({ range }) => range)), [1, 2, 6, 7, 10]);
    await assert.rejects(
      async () => commands.executeCommand("vscode.executeDocumentRenameProvider", uri, NAME, "test"),
      /test/,
    );
  });

  it("says what a stage is, and what is copied", async () => {
    const text = async (position: Position) => {
      const hovers = await asked<Hover[]>("executeHoverProvider", answer => answer.length > 0, position);
      return hovers
        .flatMap(({ contents }) => contents.map(part => (part as MarkdownString).value))
        .join("\n");
    };
    assert.match(await text(NAME), /builder[^]*alpine:3\.22/);
    assert.match(await text(new Position(10, 20)), /builder[^]*\/out\/program/);
  });

  it("goes from a reference to its stage, to its base, and to what uses it", async () => {
    const at = USES[3]?.start;
    const of = async (command: string, position = at) =>
      lines(
        (await asked<(Location | LocationLink)[]>(command, answer => answer.length > 0, position)).map(
          rangeOf,
        ),
      );
    assert.deepEqual(await of("executeDefinitionProvider"), [2]);
    assert.deepEqual(await of("executeDefinitionProvider", new Position(2, 14)), [0]);
    assert.deepEqual(await of("executeTypeDefinitionProvider", new Position(6, 18)), [2]);
    assert.ok((await of("executeImplementationProvider", NAME)).length > 0);
  });

  it("outlines stages with their instructions, and finds them in the workspace", async () => {
    const found = await asked<DocumentSymbol[]>("executeDocumentSymbolProvider", answer => answer.length > 0);
    const builder = found.find(({ name }) => name.startsWith("builder"));
    assert.ok(builder, found.map(({ name }) => name).join(", "));
    assert.equal(builder.children.length, 2);
    assert.ok(builder.range.contains(builder.selectionRange));
    const inWorkspace = await commands.executeCommand<SymbolInformation[]>(
      "vscode.executeWorkspaceSymbolProvider",
      "bldr",
    );
    assert.ok(inWorkspace.some(({ location }) => location.uri.toString() === uri.toString()));
  });

  it("folds stages and selects from the word to the file", async () => {
    const folds = await asked<FoldingRange[]>("executeFoldingRangeProvider", answer => answer.length > 0);
    assert.deepEqual(
      folds.filter(({ start }) => [2, 6, 9].includes(start)).map(({ start, end }) => [start, end]),
      [
        [2, 4],
        [6, 7],
        [9, 11],
      ],
    );
    const [selection] = await asked<SelectionRange[]>(
      "executeSelectionRangeProvider",
      answer => answer.length > 0,
      [USES[3]?.start],
    );
    const widths: number[] = [];
    for (let at = selection; at; at = at.parent as SelectionRange)
      widths.push(document.getText(at.range).length);
    assert.ok(widths.length >= 5, String(widths));
    assert.deepEqual(
      widths,
      [...new Set(widths)].sort((a, b) => a - b),
    );
  });

  it("shows who needs a stage, and what it needs", async () => {
    const [item] = await asked<CallHierarchyItem[]>(
      "prepareCallHierarchy",
      answer => answer.length > 0,
      NAME,
    );
    assert.ok(item);
    const incoming = await commands.executeCommand<CallHierarchyIncomingCall[]>(
      "vscode.provideIncomingCalls",
      item,
    );
    assert.deepEqual(lines(incoming.map(({ from }) => from.range)), [6, 9]);
    const [test] = incoming.map(({ from }) => from).filter(({ name }) => name === "test");
    assert.ok(test);
    const outgoing = await commands.executeCommand<CallHierarchyOutgoingCall[]>(
      "vscode.provideOutgoingCalls",
      test,
    );
    assert.deepEqual(lines(outgoing.map(({ to }) => to.range)), [2]);
  });

  it("hints at what an index and a variable mean", async () => {
    const whole = new Range(0, 0, document.lineCount, 0);
    const hints = await asked<InlayHint[]>("executeInlayHintProvider", answer => answer.length > 1, whole);
    const labels = hints.map(({ label }) =>
      typeof label === "string" ? label : label.map(({ value }) => value).join(""),
    );
    assert.ok(
      labels.some(label => label.includes("builder")),
      labels.join(", "),
    );
    assert.ok(
      labels.some(label => label.includes("3.22")),
      labels.join(", "),
    );
  });

  it("colours stages apart from images", async () => {
    const tokens = await asked<SemanticTokens>(
      "provideDocumentSemanticTokens",
      answer => answer.data.length > 0,
    );
    const legend = await commands.executeCommand<SemanticTokensLegend>(
      "vscode.provideDocumentSemanticTokensLegend",
      uri,
    );
    const types = new Map<string, string>();
    let [line, character] = [0, 0];
    for (let i = 0; i < tokens.data.length; i += 5) {
      const [lines = 0, characters = 0, length = 0, type = 0] = tokens.data.slice(i, i + 5);
      character = lines > 0 ? characters : character + characters;
      line += lines;
      types.set(
        document.getText(new Range(line, character, line, character + length)),
        legend.tokenTypes[type] ?? "",
      );
    }
    assert.ok(types.get("builder"));
    assert.ok(types.get("debian:trixie-slim"));
    assert.notEqual(types.get("builder"), types.get("debian:trixie-slim"));
  });

  it("links images, never stages", async () => {
    const links = await asked<DocumentLink[]>("executeLinkProvider", answer => answer.length > 0);
    assert.deepEqual(lines(links.map(({ range }) => range)), [2, 9]);
  });
});
