import assert from "node:assert/strict";
import { scriptRunBy } from "../../../server/src/ecosystems/node/scriptRunBy";

describe("the script that a command runs", () => {
  const commands: Readonly<Record<string, string | null>> = {
    "npm start": "start",
    "npm run build": "build",
    "npm run-script -s build:all": "build:all",
    "yarn build --prod": "build",
    "pnpm -r run test": "test",
    "bun run src": "src",
    npm: null,
    "npm run": null,
    "node start": null,
    "": null,
  };
  for (const [command, script] of Object.entries(commands))
    it(`is ${script ?? "none"}: ${command}`, () => {
      assert.equal(scriptRunBy(command.split(" ")), script);
    });
});
