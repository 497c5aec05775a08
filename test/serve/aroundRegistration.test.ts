import assert from "node:assert/strict";
import type { ClientCapabilities } from "vscode-languageserver-protocol";
import { serverCapabilities } from "../../server/src/features/capabilities";
import { aroundRegistrations } from "../../server/src/serve/aroundRegistration";

/** An editor that asks for the rest of an answer, or one that wants all of it at once. */
function client(resolves: boolean): ClientCapabilities {
  const dynamicRegistration = true;
  const properties = ["command", "edit", "documentation", "detail"];
  const lazily = resolves ? { resolveSupport: { properties }, dataSupport: true } : {};
  return {
    textDocument: {
      synchronization: { dynamicRegistration },
      codeLens: { dynamicRegistration, ...lazily },
      codeAction: {
        dynamicRegistration,
        codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } },
        ...lazily,
      },
      completion: { dynamicRegistration, completionItem: { ...lazily } },
    },
  };
}

/** Whether options say that the server answers the rest when it is asked. */
function isResolved(options: unknown): boolean {
  return (options as { readonly resolveProvider?: boolean } | undefined)?.resolveProvider === true;
}

describe("what is registered for the files around a Dockerfile", () => {
  for (const resolves of [true, false])
    it(`is resolved as in Dockerfiles, for an editor that ${resolves ? "asks" : "does not ask"} for the rest`, () => {
      const registered = aroundRegistrations(client(resolves));
      const offered = serverCapabilities(client(resolves));
      for (const [method, options] of [
        ["textDocument/codeLens", offered.codeLensProvider],
        ["textDocument/codeAction", offered.codeActionProvider],
        ["textDocument/completion", offered.completionProvider],
      ] as const) {
        const found = registered.filter(each => each.method === method);
        assert.equal(found.length, 1, method);
        assert.equal(isResolved(found[0]?.registerOptions), resolves, method);
        assert.equal(isResolved(options), resolves, method);
      }
    });
});
