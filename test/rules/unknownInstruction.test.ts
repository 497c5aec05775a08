/** A keyword that is nearly one: the fix that writes the keyword is a person's choice where the line is wrong with it, too. */
import assert from "node:assert/strict";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { analyzeText } from "../../server/src/stages/analysis/analyze";

/** What is done about the keyword of a line: the text that the fix writes, and `?` behind it where a person chooses. */
function fixOf(line: string, before = "FROM alpine"): string[] {
  const found = checkModel(analyzeText(`${before}\n${line}\n`), (rule, error) => {
    throw new Error(`${rule.id} threw`, { cause: error });
  });
  return found
    .filter(({ rule }) => rule.id === "UnknownInstruction")
    .flatMap(({ fixes }) => fixes?.() ?? [])
    .map(({ changes, isChoice }) => `${changes[0]?.text ?? ""}${isChoice ? "?" : ""}`);
}

const VALID: Record<string, string> = {
  "COPPY a /b": "COPY",
  "coppy a /b": "copy",
  "EVN A=1": "ENV",
  "EVN A it is": "ENV",
  "ENVV A=$B": "ENV",
  'ENVV A="${B:-c}"': "ENV",
  "LABLE a=b": "LABEL",
  "FORM alpine AS x": "FROM",
  "FORM alpine": "FROM",
  "HEALTHCEHCK --interval=5s CMD true": "HEALTHCHECK",
  "RNU --mount=type=cache,target=/x true": "RUN",
  'RNU echo "$': "RUN",
  'ENTRYPIONT ["a"]': "ENTRYPOINT",
  "ONBULID RUN true": "ONBUILD",
  "WROKDIR /app": "WORKDIR",
};

const WRONG_TOO: Record<string, string> = {
  "EVN A": "ENV",
  "ENVV A=1 B": "ENV",
  "evn A=it's": "env",
  "EVN A=${": "ENV",
  "ARGG =1": "ARG",
  "FORM alpine build": "FROM",
  "CPOY a": "COPY",
  "CPOY --bogus a /b": "COPY",
  "CPOY --link --link a /b": "COPY",
  "CPOY a it's /b": "COPY",
  "WROKDIR ${": "WORKDIR",
  WROKDIR: "WORKDIR",
  "RNU --mount=targe=x true": "RUN",
  "RNU --mount=target true": "RUN",
  "RNU --network=x true": "RUN",
  "ADDD --chmod=zz a /b": "ADD",
  "EXOPSE 99999": "EXPOSE",
  "STOPSIGNL SIGX": "STOPSIGNAL",
  "FORM alpine AS 1x": "FROM",
  "HEALTHCEHCK true": "HEALTHCHECK",
  "ONBULID FROM alpine": "ONBUILD",
  "SHELLL sh": "SHELL",
};

describe("the keyword that is nearly written", () => {
  for (const [line, keyword] of Object.entries(VALID))
    it(`is the fix where the line is valid with it: ${line}`, () => {
      assert.deepEqual(fixOf(line), [keyword]);
    });

  for (const [line, keyword] of Object.entries(WRONG_TOO))
    it(`is to be chosen where the line is wrong with it, too: ${line}`, () => {
      assert.deepEqual(fixOf(line), [`${keyword}?`]);
    });

  it("reads the line with the escape character of the file", () => {
    assert.deepEqual(fixOf("EVN A=it\\'s"), ["ENV"]);
    assert.deepEqual(fixOf("EVN A=it\\'s", "# escape=`\nFROM alpine"), ["ENV?"]);
    assert.deepEqual(fixOf("EVN A=it`'s", "# escape=`\nFROM alpine"), ["ENV"]);
  });
});
