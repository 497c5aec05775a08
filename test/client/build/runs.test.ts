import { editor } from "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { Uri, type TaskExecution } from "vscode";
import { createRuns } from "../../../client/src/build/runs";

describe("the stages that run in a window", () => {
  const uri = Uri.file("/w/Dockerfile");
  const execution = () => ({}) as TaskExecution;
  const begin = (runs: ReturnType<typeof createRuns>, id: string, of = execution()) =>
    runs.begin({ uri, stage: "web", engine: {} as never, id, execution: of });

  it("are those of a Dockerfile, with their ports as soon as these are known, until their terminals end", () => {
    const runs = createRuns();
    let changes = 0;
    runs.onDidChange(() => changes++);
    const first = execution();
    const tell = begin(runs, "1", first);
    begin(runs, "2");
    const seen = () => runs.of(uri).map(({ id, addresses }) => [id, ...addresses]);
    assert.deepEqual([seen(), changes], [[["1"], ["2"]], 2]);
    tell(["localhost:8080"]);
    assert.deepEqual([seen(), changes], [[["1", "localhost:8080"], ["2"]], 3]);
    assert.deepEqual(runs.of(Uri.file("/w/other")), []);
    editor.endTask(execution());
    assert.equal(changes, 3, "another task");
    editor.endTask(first);
    assert.deepEqual([seen(), changes], [[["2"]], 4]);
    runs.dispose();
  });
});
