/** Where builds run, as a person chooses it from the lists of builders and contexts: here, or in a second engine. */
import { strict as assert } from "node:assert";
import { setTimeout as sleep } from "node:timers/promises";
import { commands, window, type QuickPickItem } from "vscode";
import { hasImage } from "../../support/engine";
import { runningEngine, startSecondEngine, type SecondEngine } from "../../support/engines/dockerEngines";
import { skipBecause } from "../../support/suiteResult";
import { buildUpTo, imageOf, removeImages } from "./buildTasks";
import { openMarked, type MarkedFile } from "./markedFile";

const TEXT = "FROM scratch AS files\nCOPY Dockerfile /\n";

describe("the place of builds", function () {
  this.timeout(120_000);
  let second: SecondEngine | undefined;
  let restore = (): void => undefined;
  let file: MarkedFile;

  before(async function () {
    const running = await runningEngine();
    if ("missing" in running) skipBecause(this, running.missing);
    const path = process.env["DOCKERFILE_STAGES_PATH"] ?? "";
    const restorePath = setVariables({ PATH: path });
    restore = restorePath;
    const started = await startSecondEngine();
    if ("missing" in started) skipBecause(this, started.missing);
    second = started.engine;
    // The extension runs in this process, and what it starts has the variables of this process.
    const restoreEnv = setVariables(second.env);
    restore = () => {
      restoreEnv();
      restorePath();
    };
    file = await openMarked(TEXT);
  });

  after(async () => {
    restore();
    await second?.stop();
  });

  for (const command of ["selectBuilder", "selectContext"]) {
    it(`is the engine of a Docker context that was chosen by ${command}, until the default one is`, async () => {
      assert.ok(second);
      const ask = second.ask.bind(second);
      const inSecond = async () => (await ask(["image", "inspect", image])).status === 0;
      const image = imageOf(file, "files");
      try {
        await choose(command, second.dockerContext);
        assert.equal(await buildUpTo(file, 0), 0);
        assert.ok(await inSecond(), "the second engine has no image");
        assert.ok(!(await hasImage(image)), "the engine here has the image");
        await ask(["image", "rm", "--force", image]);

        await choose(command, "Automatic");
        assert.equal(await buildUpTo(file, 0), 0);
        assert.ok(await hasImage(image), "the engine here has no image");
        assert.ok(!(await inSecond()), "the second engine has the image");
      } finally {
        await removeImages(image);
      }
    });
  }
});

/** Runs the command and takes the entry that is called so, with the keys that a person would press. */
async function choose(command: string, name: string): Promise<void> {
  const list = hearList();
  try {
    const done = Promise.resolve(commands.executeCommand(`dockerfileStages.${command}`)).then(() => true);
    const labels = await list.labels;
    const index = labels.findIndex(label => label.replace(/^\$\([\w-]+\) /, "") === name);
    assert.notEqual(index, -1, `${name} is none of ${labels.join(", ")}`);
    // The list is drawn a moment after it is known; until then, no key does anything.
    await sleep(500);
    for (let down = 0; down < index; down++) await commands.executeCommand("quickInput.next");
    await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    assert.ok(await Promise.race([done, sleep(30_000, false)]), "the list is still open");
  } finally {
    list.stop();
  }
}

/** What the next list shows; it is shown all the same. */
function hearList(): { labels: Promise<string[]>; stop: () => void } {
  const original = Object.getOwnPropertyDescriptor(window, "showQuickPick");
  const show = original?.value as (...parameters: unknown[]) => unknown;
  const stop = () => {
    if (original !== undefined) Object.defineProperty(window, "showQuickPick", original);
  };
  const labels = new Promise<string[]>((resolve, reject) => {
    const heard = (items: PromiseLike<QuickPickItem[]>, ...rest: unknown[]) => {
      items.then(found => {
        resolve(found.map(({ label }) => label));
      }, reject);
      return show.call(window, items, ...rest);
    };
    Object.defineProperty(window, "showQuickPick", { ...original, value: heard });
  });
  return { labels, stop };
}

/** Sets variables of this process; what is answered puts back those that were there. */
function setVariables(variables: Record<string, string>): () => void {
  const before = Object.keys(variables).map(name => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  };
}
