import { strict as assert } from "node:assert";
import type { IGrammar } from "vscode-textmate";
import { cases, mutatedFiles, realFiles, withSharedData } from "../../stages/sharedData";
import type { JudgedFile } from "../../stages/sharedData";
import { toldByGrammar, toldByModel } from "./facts";
import { withStandIns } from "./tokenize";

interface TestFile {
  readonly id: string;
  readonly dockerfile: string;
  /** The builder's words, or none. */
  readonly error: string;
}

const judged = ({ id, dockerfile, error }: JudgedFile): TestFile => ({
  id,
  dockerfile,
  error: error?.message ?? "",
});

/** A second `--from` is no reference, because no build gets that far; a grammar colours each. */
function isRefusedTwice({ error }: TestFile): boolean {
  return /duplicate flag specified: --from/.test(error);
}

function differences(grammar: IGrammar, files: readonly TestFile[]): string[] {
  return files
    .filter(file => !isRefusedTwice(file))
    .flatMap(({ id, dockerfile }) => {
      // An editor keeps the byte order mark to itself.
      const text = dockerfile.replace(/^\uFEFF/, "");
      const told = toldByGrammar(grammar, text);
      const meant = toldByModel(text);
      return (["names", "references", "bases", "bodies"] as const).flatMap(what => {
        const more = told[what].filter(fact => !meant[what].includes(fact));
        const less = meant[what].filter(fact => !told[what].includes(fact));
        return [
          ...more.map(fact => `${id}: ${what} +${fact}`),
          ...less.map(fact => `${id}: ${what} -${fact}`),
        ];
      });
    });
}

describe("the colours of real files", () => {
  let grammar: IGrammar;

  before(async () => {
    grammar = await withStandIns();
  });

  withSharedData(() => {
    it("stand where the model has stages, references and heredocs", () => {
      assert.deepEqual(differences(grammar, realFiles().map(judged)), []);
    }).timeout(60_000);

    it("stand there in files with something changed, too", () => {
      assert.deepEqual(differences(grammar, mutatedFiles().map(judged)), []);
    }).timeout(120_000);

    it("stand there in small cases", () => {
      const files = cases().map(({ id, dockerfile, expect }) => ({
        id,
        dockerfile,
        error: expect.error ?? "",
      }));
      assert.deepEqual(differences(grammar, files), []);
    }).timeout(60_000);
  });
});
