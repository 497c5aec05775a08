// Every fix of every rule, made in a file that has the Dockerfile inside: the file says the fixed Dockerfile, and all else as before.
import assert from "node:assert/strict";
import { readFile, ROOT, textFiles } from "../../around/read";
import { applyChanges } from "../../../server/src/edits/edit";
import { writeChanges } from "../../../server/src/features/inline/writeChanges";
import { checkModel } from "../../../server/src/rules/run/checkModel";
import { analyzeText } from "../../../server/src/stages/analysis/analyze";
import { marked } from "../../support/marked";
import { EXAMPLES } from "../../rules/examples";
import { ARGUMENT_EXAMPLES } from "../../rules/examples/arguments";
import { FIX_EXAMPLES } from "../../rules/examples/fixes";
import { LINT_EXAMPLES } from "../../rules/examples/lint";
import { OWN_EXAMPLES } from "../../rules/examples/own";
import { STEP_EXAMPLES } from "../../rules/examples/steps";

const TEXTS = [
  ...Object.values(FIX_EXAMPLES).map(({ before }) => before),
  ...[EXAMPLES, ARGUMENT_EXAMPLES, LINT_EXAMPLES, OWN_EXAMPLES, STEP_EXAMPLES]
    .flatMap(examples => Object.values(examples))
    .map(example => marked(example).text),
];

/** What YAML has to escape, and what other line ends than a newline mean, is no matter of the fixes. */
const isPlain = (text: string) => /^[\n\t\x20-\x7e]+$/.test(text) && /^[^\s]/.test(text);
const lines = (text: string, by: string) =>
  text
    .replace(/\n+$/, "")
    .split("\n")
    .map(line => (line === "" ? "" : by + line))
    .join("\n");
const forHcl = (text: string) => text.replaceAll("${", "$$$${").replaceAll("%{", "%%{");

/** Files with a Dockerfile inside, and with something behind it. */
const HOSTS: Readonly<Record<string, (text: string) => string>> = {
  "compose.yaml": text =>
    `services:\n  web:\n    build:\n      dockerfile_inline: |\n${lines(text.replaceAll("$", "$$$$"), "        ")}\n      args: { A: last }\n`,
  "docker-bake.hcl": text =>
    `target "web" {\n  dockerfile-inline = <<-DOCKERFILE_END\n${lines(forHcl(text), "    ")}\n  DOCKERFILE_END\n  args = { A = "last" }\n}\n`,
  "docker-bake.json": text =>
    JSON.stringify({ target: { web: { "dockerfile-inline": forHcl(text), args: { A: "last" } } } }),
};

const withoutEnd = (text: string) => text.replace(/\n+$/, "");

describe("fixes of a Dockerfile inside of another file", function () {
  this.timeout(120_000);

  for (const [path, hostOf] of Object.entries(HOSTS))
    it(`change the Dockerfile alone: ${path}`, async () => {
      let offered = 0;
      let made = 0;
      for (const example of TEXTS.filter(isPlain)) {
        const host = hostOf(example);
        const { uses } = await readFile(`${ROOT}/${path}`, textFiles({ [path]: host }));
        const text = uses[0]?.dockerfile.written?.();
        assert.ok(text, host);
        assert.equal(withoutEnd(text.decoded.text), withoutEnd(example), host);
        const { model } = analyzeText(text.decoded.text);
        const findings = checkModel(analyzeText(model.file.text), (_, error) => {
          throw error;
        });
        for (const { changes, title } of findings.flatMap(({ fixes }) => fixes?.() ?? [])) {
          if (changes.length === 0) continue;
          offered++;
          const written = writeChanges(text, changes);
          if (!written) continue;
          made++;
          const after = applyChanges(host, written);
          const again = await readFile(`${ROOT}/${path}`, textFiles({ [path]: after }));
          const [use] = again.uses;
          const shown = `${title}\n${host}\n->\n${after}`;
          assert.equal(again.isBroken, false, shown);
          const expected = applyChanges(text.decoded.text, changes);
          assert.equal(withoutEnd(use?.dockerfile.text ?? ""), withoutEnd(expected), shown);
          assert.equal(use?.args.get("A")?.value?.text, "last", shown);
        }
      }
      assert.ok(offered > 100 && made >= offered * 0.99, `${made} of ${offered}`);
    });
});
