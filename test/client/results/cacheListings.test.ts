import assert from "node:assert/strict";
import { editor } from "../../support/fakeEditor";
import type { CacheRecord } from "../../../client/src/engine/cacheRecords";
import { createCacheListings } from "../../../client/src/results/cacheListings";

const PLACE = { engine: { builder: "buildx", program: "docker", progress: "rawjson" } } as const;
const record = (created: number): CacheRecord => ({ created, description: "RUN make" });

describe("what is known of a builder's cache", () => {
  let now = 0;
  let losses = 0;
  let asked: ((records: CacheRecord[] | undefined) => void)[] = [];
  const listings = createCacheListings(
    () =>
      new Promise(resolve => {
        asked.push(resolve);
      }),
    () => now,
  );
  listings.onDidLose(() => losses++);
  after(() => {
    listings.dispose();
  });
  beforeEach(() => {
    now += 100_000;
    asked = [];
    losses = 0;
  });
  const settled = () => new Promise(resolve => setImmediate(resolve));
  const answer = async (...created: number[]) => {
    asked.shift()?.(created.map(record));
    await settled();
  };
  const known = () => listings.known(PLACE)?.records.map(({ created }) => created);

  it("is nothing before it was asked, and nobody waits for it", async () => {
    assert.equal(known(), undefined);
    assert.equal(asked.length, 1);
    await answer(1, 2);
    assert.deepEqual([known(), losses, asked.length], [[1, 2], 1, 0]);
  });

  it("is asked anew when it is old, and tells only where something is gone", async () => {
    assert.deepEqual([known(), asked.length], [[1, 2], 1]);
    await answer(1, 2, 3);
    assert.deepEqual([known(), losses], [[1, 2, 3], 0]);
    now += 20_000;
    known();
    await answer(2, 3);
    assert.deepEqual([known(), losses], [[2, 3], 1]);
  });

  it("is not replaced by an answer to an older question", async () => {
    const first = listings.ask(PLACE);
    now += 1;
    void listings.ask(PLACE);
    const [older, newer] = asked;
    newer?.([record(7)]);
    await settled();
    older?.([]);
    assert.deepEqual((await first)?.records, []);
    assert.deepEqual(known(), [7]);
  });

  it("is nothing any more where the builder does not answer", async () => {
    const answered = listings.ask(PLACE);
    asked.shift()?.(undefined);
    assert.equal(await answered, undefined);
    assert.deepEqual([known(), losses], [undefined, 0]);
  });

  it("is asked when somebody comes back to the window", () => {
    editor.focus(true);
    assert.equal(asked.length, 1);
    editor.focus(true);
    assert.equal(asked.length, 1, "one question is enough");
  });
});
