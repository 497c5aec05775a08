import assert from "node:assert/strict";
import { cacheRecordsCommand, readCacheRecords } from "../../../client/src/engine/cacheRecords";
import type { Builder } from "../../../client/src/engine/engine";

/** As buildx 0.29 prints it. */
const LISTING = `ID:           035zeytsvcps5bunzhieumroe
Parents:
 - wze19zomfjkm0r85r4n55487a
Created at:   2026-11-29 18:39:52.25 +0000 UTC
Mutable:      false
Reclaimable:  true
Shared:       true
Size:         0B
Description:  [build 2/4] COPY . .
Usage count:  1
Last used:    15 minutes ago
Type:         regular

ID:           0cbevtew6b995i6tqwyu2nj5n
Created at:   2026-11-29 19:39:52 +0100 CET
Description:  mount / from exec /bin/sh -c set -e
  ID: not one
Description of a script
Usage count:  1

ID:           without a time
Description:  something

ID:           without words
Created at:   2026-11-29 18:39:52 +0000 UTC

Shared:		1.2GB
Total:		2.4GB
`;

describe("the records of a builder's cache", () => {
  it("are read from what buildx lists, in one clock", () => {
    const at = Date.parse("2026-11-29T18:39:52Z");
    assert.deepEqual(readCacheRecords(LISTING), [
      { created: at + 250, description: "[build 2/4] COPY . ." },
      { created: at, description: "mount / from exec /bin/sh -c set -e" },
    ]);
  });

  for (const text of ["", "ERROR: no builder", "ID:\nCreated at: yesterday\nDescription: x", "\0ID:"])
    it(`are none in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readCacheRecords(text), []);
    });

  const engine = (builder: Builder) => ({ builder, program: "docker", progress: "rawjson" as const });
  it("are asked of the builder that builds", () => {
    assert.deepEqual(
      cacheRecordsCommand({ engine: { ...engine("buildx"), dockerContext: "far" }, builderName: "mine" })
        ?.args,
      ["--context", "far", "buildx", "du", "--verbose", "--builder", "mine"],
    );
    assert.deepEqual(cacheRecordsCommand({ engine: engine("docker") })?.args, ["buildx", "du", "--verbose"]);
  });

  for (const builder of ["embedded", "legacy", "podman", "nerdctl"] as const)
    it(`are not asked of ${builder}, which lists none`, () => {
      assert.equal(cacheRecordsCommand({ engine: engine(builder) }), undefined);
    });
});
