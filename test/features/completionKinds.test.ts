import assert from "node:assert/strict";
import { InsertTextFormat } from "vscode-languageserver-types";
import { resolveCompletion } from "../../server/src/features/completion/completion";
import {
  FLAG_TEXTS,
  MOUNT_KEY_TEXTS,
  MOUNT_TYPE_TEXTS,
  PREDEFINED_TEXTS,
} from "../../server/src/features/completion/texts";
import { INSTRUCTIONS } from "../../server/src/dockerfile/instructionSet";
import { MOUNT_KEYS, MOUNT_TYPES } from "../../server/src/dockerfile/mountSet";
import { ABLE, PLAIN, labels, proposed, taken } from "../support/completions";
import { contextOf } from "../support/feature";
import { cursor } from "../support/marked";
import { BEFORE, WRITTEN } from "./completionPlaces";
import { DRESSES } from "./places";

const IN_STAGE = "FROM scratch AS here\n";

describe("completion by place", () => {
  for (const [dress, wear] of Object.entries(DRESSES))
    describe(dress, () => {
      for (const [title, { typed, has, hasNot, take, instructions }] of Object.entries(WRITTEN))
        for (const instruction of instructions) {
          // There an argument above is one of a stage.
          if (title === "a variable" && dress === "after a heredoc") continue;
          it(`${title}: ${JSON.stringify(instruction)}`, () => {
            // An index counts the stages of the dress, too.
            const line =
              dress === "after a heredoc" ? instruction.replace("--from=0", "--from=1") : instruction;
            const isBase = /^from/i.test(line);
            const file = (written: string) =>
              wear(`${BEFORE}${isBase ? "" : IN_STAGE}${line.replace("@", written)}\n`);
            for (const before of typed) {
              // A word of the JSON form needs its quotes; a list is asked for, or follows what is typed.
              const marked = file(`${before}<|>`);
              const found = labels(marked);
              for (const label of [...has, take[0]])
                assert.ok(found.includes(label), `${label} in ${found.join(", ")}`);
              for (const label of hasNot)
                assert.ok(!found.includes(label), `${label} not in ${found.join(", ")}`);
              const [label, whole] = take;
              const written = before.startsWith("out/") ? whole.slice(1) : whole;
              const close = /\$\{@$/.test(line) ? "}" : "";
              assert.equal(taken(marked, label), file(written + close));
            }
          });
        }
    });

  const exactly: Record<string, [marked: string, ...expected: string[]]> = {
    "the types that fit the keys": ["FROM a\nRUN --mount=sharing=locked,type=<|> true", "cache"],
    "the keys of a bind without a type": [
      "FROM a\nRUN --mount=<|> true",
      "type=",
      "target=",
      "source=",
      "from=",
      "rw",
    ],
    "the keys of a tmpfs": ["FROM a\nRUN --mount=type=tmpfs,<|> true", "target=", "size="],
    "no size before the type that takes it": ["FROM a\nRUN --mount=<|>,type=tmpfs true", "target="],
    "the keys of a secret": [
      "FROM a\nRUN --mount=type=secret,src=x,<|> true",
      "target=",
      "env=",
      "required",
      "mode=",
      "uid=",
      "gid=",
    ],
    "no key that is there under another name": [
      "FROM a\nRUN --mount=type=bind,dst=/x,src=/,readonly,<|> true",
      "from=",
    ],
    "the key alone where a value stands": ["FROM a\nRUN --mount=type=tmpfs,ta<|>=/x true", "target"],
    truth: ["FROM a\nRUN --mount=type=cache,target=/x,ro=<|> true", "true", "false"],
    "truth of a flag": ["FROM a\nCOPY --link=<|> /a /b", "true", "false"],
    "ids that the file uses": [
      "FROM a\nRUN --mount=type=secret,id=one true\nRUN --mount=type=cache,id=no,target=/x true\nRUN --mount=type=secret,id=<|> true",
      "one",
    ],
    "the flags of a health check": [
      "FROM a\nHEALTHCHECK --interval=1s --<|> CMD true",
      "--timeout=",
      "--start-period=",
      "--start-interval=",
      "--retries=",
    ],
    "as in the case of its keyword": ["from a <|>", "as"],
    "as in the case that is begun": ["FROM a a<|>", "as"],
    "AS on a line to come": ["FROM a \\\n\n<|>\n", "AS"],
    "a brace that is open": ["ARG A=1\nFROM x:${A<|>", "A", ...PREDEFINED_TEXTS.keys()],
    "arguments that are declared before a default": [
      "ARG A=1\nARG B=$<|>\nARG C=1\nFROM x",
      "A",
      ...PREDEFINED_TEXTS.keys(),
    ],
    "nothing that is half a variable": ["ARG A=1\nFROM x:\\$<|>", "scratch"],
  };
  for (const [title, [marked, ...expected]] of Object.entries(exactly))
    it(`proposes ${title}`, () => {
      assert.deepEqual(labels(marked), expected);
    });

  const nothing: Record<string, string> = {
    "before the first stage": "COPY --<|>\nFROM a",
    "in a keyword": "FROM a\nCO<|>",
    "behind a keyword without flags": "FROM a\nENV <|>",
    "in a plain source": "FROM a\nCOPY s<|>rc /app",
    "in a destination": "FROM a AS x\nRUN mkdir /o\nFROM b\nCOPY --from=x /o /<|>",
    "in a destination of the JSON form": 'FROM a AS x\nRUN mkdir /o\nFROM b\nCOPY --from=x ["/o", "/<|>"]',
    "behind the destination": "FROM a AS x\nRUN mkdir /o\nFROM b\nCOPY --from=x /o /p <|>",
    "in a source of a later stage": "FROM b\nCOPY --from=x /<|> /b\nFROM a AS x\nWORKDIR /o",
    "in a source of the stage itself": "FROM b AS x\nWORKDIR /o\nCOPY --from=x /<|> /b",
    "in a source of an image": "FROM b\nWORKDIR /o\nCOPY --from=busybox /<|> /b",
    "in a source that the builder expands": "FROM a AS x\nWORKDIR /o\nFROM b\nCOPY --from=x $A/<|> /b",
    "in a flag of ONBUILD": "FROM a\nONBUILD --<|>",
    "in a flag of a held FROM": "FROM a\nONBUILD FROM --<|>",
    "in an operand with dashes": "FROM a\nCOPY /a --<|> /b",
    "in the text of RUN": "FROM a\nRUN echo --<|>",
    "in a heredoc": "FROM a\nRUN <<EOF\nCOPY --<|>\nEOF",
    "in a comment of a continuation": "FROM a\nCOPY --link \\\n# --<|>\n  /a /b",
    "behind the name": "FROM a AS b <|>",
    "between the base and AS": "FROM a <|> AS b",
    "where AS is another word": "FROM a b <|>",
    "in sharing of a bind": "FROM a\nRUN --mount=type=bind,sharing=<|> true",
    "in single quotes": "ARG A\nFROM a\nCOPY --chown='$<|>' /a /b",
    "in a flag that a line end splits": "FROM a\nCOPY --li\\\nn<|>k /a /b",
    "in the value of a flag that may be anything": "FROM a\nCOPY --chmod=<|> /a /b",
    "in a file that is no text": "FROM \0\u0001\nCOPY --from=\0 \uD800<|>",
    "in an empty file": "<|>",
  };
  for (const [title, marked] of Object.entries(nothing))
    it(`proposes nothing ${title}`, () => {
      assert.deepEqual(labels(marked), []);
    });

  it("closes the brace of a variable, and only where it is open", () => {
    const file = (base: string) => `ARG A=1\nFROM ${base} AS x\n`;
    assert.equal(taken(file("x:${<|>"), "A"), file("x:${A}"));
    assert.equal(taken(file("x:${<|>}y"), "A"), file("x:${A}y"));
    assert.equal(taken(file("x:${<|>B:+y}"), "A"), file("x:${A:+y}"));
    assert.equal(taken(file("x:$<|>B"), "A"), file("x:$A"));
  });

  it("does not propose flags behind every space, unless somebody asks", () => {
    assert.deepEqual(labels("FROM a\nCOPY <|>", { trigger: " " }), []);
    assert.ok(labels("FROM a\nCOPY <|>").includes("--from="));
    assert.ok(labels("FROM a\nCOPY -<|>", { trigger: "-" }).includes("--from="));
    assert.deepEqual(labels("FROM a <|>", { trigger: " " }), ["AS"]);
    assert.ok(!labels("FROM a AS x\nFROM <|>", { trigger: " " }).includes("--platform="));
  });

  it("proposes flags that the frontend of the file has", () => {
    const flags = (syntax: string, line: string) =>
      labels(`# syntax=docker/dockerfile:${syntax}\nFROM a\n${line}`);
    assert.ok(!flags("1.3", "COPY --<|>").includes("--link"));
    assert.ok(flags("1.4", "COPY --<|>").includes("--link"));
    assert.ok(!flags("1.19", "COPY --<|>").includes("--parents"));
    assert.ok(flags("1.7-labs", "COPY --<|>").includes("--parents"));
    assert.ok(flags("1-labs", "RUN --<|>").includes("--device="));
    assert.ok(!flags("1.20", "RUN --<|>").includes("--device="));
    assert.ok(flags("1.27", "RUN --<|>").includes("--device="));
  });

  it("proposes named contexts and the images of the file, the nearest first, behind the stages", () => {
    const file = "ARG V=1\nFROM alpine:3 AS one\nFROM node:${V} AS two\nCOPY --from=busybox /a /b\n";
    const asked = { contexts: ["assets", "one", "Bad", "scratch"] };
    assert.deepEqual(labels(`${file}FROM <|>`, asked).slice(0, 7), [
      "two",
      "one",
      "assets",
      "node:${V}",
      "busybox",
      "alpine:3",
      "scratch",
    ]);
    assert.deepEqual(labels(`${file}COPY --from=<|> /a /b`, asked), ["one", "assets", "busybox", "alpine:3"]);
    assert.deepEqual(labels("FROM alpine<|>"), ["scratch"], "what is being written is no image yet");
  });

  it("proposes first the name that the file waits for, and none that would change a meaning", () => {
    const file = "FROM node AS <|>\nFROM x\nCOPY --from=deps /a /b\nCOPY --from=node /a /b\n";
    const found = labels(file);
    assert.equal(found[0], "deps");
    assert.ok(!found.includes("node"));
  });

  it("proposes caches of the base first", () => {
    const marked = "FROM rust:1\nRUN --mount=type=cache,target=<|> cargo build";
    assert.equal(labels(marked)[0], "/usr/local/cargo/registry");
  });
});

describe("completion of paths in a stage", () => {
  const files = ["go.mod", "cmd/main.go", "cmd/sub/x.go", "web/index.html", "secret.env", "with space.txt"];
  const stage =
    "FROM golang AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app ./cmd\nFROM scratch\n";

  it("lists what is copied from the build context, folder by folder, without what is ignored", () => {
    const asked = { files, dockerignore: "*.env\n" };
    assert.deepEqual(labels(`${stage}COPY --from=build /src/<|>`, asked), [
      "/src/cmd",
      "/src/go.mod",
      "/src/web",
    ]);
    assert.deepEqual(labels(`${stage}COPY --from=build /src/cmd/<|>`, asked), [
      "/src/cmd/main.go",
      "/src/cmd/sub",
    ]);
  });

  it("says what is known and what is guessed, the known ones first", () => {
    const notes = (asked: object) =>
      proposed(`${stage}COPY --from=build /<|>`, { support: ABLE, ...asked }).map(
        ({ label, labelDetails }) => `${label} ${labelDetails?.description ?? ""}`,
      );
    assert.deepEqual(notes({}), ["/src in the stage", "/out guessed", "/out/app guessed"]);
    const [first] = proposed(`${stage}COPY --from=build /src/<|>`, {
      support: ABLE,
      files,
      dockerignore: "*\n!go.mod\n",
    });
    assert.equal(first?.labelDetails?.description, "guessed", "an ignore file that takes back is not judged");
    assert.equal(first.detail, "COPY . .");
  });

  it("leaves out what would need quotes", () => {
    const found = labels(
      'FROM a AS b\nCOPY ["with space.txt", "/x y/"]\nWORKDIR /a,b\nFROM c\nRUN --mount=from=b,source=<|>',
    );
    assert.deepEqual(found, []);
  });
});

describe("completion for clients", () => {
  const MOUNT = "FROM a\nRUN --mo<|>";
  const find = (marked: string, label: string, support = ABLE) =>
    proposed(marked, { support }).find(item => item.label === label);

  it("fills in a mount where snippets are known, and stops behind its type where they are not", () => {
    const snippet = find(MOUNT, "--mount=type=cache");
    assert.equal(snippet?.insertTextFormat, InsertTextFormat.Snippet);
    assert.equal(snippet.textEdit?.newText, "--mount=type=cache,target=$1");
    const plain = find(MOUNT, "--mount=type=cache", PLAIN);
    assert.equal(plain?.insertTextFormat, undefined);
    assert.equal(plain?.textEdit?.newText, "--mount=type=cache,");
  });

  it("shows notes beside the label, or in the detail", () => {
    const marked = "FROM alpine AS one\nFROM <|>";
    assert.deepEqual(find(marked, "alpine")?.labelDetails, { description: "image" });
    assert.equal(find(marked, "alpine", PLAIN)?.labelDetails, undefined);
    assert.equal(find(marked, "alpine", PLAIN)?.detail, "image");
  });

  it("describes in Markdown, or in plain text", () => {
    const marked = "# one *not* bold\nFROM alpine AS one\nFROM <|>";
    const value = "\\*not\\* bold\n\nBased on `alpine`";
    assert.deepEqual(find(marked, "one")?.documentation, { kind: "markdown", value });
    const plain = { kind: "plaintext", value: "*not* bold\n\nBased on alpine" };
    assert.deepEqual(find(marked, "one", PLAIN)?.documentation, plain);
    assert.deepEqual(find("FROM a\nCOPY --<|>", "--chown=", PLAIN)?.documentation, {
      kind: "plaintext",
      value: "The owner of the copied files: user:group, by name or ID.",
    });
  });

  it("offers to be taken by a character only where nothing else is meant", () => {
    assert.deepEqual(find("FROM a\nRUN --mount=type=<|>", "cache")?.commitCharacters, [","]);
    assert.deepEqual(find("FROM a <|>", "AS")?.commitCharacters, [" "]);
    assert.equal(find("FROM a <|>", "AS", PLAIN)?.commitCharacters, undefined);
    assert.equal(
      find("FROM a AS b\nFROM <|>", "b")?.commitCharacters,
      undefined,
      "an image may begin so, too",
    );
  });

  it("asks once more where something has to follow, in an editor that has a command for it", () => {
    const support = { ...ABLE, suggestCommand: "again" };
    const command = (marked: string, label: string) => find(marked, label, support)?.command?.command;
    assert.equal(command("FROM a\nCOPY --<|>", "--from="), "again");
    assert.equal(command("FROM a\nCOPY --<|>", "--link"), undefined);
    assert.equal(command(MOUNT, "--mount=type=cache"), "again");
    assert.equal(command("FROM a\nRUN --mount=<|>", "from="), "again");
    assert.equal(find(MOUNT, "--mount=")?.command, undefined);
  });

  it("describes later, where the client asks", () => {
    const lazy = { ...ABLE, resolves: true };
    for (const [marked, label] of [
      ["# one what for\nFROM alpine AS one\nFROM <|>", "one"],
      [MOUNT, "--mount="],
      [MOUNT, "--mount=type=ssh"],
      ["FROM a\nRUN --mount=<|>", "from="],
      ["ARG V=3\nFROM $<|>", "V"],
      ["FROM $<|>", "TARGETOS"],
    ] as const) {
      const { text } = cursor(marked);
      const item = find(marked, label, lazy);
      assert.ok(item && item.documentation === undefined && item.detail === undefined);
      const resolved = resolveCompletion(contextOf(text), item, lazy);
      const eager = find(marked, label);
      assert.deepEqual([resolved.detail, resolved.documentation], [eager?.detail, eager?.documentation]);
      assert.ok(eager?.documentation ?? eager?.detail);
      for (const data of [undefined, null, 1, {}, { topic: 1 }, { topic: { kind: "stage", name: "one" } }])
        assert.deepEqual(resolveCompletion(contextOf(text), { label, data }, lazy), { label, data });
    }
  });

  it("describes the stage of a name that has moved meanwhile", () => {
    const item = find("FROM alpine AS one\nFROM <|>", "one", { ...ABLE, resolves: true });
    assert.ok(item);
    const later = contextOf("FROM x\nFROM busybox AS one\n");
    assert.match(JSON.stringify(resolveCompletion(later, item, ABLE).documentation), /busybox/);
  });
});

describe("the texts of completion", () => {
  it("speak of every flag, mount and argument that the builder knows, and of no other", () => {
    const flags = new Set([...INSTRUCTIONS.values()].flatMap(known => [...(known?.keys() ?? [])]));
    assert.deepEqual([...FLAG_TEXTS.keys()].sort(), [...flags].sort());
    assert.deepEqual([...MOUNT_TYPE_TEXTS.keys()].sort(), [...MOUNT_TYPES].sort());
    assert.deepEqual([...MOUNT_KEYS.keys()].sort(), [...MOUNT_TYPES].sort());
    const keys = new Set(["type", ...[...MOUNT_KEYS.values()].flat()]);
    assert.deepEqual([...MOUNT_KEY_TEXTS.keys()].sort(), [...keys].sort());
    const { model } = contextOf("FROM a").analysis;
    assert.deepEqual([...PREDEFINED_TEXTS.keys()].sort(), [...model.scope.names].sort());
  });
});
