import "../../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { EventEmitter, Uri, type Memento } from "vscode";
import { createUses, type Uses } from "../../../../client/src/build/uses/uses";
import type { UsesAnswer } from "../../../../server/src/protocol";
import { useInfo } from "./useInfo";

const URI = Uri.file("/w/app/Dockerfile");
const WEB = useInfo({ name: "web" });
const API = useInfo({ name: "api" });

describe("the uses of Dockerfiles in a window", () => {
  let stored: Map<string, unknown>;
  let told: string[];
  let asked: number;
  let answer: UsesAnswer;
  let changed: EventEmitter<Uri[]>;
  let started: EventEmitter<void>;
  let uses: Uses;

  /** A window, which has what another one has left of its workspace. */
  function open(left = new Map<string, unknown>()): void {
    stored = left;
    told = [];
    asked = 0;
    answer = { uses: [WEB, API], needed: [], chosen: null, inForce: null, isKnown: true };
    changed = new EventEmitter();
    started = new EventEmitter();
    const memento = {
      get: (key: string) => stored.get(key),
      update: (key: string, value: unknown) => {
        stored.set(key, JSON.parse(JSON.stringify(value)));
        return Promise.resolve();
      },
    } as unknown as Memento;
    uses = createUses(
      {
        uses: () => {
          asked++;
          return Promise.resolve(answer);
        },
        chooseUse: (uri, id, context) => {
          told.push([uri.path, String(id), ...(context ? [context.path] : [])].join(" "));
          answer = { ...answer, chosen: id, inForce: id === "none" ? null : id };
          return Promise.resolve(answer);
        },
        onDidChangeUses: changed.event,
        onDidStart: started.event,
      },
      memento,
    );
  }

  beforeEach(() => {
    open();
  });
  afterEach(() => {
    uses.dispose();
  });

  it("are asked for once, and again where the server says that they are others", async () => {
    await uses.of(URI);
    await uses.of(URI);
    assert.equal(asked, 1);
    const heard: string[] = [];
    uses.onDidChange(uri => heard.push(uri.path));
    answer = { ...answer, uses: [WEB], inForce: WEB.id };
    changed.fire([URI]);
    await new Promise(setImmediate);
    assert.deepEqual([asked, heard, uses.known(URI)?.inForce], [2, [URI.path], WEB.id]);
    changed.fire([URI]);
    await new Promise(setImmediate);
    assert.deepEqual(heard, [URI.path], "nothing is another");
  });

  it("are chosen, which the server is told, and in another window again when its server starts", async () => {
    await uses.choose(URI, API.id);
    assert.deepEqual([told, uses.known(URI)?.inForce], [[`${URI.path} api`], API.id]);
    uses.dispose();
    open(stored);
    started.fire();
    assert.deepEqual(told, [`${URI.path} api`]);
    await uses.choose(URI, null);
    uses.dispose();
    open(stored);
    started.fire();
    assert.deepEqual(told, []);
  });

  it("have a context that was chosen for the Dockerfile until a use is chosen", async () => {
    await uses.choose(URI, "none");
    await uses.chooseContext(URI, "/w");
    assert.deepEqual([uses.contextOf(URI), stored.size], ["/w", 1]);
    started.fire();
    assert.deepEqual(told.slice(1), Array(2).fill(`${URI.path} none /w`));
    await uses.choose(URI, API.id);
    assert.equal(uses.contextOf(URI), undefined);
    await uses.chooseContext(URI, "/w/app");
    assert.deepEqual([uses.contextOf(URI), told.at(-1)], ["/w/app", `${URI.path} api /w/app`]);
    await uses.chooseContext(URI, undefined);
    assert.deepEqual([uses.contextOf(URI), told.at(-1)], [undefined, `${URI.path} api`], "the use is kept");
  });
});
