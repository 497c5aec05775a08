/**
 * Our server where no other one is, against the one of Container Tools: at every character, what that one tells is told here, too, and
 * nothing is told twice. Beside it, ours keeps quiet about the same (besideOthers.test.ts).
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type {
  CompletionItem,
  Hover,
  MarkupContent,
  Registration,
  SignatureHelp,
} from "vscode-languageserver-protocol";
import { DidChangeConfigurationNotification } from "vscode-languageserver-protocol";
import { INSTRUCTIONS } from "../../server/src/dockerfile/instructionSet";
import { startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";

const THEIRS = join(__dirname, "../../node_modules/dockerfile-language-server-nodejs/bin/docker-langserver");
const CAPABILITIES = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
    hover: { contentFormat: ["markdown"] },
  },
};
const ALONE = { dockerfileStages: { basics: "on" } };
const METHODS = ["signatureHelp", "formatting", "rangeFormatting", "onTypeFormatting"];
const PROVIDERS = [
  "signatureHelpProvider",
  "documentFormattingProvider",
  "documentRangeFormattingProvider",
  "documentOnTypeFormattingProvider",
];

/** Every instruction, with flags and in several forms; some half typed. */
const TEXTS: Record<string, string> = {
  "every instruction": `# syntax=docker/dockerfile:1
ARG VERSION=1
FROM --platform=linux/amd64 golang:$VERSION AS build
WORKDIR /src
ENV A=b C=d
ENV OLD style
LABEL a="b"
COPY --chown=1:1 . .
ADD --chown=1:1 --checksum=sha256:0 a /b
RUN --mount=type=cache,target=/c \\
  go build -o /out

FROM alpine:3.22
COPY --from=build /out /
COPY ["a", "b"]
EXPOSE 80 90
VOLUME /data /more
SHELL ["/bin/sh", "-c"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --retries=3 CMD true
ONBUILD COPY --from=build a b
MAINTAINER someone
USER 1
ENTRYPOINT ["/server"]
CMD ["a", "b"]
RUN <<EOF
RUN make
EOF
O`,
  "the other escape character, in lower case":
    "# escape=`\nfrom windows as base\nworkdir C:\\app\nrun dir `\n  C:\\\nc",
  "half typed": "FROM alpine\nHEALTHCHECK \nONBUILD \nONBUILD C\nONBUILD HEALTHCHECK N\nCOPY \nRUN \nENV \nW",
  empty: "",
  "no stage yet": "#\nARG A=1\n\nF",
};

/** What theirs proposes where the builder does not take it, by what stands before and behind the cursor. */
const NOT_TAKEN: readonly (readonly [RegExp, string])[] = [
  [/^\|#/, "a keyword in front of a comment"],
  [/^#\| \S/, "a directive in front of one"],
  [/--[\w-]+=\S*\|\S*/, "a flag in the value of another one"],
  [/\|--/, "words in front of flags"],
];

/** What is proposed, said in the words that both have in common. */
function named({ label }: CompletionItem): string {
  const [flag] = /^--[\w-]+/.exec(label) ?? [];
  const [word = ""] = /^[A-Za-z]+/.exec(label) ?? [];
  if (flag !== undefined) return flag;
  return INSTRUCTIONS.has(word.toUpperCase()) || /^(?:NONE|escape|syntax)\b/i.test(label)
    ? word.toUpperCase()
    : label;
}

interface Told {
  readonly items: readonly CompletionItem[];
  readonly hover: string;
  readonly signatures: SignatureHelp["signatures"];
}

async function toldAt(editor: Editor, uri: string, position: object, isTag: boolean): Promise<Told> {
  const asked = { position };
  // It would ask Docker Hub.
  const items = isTag
    ? []
    : await editor.ask<CompletionItem[] | { items: CompletionItem[] } | null>(
        "textDocument/completion",
        asked,
        uri,
      );
  const hover = await editor.ask<Hover | null>("textDocument/hover", asked, uri);
  const help = await editor.ask<SignatureHelp | null>("textDocument/signatureHelp", asked, uri);
  const contents = hover?.contents as MarkupContent | string | undefined;
  return {
    items: Array.isArray(items) ? items : (items?.items ?? []),
    hover: (typeof contents === "string" ? contents : (contents?.value ?? "")).trim(),
    signatures: help?.signatures ?? [],
  };
}

describe("alone", () => {
  it("all that the server of Container Tools tells is told, and nothing twice", async function () {
    this.timeout(120_000);
    const editors = await Promise.all([
      startEditor({ server: THEIRS, capabilities: CAPABILITIES }),
      startEditor({ capabilities: CAPABILITIES, initializationOptions: ALONE }),
    ]);
    const seen = { keywords: 0, flags: 0, folders: 0, hovers: 0, signatures: 0 };
    try {
      for (const [title, text] of Object.entries(TEXTS)) {
        const uri = `file:///${encodeURIComponent(title)}/Dockerfile`;
        for (const editor of editors) editor.open(text, uri);
        const lines = text.split("\n");
        const firstStage = lines.findIndex(line => /^from/i.test(line));
        const body = lines.indexOf("RUN <<EOF");
        for (const [line, content] of lines.entries())
          for (let character = 0; character <= content.length; character++) {
            const before = content.slice(0, character);
            const marked = `${before}|${content.slice(character)}`;
            const where = `${title}, ${line}: ${marked}`;
            const isTag = /^FROM \S*:\S*$|^FROM --\S+ \S*:\S*$/i.test(before);
            const [theirs, ours] = await Promise.all(
              editors.map(editor => toldAt(editor, uri, { line, character }, isTag)) as [
                Promise<Told>,
                Promise<Told>,
              ],
            );
            const labels = ours.items.map(({ label }) => label);
            assert.equal(new Set(labels).size, labels.length, `${where}: ${labels.join()}`);
            const names = new Set(ours.items.map(named));
            // Before the first stage the builder takes no others.
            const isFirst = firstStage === -1 || line <= firstStage;
            const isTaken = (name: string) =>
              INSTRUCTIONS.has(name)
                ? !isFirst || name === "FROM" || name === "ARG"
                : !content.includes(`${name}=`);
            const wanted = NOT_TAKEN.some(([pattern]) => pattern.test(marked))
              ? []
              : theirs.items.map(named).filter(isTaken);
            for (const name of wanted) {
              if (INSTRUCTIONS.has(name)) seen.keywords++;
              else if (name.startsWith("--")) seen.flags++;
              else if (name.startsWith("/")) seen.folders++;
              assert.ok(names.has(name), `${where}: ${name} is not in ${[...names].join()}`);
            }
            if (theirs.hover !== "") {
              seen.hovers++;
              assert.ok(ours.hover.includes(theirs.hover), `${where}: ${ours.hover}`);
              // The value of a variable may stand in more than one sentence.
              if (theirs.hover.includes(" ")) assert.equal(ours.hover.split(theirs.hover).length, 2, where);
            }
            // Theirs has the parameters of the instruction in the body of its heredoc, too.
            if (body === -1 || line <= body || line > body + 2) {
              seen.signatures += theirs.signatures.length;
              assert.deepEqual(ours.signatures, theirs.signatures, where);
            }
          }
      }
    } finally {
      await Promise.all(editors.map(editor => editor.stop()));
    }
    assert.ok(
      Object.values(seen).every(count => count > 2),
      JSON.stringify(seen),
    );
  });

  const dynamic = Object.fromEntries(METHODS.map(name => [name, { dynamicRegistration: true }]));
  const providersOf = ({ initialized }: Editor) => PROVIDERS.filter(name => name in initialized.capabilities);

  it("the requests are registered when the settings say so, and taken back when another extension comes", async () => {
    let basics = "on";
    const editor = await startEditor({
      capabilities: { workspace: { configuration: true }, textDocument: dynamic },
      configuration: items => items.map(() => ({ basics })),
    });
    const heard: string[] = [];
    let listen: () => void = () => undefined;
    const next = () => new Promise<void>(resolve => (listen = resolve));
    const hear = (verb: string, registrations: readonly Registration[]) => {
      for (const { method, registerOptions } of registrations) {
        if (!METHODS.some(name => method === `textDocument/${name}`)) continue;
        heard.push(`${verb} ${method}`);
        if (verb === "+")
          assert.deepEqual((registerOptions as { documentSelector: unknown }).documentSelector, [
            { language: "dockerfile" },
          ]);
      }
      listen();
      return null;
    };
    editor.connection.onRequest(
      "client/registerCapability",
      ({ registrations }: { registrations: Registration[] }) => hear("+", registrations),
    );
    editor.connection.onRequest(
      "client/unregisterCapability",
      (params: { unregisterations: Registration[] }) => hear("-", params.unregisterations),
    );
    assert.deepEqual(providersOf(editor), []);
    const all = METHODS.map(name => `textDocument/${name}`);
    const options = { options: { tabSize: 2, insertSpaces: true } };
    try {
      const registered = next();
      editor.open("  FROM alpine\n");
      await registered;
      assert.deepEqual(
        heard,
        all.map(method => `+ ${method}`),
      );
      assert.equal((await editor.ask<unknown[]>("textDocument/formatting", options)).length, 1);
      basics = "off";
      const takenBack = next();
      void editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      await takenBack;
      assert.deepEqual(
        heard.slice(all.length),
        all.map(method => `- ${method}`),
      );
      assert.deepEqual(await editor.ask("textDocument/formatting", options), []);
      assert.equal(
        await editor.ask("textDocument/signatureHelp", { position: { line: 0, character: 8 } }),
        null,
      );
    } finally {
      await editor.stop();
    }
  });

  it("a client that takes nothing later is offered them at once, and beside another server nobody is", async () => {
    const offered = async (capabilities: object, initializationOptions?: object) => {
      const editor = await startEditor({ capabilities, initializationOptions });
      await editor.stop();
      return providersOf(editor);
    };
    assert.deepEqual(await offered({}, ALONE), PROVIDERS);
    assert.deepEqual(
      await offered(
        { textDocument: { signatureHelp: {}, formatting: { dynamicRegistration: true } } },
        ALONE,
      ),
      ["signatureHelpProvider", "documentRangeFormattingProvider", "documentOnTypeFormattingProvider"],
    );
    for (const basics of [undefined, "auto", "off", true])
      assert.deepEqual(await offered({}, { dockerfileStages: { basics } }), [], String(basics));
    assert.deepEqual(await offered({}), []);
  });
});
