import assert from "node:assert/strict";
import { imageConfig } from "../../../server/src/stages/analysis/imageConfig";
import type { ImageConfig } from "../../../server/src/stages/analysis/imageConfig";
import { readAnalysis } from "../read";
import type { Given } from "../read";

/** What is in force at the end of the last stage, where the file says it. */
function config(text: string, given?: Given): Partial<ImageConfig> {
  const analysis = readAnalysis(text, given);
  const stage = analysis.model.stages.at(-1);
  assert.ok(stage);
  const found = imageConfig(analysis, stage);
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== null && (value as string | string[]).length > 0),
  );
}

describe("stages: how an image is run", () => {
  const cases: Record<string, [string, Partial<ImageConfig>, Given?]> = {
    nothing: ["FROM a\nRUN true\n", {}],
    "the last of each": [
      "FROM a\nWORKDIR /x\nWORKDIR y\nUSER 1\nUSER 2\nCMD a\nCMD b\n",
      { workdir: "/x/y", user: "2", cmd: "b" },
    ],
    "what the bases leave": [
      "FROM a AS x\nWORKDIR /x\nUSER u\nEXPOSE 1\nENTRYPOINT e\nFROM x AS y\nFROM y\nEXPOSE 2 1\nWORKDIR y\n",
      { workdir: "/x/y", user: "u", entrypoint: "e", ports: ["1", "2"] },
    ],
    "a new entry point takes the command of the base with it": [
      'FROM a AS x\nCMD c\nFROM x\nENTRYPOINT ["e"]\n',
      { entrypoint: '["e"]' },
    ],
    "but not that of its own stage": [
      "FROM a AS x\nFROM x\nCMD c\nENTRYPOINT e\n",
      { entrypoint: "e", cmd: "c" },
    ],
    "variables that are known": [
      "ARG G=g\nFROM a\nARG G\nENV P=80\nUSER $G\nEXPOSE $P/udp\n",
      { user: "g", ports: ["80/udp"] },
    ],
    "variables that only an image knows": ["FROM a\nUSER $U\nWORKDIR $W\n", { user: "$U" }],
    "a folder of the image": ["FROM a\nWORKDIR x\n", {}],
    "a folder of nothing": ["FROM scratch\nWORKDIR x\n", { workdir: "/x" }],
    "what a base holds back": ["FROM a AS x\nONBUILD USER u\nFROM x\n", { user: "u" }],
    "and is done with": ["FROM a AS x\nONBUILD USER u\nFROM x AS y\nUSER v\nFROM y\n", { user: "v" }],
    "lower case and continuations": ["FROM a\nuser \\\n # why\n u\n", { user: "u" }],
    "a context in place of the base": [
      "FROM a AS x\nUSER u\nFROM x\nCMD c\n",
      { cmd: "c" },
      { contexts: ["x"] },
    ],
    "a context in its own place": ["FROM a AS x\nUSER u\n", {}, { contexts: ["x"] }],
  };
  for (const [title, [text, expected, given]] of Object.entries(cases))
    it(title, () => {
      assert.deepEqual(config(text, given), expected);
    });
});
