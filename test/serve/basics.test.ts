/** When a client is asked to ask for what every extension for Dockerfiles has. */
import assert from "node:assert/strict";
import type { Connection } from "vscode-languageserver";
import { createBasics } from "../../server/src/serve/basics";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import type { SettingsStore } from "../../server/src/workspace/settingsStore";

describe("basics that a client is asked to ask for", () => {
  it("are as long as one of the open documents has them", async () => {
    const asked: string[] = [];
    const connection = {
      sendRequest: (method: string) => {
        asked.push(method.replace(/^client\/|Capability$/g, ""));
        return Promise.resolve();
      },
    } as unknown as Connection;
    const hasBasics = new Map<string, boolean>();
    const settings = {
      of: (uri: string) => Promise.resolve({ ...DEFAULT_SETTINGS, basics: hasBasics.get(uri) === true }),
    } as SettingsStore;
    const client = { textDocument: { formatting: { dynamicRegistration: true } } };
    const { look } = createBasics(connection, { uris: () => [...hasBasics.keys()] }, settings, client);
    const after = async (uri: string, has: boolean) => {
      hasBasics.set(uri, has);
      look();
      await new Promise(resolve => setImmediate(resolve));
      return asked.splice(0);
    };
    assert.deepEqual(await after("file:///a/Dockerfile", true), ["register"]);
    assert.deepEqual(await after("file:///b/Dockerfile", false), []);
    assert.deepEqual(await after("file:///b/Dockerfile", true), []);
    assert.deepEqual(await after("file:///a/Dockerfile", false), []);
    assert.deepEqual(await after("file:///b/Dockerfile", false), ["unregister"]);
  });
});
