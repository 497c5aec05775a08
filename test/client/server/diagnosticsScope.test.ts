import { strict as assert } from "node:assert";
import { withScope } from "../../../client/src/server/diagnosticsScope";

describe("the scope of diagnostics", () => {
  const nobody = () => false;
  const cases: [string, unknown, (id: string) => boolean, unknown][] = [
    ["is all where ours is alone", { diagnostics: { scope: "auto" } }, nobody, "all"],
    ["is auto by default", {}, nobody, "all"],
    ["keeps what is set", { diagnostics: { scope: "all" } }, () => true, "all"],
    ["keeps what is set alone", { diagnostics: { scope: "stages" } }, nobody, "stages"],
    ...["ms-azuretools.vscode-containers", "ms-azuretools.vscode-docker", "docker.docker"].map(
      (other): (typeof cases)[0] => [`is stages beside ${other}`, {}, id => id === other, "stages"],
    ),
  ];
  for (const [title, section, isInstalled, scope] of cases)
    it(title, () => {
      const { diagnostics } = withScope(section, isInstalled) as { diagnostics: { scope: unknown } };
      assert.equal(diagnostics.scope, scope);
    });

  it("is the same for variables, where the settings have it", () => {
    const scope = (other: string, set: string) => {
      const section = withScope({ variables: { scope: set } }, id => id === other);
      return (section as { variables: { scope: string } }).variables.scope;
    };
    assert.equal(scope("docker.docker", "auto"), "stages");
    assert.equal(scope("", "auto"), "all");
    assert.equal(scope("docker.docker", "all"), "all");
    assert.equal(scope("", "stages"), "stages");
  });

  it("leaves keywords, signature help and formatting to others that are there", () => {
    const basics = (other: string, set: string) =>
      (withScope({ basics: set }, id => id === other) as { basics: string }).basics;
    assert.equal(basics("", "auto"), "on");
    for (const other of ["ms-azuretools.vscode-containers", "ms-azuretools.vscode-docker", "docker.docker"]) {
      assert.equal(basics(other, "auto"), "off");
      assert.equal(basics(other, "on"), "on");
    }
    // It has a grammar and nothing else.
    assert.equal(basics("vscode.docker", "auto"), "on");
    assert.equal(basics("", "off"), "off");
  });

  it("says whether Docker DX is there", () => {
    const isBeside = (other: string) =>
      (withScope({}, id => id === other) as { isBesideDockerDx?: boolean }).isBesideDockerDx;
    assert.equal(isBeside("docker.docker"), true);
    assert.equal(isBeside("ms-azuretools.vscode-docker"), undefined);
  });

  it("leaves the other settings, and sections of another shape, alone", () => {
    const section = { targets: ["a"], diagnostics: { enabled: false, scope: "auto" } };
    assert.deepEqual(withScope(section, nobody), {
      targets: ["a"],
      diagnostics: { enabled: false, scope: "all" },
    });
    for (const other of [null, undefined, 42, "x"]) assert.equal(withScope(other, nobody), other);
  });
});
