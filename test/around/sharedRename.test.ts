// Real repositories, which are not part of the project: a stage that builds name gets another name in all files, and only that.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { ReadHcl } from "../../server/src/around/bake/hcl";
import { mayDescribeBuilds, readUsesIn } from "../../server/src/around/readUsesIn";
import type { Use, Value } from "../../server/src/around/use";
import { rename } from "../../server/src/features/rename";
import { nameSpan } from "../../server/src/stages/model/stagePlaces";
import { createDocuments } from "../../server/src/workspace/documents";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { withSharedData } from "../stages/sharedData";
import { MACHINE } from "../support/machine";
import { factsOf, filesBelow, folderFiles, hclReader } from "./read";
import { unpackRepositories } from "./sharedRepositories";

const NEW = "another-name";
/** More stages that builds name can have another name in these repositories. */
const LEAST = 140;

type Texts = ReadonlyMap<string, string>;

/** A repository, of which the files can be other ones than on disk. */
interface Repository {
  readonly root: string;
  readonly textOf: (path: string, changed: Texts) => string;
  readonly usesWith: (changed: Texts) => readonly Use[];
}

withSharedData(() => {
  describe("the rename of a stage in real repositories", function () {
    this.timeout(300_000);
    const folder = unpackRepositories();

    it("changes what every use says of it alone, and gives every byte back", async () => {
      const readHcl = await hclReader();
      let count = 0;
      for (const name of readdirSync(join(folder(), "files"))) {
        const repository = repositoryOf(join(folder(), "files", name), readHcl);
        const uses = repository.usesWith(new Map());
        for (const { path, stage } of targetsOf(uses)) {
          const title = `${path.slice(folder().length)} ${stage}`;
          const there = renamed(repository, path, uses, new Map(), stage, NEW);
          if (there === null) continue;
          const after = repository.usesWith(there);
          assert.deepEqual(factsWithout(after, path, NEW), factsWithout(uses, path, stage), title);
          const back = renamed(repository, path, after, there, NEW, stage);
          assert.ok(back, title);
          for (const [file, text] of back)
            assert.equal(text, repository.textOf(file, new Map()), `${title}: ${file}`);
          count++;
        }
      }
      assert.ok(count >= LEAST, `${count} stages`);
    });
  });
});

function repositoryOf(root: string, readHcl: ReadHcl): Repository {
  const files = folderFiles(root);
  const paths = filesBelow(root)
    .map(path => join(root, path))
    .filter(mayDescribeBuilds);
  return {
    root,
    textOf: (path, changed) => changed.get(path) ?? files.text(path) ?? "",
    usesWith: changed => {
      const text = (path: string) => changed.get(path) ?? files.text(path);
      return paths.flatMap(path => readUsesIn(path, { ...files, text }, readHcl).uses);
    },
  };
}

/** The stages that the uses name, each once. */
function targetsOf(uses: readonly Use[]): { path: string; stage: string }[] {
  const found = new Map<string, { path: string; stage: string }>();
  for (const { dockerfile, target } of uses) {
    if (dockerfile.path === null || !target || target.isOpen || target.text === "") continue;
    const one = { path: dockerfile.path, stage: target.text.toLowerCase() };
    found.set(JSON.stringify(one), one);
  }
  return [...found.values()];
}

/** What uses say, but for the name of a stage of a Dockerfile. */
function factsWithout(uses: readonly Use[], path: string, stage: string): string[] {
  return uses.map(use => {
    const shown = (value: Value): Value =>
      use.dockerfile.path === path && value.text.toLowerCase() === stage ? { ...value, text: "it" } : value;
    const { target, noCacheFilters } = use;
    return factsOf({ ...use, target: target && shown(target), noCacheFilters: noCacheFilters.map(shown) });
  });
}

/** The files that were changed, as they are after a stage was given another name; null where it cannot have it. */
function renamed(
  { root, textOf }: Repository,
  path: string,
  uses: readonly Use[],
  before: Texts,
  from: string,
  to: string,
): Texts | null {
  const documentOf = (file: string) => TextDocument.create(file, "", 0, textOf(file, before));
  const uri = pathToFileURL(path).href;
  const documents = createDocuments(() => null, MACHINE);
  documents.open(uri, "dockerfile", 1, textOf(path, before));
  const context = documents.read(uri, DEFAULT_SETTINGS);
  const model = context?.analysis.model;
  const stage = model?.stages[model.names.get(from) ?? -1];
  const span = stage && nameSpan(stage);
  if (!context || !span) return null;
  const edit = rename(context, context.document.positionAt(span.start), to, false, false, {
    usesOf: () => uses.filter(use => use.dockerfile.path === path),
    allUses: () => uses,
    documentOf,
    uriOf: file => pathToFileURL(file).href,
    shownPath: file => file.slice(root.length + 1),
  });
  if ("refused" in edit) return null;
  const after = new Map(before);
  for (const [file, edits] of Object.entries(edit.changes ?? {}))
    after.set(fileURLToPath(file), TextDocument.applyEdits(documentOf(fileURLToPath(file)), edits));
  return after;
}
