import { strict as assert } from "node:assert";
import { readContainers } from "../../../client/src/inside/containers";

const ID = "0123456789ab".padEnd(64, "c");

describe("the running containers of a stage", () => {
  for (const [name, text, expected] of [
    ["none", "", []],
    ["one without ports", `${ID}\thappy_name\t\n`, [["happy_name"]]],
    [
      "Docker, on both protocols of the internet",
      `${ID}\tweb\t0.0.0.0:8080->80/tcp, [::]:8080->80/tcp, 443/tcp\n`,
      [["web", "localhost:8080"]],
    ],
    ["podman", `${ID.slice(0, 12)}\tweb\t127.0.0.1:49153->8080/tcp\r\n`, [["web", "localhost:49153"]]],
    ["a range of ports", `${ID}\tweb\t0.0.0.0:8000-8002->8000-8002/tcp\n`, [["web", "localhost:8000"]]],
    [
      "what this machine does not reach, and what no browser opens",
      `${ID}\tweb\t10.0.0.1:80->80/tcp, 0.0.0.0:53->53/udp\n`,
      [["web"]],
    ],
    ["a name that an engine does not give", `${ID}\tweb\u001B[31m\t\n`, [["web"]]],
    ["lines that are no containers", "--help\tweb\t\nCONTAINER ID\n0123\tshort\t\n", []],
  ] as const)
    it(name, () => {
      assert.deepEqual(
        readContainers(text).map(({ name: called, addresses }) => [called, ...addresses]),
        expected,
      );
    });
});
