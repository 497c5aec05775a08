// Dockerfiles inside of other files: which text they are, where each of its characters is written, and changes of it in place.
import assert from "node:assert/strict";
import { inSource, inText } from "../../server/src/around/encoding/decoded";
import type { InlineText } from "../../server/src/around/encoding/inlineText";
import { writeChanges } from "../../server/src/features/inline/writeChanges";
import { applyChanges } from "../../server/src/edits/edit";
import { random } from "../support/random";
import type { Random } from "../support/random";
import { generateInlineBake, generateInlineCompose, generateInlineJson } from "./generateInline";
import { ROOT, readFile, textFiles } from "./read";

const KINDS = [
  ["compose.yaml", generateInlineCompose],
  ["docker-bake.hcl", generateInlineBake],
  ["docker-bake.json", generateInlineJson],
] as const;

/** The Dockerfile of the first build of a file, with how it is written there. */
async function inlineOf(
  path: string,
  texts: Readonly<Record<string, string>>,
): Promise<{ text: string; isOpen: boolean; written: InlineText | null } | null> {
  const { uses } = await readFile(`${ROOT}/${path}`, textFiles(texts));
  const dockerfile = uses.find(({ name }) => name === "web")?.dockerfile;
  if (!dockerfile?.isInline) return null;
  const { text, isOpen, written } = dockerfile;
  return { text, isOpen, written: written?.() ?? null };
}

const trimmed = (text: string) => text.replace(/[ \n]+$/, "");

describe("a Dockerfile inside of another file", function () {
  this.timeout(60_000);

  for (const [path, generate] of KINDS) {
    it(`is the text that the file's reader finds, in ${path}`, async () => {
      let found = 0;
      for (let seed = 1; seed <= 300; seed++) {
        const texts = generate(random(seed));
        const inline = await inlineOf(path, texts);
        if (!inline) continue;
        const shown = `seed ${seed}\n${texts[path] ?? ""}`;
        assert.ok(inline.written, shown);
        assert.equal(trimmed(inline.written.decoded.text), trimmed(inline.text), shown);
        found++;
      }
      assert.ok(found > 200, String(found));
    });

    it(`has its characters where they are written, in ${path}`, async () => {
      for (let seed = 1; seed <= 300; seed++) {
        const inline = (await inlineOf(path, generate(random(seed))))?.written;
        if (!inline) continue;
        const { decoded, filled, source } = inline;
        const isFilled = (at: number) => filled.some(({ span }) => span.start <= at && at < span.end);
        for (let at = 0; at < decoded.text.length; at++) {
          const span = inSource(decoded, at, at + 1);
          const written = source.slice(span.start, span.end);
          const char = decoded.text.charAt(at);
          if (isFilled(at)) continue;
          const isEscape = /^(?:\\|\r?\n|''|\$\$|%%)/.test(written);
          assert.ok(
            written === char || isEscape,
            `seed ${seed}: ${JSON.stringify(char)} is ${JSON.stringify(written)}`,
          );
          if (decoded.starts.indexOf(span.start) === at) assert.equal(inText(decoded, span.start), at);
        }
      }
    });

    it(`is changed in place to exactly the changed text, or not at all, in ${path}`, async () => {
      let asked = 0;
      let made = 0;
      for (let seed = 1; seed <= 300; seed++) {
        const texts = generate(random(seed));
        const inline = await inlineOf(path, texts);
        if (!inline?.written) continue;
        const { decoded, source } = inline.written;
        for (const changes of changesOf(decoded.text, random(seed))) {
          asked++;
          const written = writeChanges(inline.written, changes);
          if (!written) continue;
          made++;
          const changed = applyChanges(source, written);
          const after = await inlineOf(path, { ...texts, [path]: changed });
          const shown = `seed ${seed}: ${JSON.stringify(changes)}\n${source}\n->\n${changed}`;
          assert.equal(trimmed(after?.text ?? ""), trimmed(applyChanges(decoded.text, changes)), shown);
        }
      }
      assert.ok(made > asked / 2, `${made} of ${asked}`);
    });
  }

  it("takes whatever has to be written otherwise there", async () => {
    const hosts: Readonly<Record<string, [path: string, text: string]>> = {
      block: [
        "compose.yaml",
        "services:\n  web:\n    build:\n      dockerfile_inline: |\n        FROM a\n        RUN b\n",
      ],
      double: ["compose.yaml", 'services:\n  web:\n    build:\n      dockerfile_inline: "FROM a\\nRUN b"\n'],
      heredoc: [
        "docker-bake.hcl",
        'target "web" {\n  dockerfile-inline = <<-EOT\n\tFROM a\n\tRUN b\n\tEOT\n}\n',
      ],
      quoted: ["docker-bake.hcl", 'target "web" {\n  dockerfile-inline = "FROM a\\nRUN b"\n}\n'],
      json: ["docker-bake.json", '{"target": {"web": {"dockerfile-inline": "FROM a\\nRUN b"}}}'],
    };
    for (const [kind, [path, host]] of Object.entries(hosts))
      for (const text of ["RUN ${A} $B %{x}\n", "RUN \"a\" 'b' \\\n  c\n\n# d: e\n", "RUN a\tb\n"]) {
        const inline = await inlineOf(path, { [path]: host });
        const at = inline?.text.indexOf("RUN b") ?? 0;
        const written =
          inline?.written && writeChanges(inline.written, [{ span: { start: at, end: at }, text }]);
        assert.ok(written, `${kind}: ${text}`);
        const after = await inlineOf(path, { [path]: applyChanges(host, written) });
        assert.equal(trimmed(after?.text ?? ""), `FROM a\n${text}RUN b`, kind);
      }
  });

  it("is decoded in time that its length decides, whatever it is", async () => {
    const repeated = ["a", " ", "\n", "        \n", "$$", "${A}", "${", "\\", "''", "        FROM a\n"];
    for (const part of repeated)
      for (const style of ["|\n", ">\n", '"', "'"]) {
        const text = `services:\n  web:\n    build:\n      dockerfile_inline: ${style}        ${part.repeat(100_000 / part.length)}`;
        const inline = await inlineOf("compose.yaml", { "compose.yaml": text });
        if (inline?.written) writeChanges(inline.written, [{ span: { start: 0, end: 0 }, text: "FROM x\n" }]);
      }
  });
});

/** Changes as fixes and completion make them: words, lines and line ends, with everything that has to be escaped. */
function changesOf(
  text: string,
  { below, pick }: Random,
): { span: { start: number; end: number }; text: string }[][] {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return Array.from({ length: 6 }, () => {
    const start = below(2) === 0 ? pick(starts) : below(text.length + 1);
    const lineEnd = text.indexOf("\n", start);
    const end = pick([
      start,
      Math.min(start + below(5), text.length),
      lineEnd === -1 ? text.length : lineEnd + 1,
      lineEnd === -1 ? text.length : lineEnd,
    ]);
    const words = [
      "x",
      "FROM x AS y",
      "RUN x\n",
      "\nRUN y",
      "${A} $B",
      "%{x} $$",
      "\"'\\",
      "# a\n\nRUN b\n",
      "",
      "  z",
      "a: b",
    ];
    return [{ span: { start, end }, text: pick(words) }];
  });
}
