import assert from "node:assert/strict";
import { provide, REQUIREMENTS, type Requirement } from "../../../scripts/test/requirements";
import { SUITES } from "../../../scripts/test/suites";

const requirement = (name: string, more: Partial<Requirement> = {}): Requirement => ({
  name,
  suites: ["unit"],
  packages: [],
  provide: () => Promise.resolve(undefined),
  ...more,
});
const UNIT = [{ name: "unit" }];
const quiet = (): void => undefined;

describe("what the suites need", () => {
  it("is provided for the suites that run, and for no others", async () => {
    const provided: string[] = [];
    const noting = (name: string, suites: string[]): Requirement =>
      requirement(name, {
        suites,
        provide: () => {
          provided.push(name);
          return Promise.resolve(undefined);
        },
      });
    const all = [noting("grammars", ["unit", "e2e"]), noting("engine", ["builds"])];
    assert.deepEqual(await provide(UNIT, quiet, all), []);
    assert.deepEqual(provided, ["grammars"]);
  });

  it("is provided in turn where one needs another", async () => {
    let isThere = false;
    const engine = requirement("engine", {
      provide: async () => {
        await new Promise(resolve => setTimeout(resolve, 20));
        isThere = true;
        return undefined;
      },
    });
    const images = requirement("images", {
      after: "engine",
      provide: () => Promise.resolve(isThere ? undefined : "too early"),
    });
    assert.deepEqual(await provide(UNIT, quiet, [engine, images]), []);
  });

  it("is told with its reason where it cannot be had, whether that is answered or thrown, and the others are provided", async () => {
    const said: string[] = [];
    const missing = await provide(UNIT, line => said.push(line), [
      requirement("a compiler", { provide: () => Promise.reject(new Error("g++ is missing\nInstall it.")) }),
      requirement("an engine", { provide: () => Promise.resolve("none answers") }),
      requirement("the rest"),
    ]);
    assert.deepEqual(missing, [
      { title: "a compiler", reason: "g++ is missing" },
      { title: "an engine", reason: "none answers" },
    ]);
    assert.equal(said.length, 3);
    assert.ok(said.some(line => /^Needed: the rest: there/.test(line)));
  });

  it("is said of suites that there are, after requirements that stand above", () => {
    const suites = new Set(SUITES.map(({ name }) => name));
    for (const [index, { name, suites: users, after }] of REQUIREMENTS.entries()) {
      for (const user of users) assert.ok(suites.has(user), `${name}: ${user}`);
      const above = REQUIREMENTS.slice(0, index).map(other => other.name);
      assert.ok(after === undefined || above.includes(after), `${name} after ${after ?? ""}`);
    }
  });

  it("has the VS Code whose grammars the unit tests read", () => {
    const ofUnit = REQUIREMENTS.filter(({ suites }) => suites.includes("unit")).map(({ name }) => name);
    assert.deepEqual(ofUnit, ["VS Code in the browser"]);
  });
});
