/** Refactorings as data: `<|…|>` is what is selected, and `after` the text that comes of it, or why none does. */
export interface RefactoringExample {
  readonly before: string;
  readonly title: string;
  readonly after: string | { readonly refused: string };
}

const SPLIT = 'Split "app" in two before this instruction';
const EXTRACT = "Extract the selected instructions into a stage";
const INLINE = "Inline this stage into the stage that is based on it";
const UP = "Move this stage up";
const DOWN = "Move this stage down";
const BEFORE = "Insert a stage before this one";
const AFTER = "Insert a stage after this one";

export const REFACTORING_EXAMPLES: Record<string, RefactoringExample> = {
  "split a stage, which keeps its name, its description and what refers to it": {
    before:
      "# What it is\n# app runs it\nFROM --platform=linux/amd64 alpine AS app\nARG X=1\n<||>RUN echo $X\n\nFROM app\nCOPY --from=0 /a /b\n",
    title: SPLIT,
    after:
      "# What it is\nFROM --platform=linux/amd64 alpine AS app-base\nARG X=1\n\n# app runs it\nFROM app-base AS app\nRUN echo $X\n\nFROM app\nCOPY --from=1 /a /b\n",
  },
  "split the last stage, which has no name": {
    before: "from alpine\r\nRUN a\r\n\r\n# Why\r\nRUN <||>b \\\r\n  && c",
    title: 'Split "stage-0" in two before this instruction',
    after: "from alpine as base\r\nRUN a\r\n\r\nfrom base\r\n# Why\r\nRUN b \\\r\n  && c",
  },
  "split before the first instruction": {
    before: "FROM alpine AS app\nRUN <||>a\n",
    title: SPLIT,
    after: { refused: "It is the first instruction of the stage." },
  },
  "split behind an ONBUILD": {
    before: "FROM alpine AS app\nONBUILD RUN a\nRUN <||>b\n",
    title: SPLIT,
    after: { refused: "An ONBUILD instruction would run in the stage after it." },
  },
  "split between a CMD and its ENTRYPOINT": {
    before: 'FROM alpine AS app\nCMD ["a"]\nENTRYPOINT<||> ["b"]\n',
    title: SPLIT,
    after: { refused: "The ENTRYPOINT would reset the CMD of the stage before it." },
  },
  "extract the middle of a stage": {
    before: "FROM alpine AS app\nRUN a\n<|RUN b\nRUN c\n|>RUN d\n",
    title: EXTRACT,
    after:
      "FROM alpine AS app-base\nRUN a\n\nFROM app-base AS app-part\nRUN b\nRUN c\n\nFROM app-part AS app\nRUN d\n",
  },
  "extract the beginning of a stage": {
    before: "FROM alpine AS app\n<|RUN a|>\nRUN b\n",
    title: EXTRACT,
    after: "FROM alpine AS app-part\nRUN a\n\nFROM app-part AS app\nRUN b\n",
  },
  "extract the end of a stage": {
    before: "FROM alpine AS app-base\nFROM alpine AS app\nRUN a\n<|RUN b|>\n",
    title: EXTRACT,
    after: "FROM alpine AS app-base\nFROM alpine AS app-base-2\nRUN a\n\nFROM app-base-2 AS app\nRUN b\n",
  },
  "extract a whole stage": {
    before: "FROM alpine AS app\n<|RUN a\nRUN b|>\n",
    title: EXTRACT,
    after: { refused: "The selection is the complete stage." },
  },
  "extract from several stages": {
    before: "FROM alpine AS app\nRUN a\n<|RUN b\nFROM app\nRUN|> c\n",
    title: EXTRACT,
    after: { refused: "The selection contains instructions of several stages." },
  },
  "inline a stage": {
    before:
      "# Tools\nFROM alpine AS tools\nRUN a\n\nFROM alpine AS other\nRUN o\n\n# app is it\nFROM --platform=linux/arm64 <||>tools AS app\nRUN b\nFROM scratch\nCOPY --from=2 /a /b\n",
    title: INLINE,
    after: { refused: 'Other stages copy or mount files from "app", so it must remain a separate stage.' },
  },
  "inline a stage into another, further down": {
    before:
      "# Tools\nFROM alpine AS to<||>ols\nRUN a\n\nFROM alpine AS other\nRUN o\n\n# app is it\nFROM tools AS app\nRUN b\nFROM scratch\nCOPY --from=2 /a /b\n",
    title: INLINE,
    after:
      "FROM alpine AS other\nRUN o\n\n# app is it\n# Tools\nFROM alpine AS app\nRUN a\nRUN b\nFROM scratch\nCOPY --from=1 /a /b\n",
  },
  "inline a stage into one without a name": {
    before: "FROM alpine AS <||>tools\nRUN a\n\nFROM tools\nRUN b",
    title: INLINE,
    after: "FROM alpine\nRUN a\nRUN b",
  },
  "inline a stage of which the base would be another": {
    before: "FROM alpine AS base\nFROM base <||>AS tools\nFROM x AS base\nFROM tools\n",
    title: INLINE,
    after: { refused: '"FROM base" after it would refer to another stage.' },
  },
  "inline a stage that is used twice": {
    before: "FROM alpine AS <||>tools\nFROM tools\nCOPY --from=tools /a /b\n",
    title: INLINE,
    after: { refused: '"tools" has 2 references.' },
  },
  "inline a stage that nothing refers to": {
    before: "FROM <||>alpine AS tools\n",
    title: INLINE,
    after: { refused: 'Nothing refers to "tools".' },
  },
  "move a stage up": {
    before:
      "FROM a AS one\n# Two\nFROM b AS <||>two\nRUN x\nFROM c\nCOPY --from=0 /a /b\nCOPY --from=1 /a /b\n",
    title: UP,
    after: "# Two\nFROM b AS two\nRUN x\nFROM a AS one\nFROM c\nCOPY --from=1 /a /b\nCOPY --from=0 /a /b\n",
  },
  "move a stage down": {
    before: "FROM a <||>AS one\n# Two\nFROM b AS two\nRUN x\nFROM c\n",
    title: DOWN,
    after: "# Two\nFROM b AS two\nRUN x\nFROM a AS one\nFROM c\n",
  },
  "move a stage behind the last": {
    before: "FROM a <||>AS one\nFROM b AS two\n",
    title: DOWN,
    after: { refused: '"two" is the last stage, which is the target of a build without --target.' },
  },
  "move a stage behind one that needs it": {
    before: "FROM a <||>AS one\nFROM one AS two\nFROM c\n",
    title: DOWN,
    after: { refused: '"two" needs "one", which would be below it after the move.' },
  },
  "insert a stage before": {
    before: "ARG V=1\n# First\nFROM a:$V<||> AS one\nFROM c\nCOPY --from=0 /a /b\n",
    title: BEFORE,
    after: "ARG V=1\nFROM a:$V AS new-stage\n\n# First\nFROM a:$V AS one\nFROM c\nCOPY --from=1 /a /b\n",
  },
  "insert a stage after": {
    before: "FROM a AS new-stage\n\nfrom<||> new-stage as one\n\nfrom c\n",
    title: AFTER,
    after: "FROM a AS new-stage\n\nfrom new-stage as one\n\nfrom scratch as new-stage-2\n\nfrom c\n",
  },
  "insert a stage behind the last": {
    before: "FROM a<||>\n",
    title: AFTER,
    after: {
      refused: "A stage after the last one would become the target of a build without --target.",
    },
  },
  "name a stage": {
    before: "FROM node:24<||>\nFROM b\nCOPY --from=0 /a /b\n",
    title: 'Name this stage "node-stage"',
    after: "FROM node:24 AS node-stage\nFROM b\nCOPY --from=node-stage /a /b\n",
  },
  "the name in place of an index": {
    before: "FROM a AS one\nFROM b\nCOPY --from=<||>0 /a /b\nCOPY --from=0 /c /d\n",
    title: 'Replace the index with the name "one"',
    after: "FROM a AS one\nFROM b\nCOPY --from=one /a /b\nCOPY --from=0 /c /d\n",
  },
  "the name of a stage that another has, too": {
    before: "FROM a AS one\nFROM b AS one\nFROM b\nCOPY --from=<||>0 /a /b\n",
    title: 'Replace the index with the name "one"',
    after: { refused: 'A later stage has the name "one" too.' },
  },
  "the index in place of a name": {
    before: 'FROM a AS one\nFROM b\nCOPY --link --from="o<||>ne" /a /b\n',
    title: "Replace the name with the index 0",
    after: 'FROM a AS one\nFROM b\nCOPY --link --from="0" /a /b\n',
  },
  "the index in a mount": {
    before: "FROM a AS one\nFROM b\nRUN --mount=from=o<||>ne,target=/x true\n",
    title: "Replace the name with the index 0",
    after: { refused: "A mount can refer to a stage only by its name." },
  },
  "a name for a stage that an index means": {
    before: "FROM a\nFROM b\nCOPY --from=<||>0 /a /b\n",
    title: 'Name the stage "a-stage" and use the name',
    after: "FROM a AS a-stage\nFROM b\nCOPY --from=a-stage /a /b\n",
  },
};
