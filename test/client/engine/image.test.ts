import { strict as assert } from "node:assert";
import { canRun, readImages } from "../../../client/src/engine/image";

const ID = "ab".repeat(32);

describe("the facts of an image", () => {
  const inspected = (config: object, more: object = {}) =>
    readImages(JSON.stringify([{ Id: `sha256:${ID}`, Config: config, ...more }]))[0];

  it("are read with the ports in order", () => {
    const ports = { "9000/udp": {}, "80/tcp": {}, "443": {}, "0/tcp": {}, "99999/tcp": {}, "1/tcp; id": {} };
    const facts = inspected(
      { ExposedPorts: ports, Cmd: ["a", "-b"], Entrypoint: null, Labels: { x: "y", n: 1 } },
      { RepoTags: ["app:web"], Created: "2026-01-02T03:04:05.678901234Z", Size: 12, Os: "linux" },
    );
    assert.deepEqual(facts, {
      id: ID,
      tags: ["app:web"],
      digest: undefined,
      created: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
      size: 12,
      os: "linux",
      labels: new Map([["x", "y"]]),
      ports: [
        { number: 80, protocol: "tcp" },
        { number: 443, protocol: "tcp" },
        { number: 9000, protocol: "udp" },
      ],
      entrypoint: [],
      command: ["a", "-b"],
    });
    assert.ok(canRun(facts));
  });

  it("say whether there is anything to run", () => {
    const says = (config: object) => {
      const facts = inspected(config);
      return facts && canRun(facts);
    };
    assert.equal(says({}), false);
    assert.equal(says({ Cmd: [] }), false);
    assert.equal(says({ Entrypoint: ["/a"] }), true);
  });

  const sizes: [size: unknown, bytes: number | undefined][] = [
    [29, 29],
    [0, 0],
    [-1, undefined],
    ["29", undefined],
    [null, undefined],
  ];
  for (const [size, bytes] of sizes)
    it(`have a size or none: ${JSON.stringify(size)}`, () => {
      assert.equal(inspected({}, { Size: size })?.size, bytes);
    });

  const digest = `sha256:${"0f".repeat(32)}`;
  const digests: [references: unknown, digest: string | undefined][] = [
    [[], undefined],
    [null, undefined],
    [[`r.io:5000/a/b@${digest}`, "x@sha256:1"], digest],
    [["a/b:tag"], undefined],
    [[`a@${digest}; id`], undefined],
  ];
  for (const [references, expected] of digests)
    it(`have the digest of a registry or none: ${JSON.stringify(references)}`, () => {
      assert.equal(inspected({}, { RepoDigests: references })?.digest, expected);
    });

  for (const text of ["", "[", "null", "{}", "[1, null, []]", '[{"Id": "../x"}]', '[{"Id": 7, "Config": 8}]'])
    it(`are none of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readImages(text), []);
    });
});
