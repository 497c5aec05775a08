/** What other extensions for Dockerfiles have: none is in this window, so ours has it, as long as the settings leave it to ours. */
import { strict as assert } from "node:assert";
import {
  commands,
  ConfigurationTarget,
  Position,
  workspace,
  type CompletionList,
  type Hover,
  type MarkdownString,
  type SignatureHelp,
  type TextEdit,
  type Uri,
} from "vscode";
import { eventually } from "../eventually";
import { onlyMark, openMarked } from "./markedFile";

const OPTIONS = { tabSize: 4, insertSpaces: true };
const settings = () => workspace.getConfiguration("dockerfileStages");

describe("in a window without another extension for Dockerfiles", () => {
  after(() => settings().update("basics", undefined, ConfigurationTarget.Global));

  it("keywords are completed, each once", async () => {
    const file = await openMarked("FROM alpine\n<|>\n");
    const labels = await eventually(
      "the keywords",
      () => labelsAt(file.uri, onlyMark(file)),
      found => found.includes("RUN command"),
    );
    assert.equal(labels.filter(label => label.startsWith("COPY")).length, 1);
    assert.equal(new Set(labels).size, labels.length);
  });

  it("a keyword is explained behind what is said of the stage, in one hover", async () => {
    const file = await openMarked("FR<|>OM alpine AS build\n");
    const hovers = await commands.executeCommand<Hover[]>(
      "vscode.executeHoverProvider",
      file.uri,
      onlyMark(file),
    );
    assert.equal(hovers.length, 1);
    const [content] = hovers[0]?.contents as MarkdownString[];
    assert.match(content?.value ?? "", /build[\s\S]*---\s+Set the `baseImage`/);
  });

  it("parameters are shown, and the document is formatted, until another extension does so", async () => {
    const file = await openMarked("FROM alpine\n  RUN a && \\\nb\n");
    const edits = () =>
      commands.executeCommand<TextEdit[] | undefined>(
        "vscode.executeFormatDocumentProvider",
        file.uri,
        OPTIONS,
      );
    const made = await eventually("the formatting", edits, found => (found?.length ?? 0) > 0);
    assert.deepEqual(
      made?.map(({ range, newText }) => [range.start.line, newText]),
      [
        [1, ""],
        [2, "    "],
      ],
    );
    const help = await signatureAt(file.uri);
    assert.equal(help?.signatures[0]?.label, "RUN command parameter ...");
    await settings().update("basics", "off", ConfigurationTarget.Global);
    await eventually(
      "no signature help",
      () => signatureAt(file.uri),
      found => !found,
    );
    assert.ok(!(await labelsAt(file.uri, new Position(3, 0))).includes("RUN command"));
    await settings().update("basics", undefined, ConfigurationTarget.Global);
    await eventually(
      "the signature help",
      () => signatureAt(file.uri),
      found => Boolean(found),
    );
  });
});

async function labelsAt(uri: Uri, position: Position): Promise<string[]> {
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

/** Behind the keyword of the second instruction. */
async function signatureAt(uri: Uri): Promise<SignatureHelp | undefined> {
  return commands.executeCommand("vscode.executeSignatureHelpProvider", uri, new Position(1, 6));
}
