import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import type { LogicalLine } from "../../server/src/dockerfile/logicalLines";

const BS = "\\";

/** What a line has of heredocs: `name` or `-name`, each with its body; `…` where the terminator is missing. */
function heredocs(text: string, { heredocs: found }: LogicalLine): string[] {
  return found.map(({ name, body, terminator }) => {
    const content = text.slice(body.start, body.end);
    return `${name}: ${JSON.stringify(content)}${terminator ? "" : "…"}`;
  });
}

/** The logical lines of a text, and the heredocs of its first. */
function read(text: string): { lines: string[]; heredocs: string[] } {
  const { lines } = readDockerfile(text);
  const [first] = lines;
  assert.ok(first);
  return { lines: lines.map(({ instruction }) => instruction.text), heredocs: heredocs(text, first) };
}

/** What begins a heredoc, as the operand of a RUN, with the line that ends it. */
const STARTS: Record<string, string> = {
  "<<E": "E",
  "<<EOF": "EOF",
  "<<'E'": "E",
  '<<"E"': "E",
  [`<<${BS}E`]: "E",
  "<<E'F'": "EF",
  '<<"E F"': "E F",
  [`<<E${BS} F`]: "E F",
  "<< E": "E",
  "<<\tE": "E",
  "<< \t E": "E",
  "0<<E": "E",
  "3<<E": "E",
  "12<<E": "E",
  "x <<E": "E",
  "x y <<E | z > a": "E",
  "<<E x": "E",
  "<<E;": "E;",
  "<<E>a": "E>a",
  "<<E&&x": "E&&x",
  "<<E|x": "E|x",
  "<<$E": "$E",
  "<<${E}": "${E}",
  "x ${E:-a b} <<E": "E",
  "x $((1+1)) <<E": "E",
  "<<<x <<E": "E",
  "'a' \"b\" <<E": "E",
  "<<É": "É",
  "<<--": "-",
};

/** What looks like the beginning of a heredoc, and is none. */
const NO_STARTS: readonly string[] = [
  "<<",
  "<<-",
  "<<<E",
  "<<<<E",
  "<<E<",
  "<<E<<F",
  "< <E",
  "a<<E",
  "a1<<E",
  "-<<E",
  "(<<E)",
  "|<<E",
  "$<<E",
  '"<<E"',
  "'<<E'",
  `${BS}<<E`,
  `<${BS}<E`,
  '"a"<<E',
  '<<""',
  '<<E "',
  "<<E '",
  "it's <<E",
  '<<"E',
  "x ${E <<E",
  "x ${} <<E",
  "x ${E,,} <<E",
  "x ${E[@]} <<E",
  "x ${E:-<<E}",
  "<<- E",
  "<<-\tE",
];

describe("dockerfile: heredocs", () => {
  for (const [start, end] of Object.entries(STARTS))
    it(`RUN ${start} begins one`, () => {
      const { lines, heredocs: found } = read(`RUN ${start}\nFROM a\n${end}\nRUN b`);
      assert.deepEqual(lines, [`RUN ${start}`, "RUN b"]);
      assert.deepEqual(found, [`${end}: "FROM a\\n"`]);
    });

  for (const none of NO_STARTS)
    it(`RUN ${none} begins none`, () => {
      assert.deepEqual(read(`RUN ${none}\nFROM a\nE`), {
        lines: [`RUN ${none}`, "FROM a", "E"],
        heredocs: [],
      });
    });

  it("of RUN, COPY and ADD, in any case, also held back by ONBUILD", () => {
    for (const instruction of [
      "RUN",
      "run",
      "Copy",
      "ADD",
      "ONBUILD RUN",
      "onbuild copy",
      "ONBUILD ADD",
      "RUN --x=y",
    ])
      assert.deepEqual(read(`${instruction} <<E /x\nFROM a\nE`).lines, [`${instruction} <<E /x`]);
  });

  it("of no other instruction", () => {
    for (const instruction of [
      ..."CMD|ENTRYPOINT|ENV a=|LABEL|ARG|WORKDIR|SHELL|USER|HEALTHCHECK CMD|FROM|EXPOSE|VOLUME|FOO".split(
        "|",
      ),
      ..."ONBUILD|ONBUILD CMD|ONBUILD ONBUILD RUN|RUN\u00a0".split("|"),
    ])
      assert.deepEqual(read(`${instruction} <<E /x\nFROM a\nE`).lines, [
        `${instruction} <<E /x`,
        "FROM a",
        "E",
      ]);
  });

  it("not in the JSON form, but in what only looks like it", () => {
    assert.deepEqual(read('RUN ["a", "<<E"]\nFROM a\nE').heredocs, []);
    assert.deepEqual(read('ONBUILD RUN ["<<E"]\nFROM a\nE').heredocs, []);
    assert.deepEqual(read('RUN ["a"] <<E\nFROM a\nE').heredocs, ['E: "FROM a\\n"']);
    assert.deepEqual(read('RUN ["a", <<E ]\nFROM a\nE').heredocs, ['E: "FROM a\\n"']);
  });

  it("end at a line that is their name and nothing else", () => {
    const body = (text: string) => read(`RUN <<E\n${text}`).heredocs;
    assert.deepEqual(body("E"), ['E: ""']);
    assert.deepEqual(body("E\n"), ['E: ""']);
    assert.deepEqual(body("E\r\n"), ['E: ""']);
    assert.deepEqual(body("E \n\tE\n E\nEE\ne\nE\n"), ['E: "E \\n\\tE\\n E\\nEE\\ne\\n"']);
    assert.deepEqual(body(`# c\n\nRUN a ${BS}\nE\n`), [`E: ${JSON.stringify(`# c\n\nRUN a ${BS}\n`)}`]);
  });

  it("drop leading tabs behind <<-, and nothing else", () => {
    assert.deepEqual(read("RUN <<-E\n\ta\n\t\tE\n").heredocs, ['E: "\\ta\\n"']);
    assert.deepEqual(read("RUN <<-E\n E\nE\n").heredocs, ['E: " E\\n"']);
    assert.deepEqual(read("RUN <<-E\n\t E\n\tE").heredocs, ['E: "\\t E\\n"']);
  });

  it("may be several on a line, their bodies in order", () => {
    assert.deepEqual(read("COPY <<A <<-B /x\nB\n\tA\nA\n\tA\n\tB\nRUN c"), {
      lines: ["COPY <<A <<-B /x", "RUN c"],
      heredocs: ['A: "B\\n\\tA\\n"', 'B: "\\tA\\n"'],
    });
    assert.deepEqual(read("COPY <<A <<A /x\na\nA\nb\nA\nRUN c"), {
      lines: ["COPY <<A <<A /x", "RUN c"],
      heredocs: ['A: "a\\n"', 'A: "b\\n"'],
    });
  });

  it("go to the end of the file where their end is missing", () => {
    assert.deepEqual(read("RUN <<E\na\nFROM b"), { lines: ["RUN <<E"], heredocs: ['E: "a\\nFROM b"…'] });
    assert.deepEqual(read("RUN <<E"), { lines: ["RUN <<E"], heredocs: ['E: ""…'] });
    assert.deepEqual(read("COPY <<A <<B /x\na\n"), { lines: ["COPY <<A <<B /x"], heredocs: ['A: "a\\n"…'] });
  });

  it("begin below the whole of a continued line", () => {
    assert.deepEqual(read(`RUN <<E ${BS}\n&& x\na\nE\n`).heredocs, ['E: "a\\n"']);
    assert.deepEqual(read(`RUN x ${BS}\n# <<F\n<<E\na\nE\n`).heredocs, ['E: "a\\n"']);
    assert.deepEqual(read(`RUN x <<E${BS}\nF\na\nEF\n`).heredocs, ['EF: "a\\n"']);
  });

  it("are found with \\ as escape character, whatever the directive says", () => {
    const backtick = (line: string) => read(`# escape=\`\n${line}`).heredocs;
    assert.deepEqual(backtick(`RUN <<${BS}E\na\nE\n`), ['E: "a\\n"']);
    assert.deepEqual(backtick("RUN <<`E\na\n`E\n"), ['`E: "a\\n"']);
    assert.deepEqual(backtick(`RUN ${BS}" <<E\na\nE\n`), ['E: "a\\n"']);
    assert.deepEqual(backtick('RUN `" <<E\na\nE\n'), []);
    assert.deepEqual(backtick(`RUN c:${BS} <<E\na\nE\n`), []);
  });
});
