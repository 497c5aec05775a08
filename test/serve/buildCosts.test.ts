import assert from "node:assert/strict";
import { serveBuildCosts } from "../../server/src/serve/buildCosts";
import type { Service } from "../../server/src/serve/service";
import { createKnownCosts } from "../../server/src/workspace/buildCosts";

const URI = "file:///work/Dockerfile";
const repeat = (ran: number) => ({
  ...{ stage: "build", index: 0, copy: "COPY . .", run: "RUN npm ci", builds: 9, lost: 1 },
  ran,
});

describe("what an editor tells of kept builds", () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ])
    it(`is what it has told last, whichever folder is read last: ${order.join(" ")}`, async () => {
      let handler: ((params: unknown, token: unknown) => Promise<unknown>) | undefined;
      const listed: (() => void)[] = [];
      const costs = createKnownCosts();
      let changes = 0;
      serveBuildCosts({
        connection: { onRequest: (_: unknown, given: typeof handler) => (handler = given) },
        requests: {
          handle: (empty: unknown) => () => Promise.resolve(Array.isArray(empty) ? ["src"] : empty),
        },
        ignoreFiles: { contextOf: () => Promise.resolve("file:///work"), of: () => Promise.resolve(null) },
        contextFiles: {
          entriesOf: () =>
            new Promise(resolve => {
              listed.push(() => {
                resolve([]);
              });
            }),
        },
        costs,
        costsChanged: () => changes++,
      } as unknown as Service);
      const asked = [1, 2].map(ran => handler?.({ textDocument: { uri: URI }, repeats: [repeat(ran)] }, {}));
      await new Promise(resolve => setImmediate(resolve));
      for (const index of order) {
        listed[index]?.();
        await asked[index];
      }
      assert.deepEqual(
        costs.known(URI)?.repeats.map(({ ran }) => ran),
        [2],
      );
      assert.equal(changes, 1);
    });
});
