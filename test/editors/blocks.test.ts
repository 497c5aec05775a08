/** The blocks of docs/editors.md for editors that no test runs: they are what their formats are, and start what the package of npm has. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "smol-toml";
import { documentedBlocks, installedPackage } from "./editor";

const PAGE = readFileSync(resolve(__dirname, "../../docs/editors.md"), "utf8");
const SERVER = "dockerfile-stages-language-server";

/** Where each editor has the words of the command that starts the server. */
const COMMANDS: Readonly<Record<string, (settings: Settings) => unknown[]>> = {
  Helix: ({ "language-server": { "dockerfile-stages": server } = {} }) => [
    server?.command,
    ...(server?.args ?? []),
  ],
  Zed: ({ lsp }) => {
    const { binary } = lsp?.["dockerfile-language-server"] ?? {};
    return [binary?.path, ...(binary?.arguments ?? [])];
  },
  "Sublime Text": ({ clients }) => clients?.["dockerfile-stages"]?.command ?? [],
  Kate: ({ servers }) => servers?.["dockerfile"]?.command ?? [],
};

/** What these tests read of the settings of all editors. */
interface Settings {
  "language-server"?: Record<string, { command: string; args: string[] }>;
  lsp?: Record<string, { binary?: { path: string; arguments: string[] } }>;
  clients?: Record<string, { command: string[] }>;
  servers?: Record<string, { command: string[] }>;
  mcpServers?: Record<string, { command: string; args: string[] }>;
}

describe("the blocks of docs/editors.md", function () {
  this.timeout(120_000);
  const settings: { heading: string; settings: Settings }[] = [
    ...documentedBlocks("json").map(({ heading, text }) => ({
      heading,
      settings: JSON.parse(text) as Settings,
    })),
    ...documentedBlocks("toml").map(({ heading, text }) => ({ heading, settings: parse(text) })),
  ];

  for (const [editor, commandOf] of Object.entries(COMMANDS))
    it(`start the server in ${editor}`, () => {
      const found = settings.filter(({ heading }) => heading === editor);
      assert.deepEqual(
        found.map(each => commandOf(each.settings)),
        [[SERVER, "--stdio"]],
      );
    });

  it("name the server of the package where an editor is told in words", () => {
    const [jetBrains] = PAGE.split(/^## /m).filter(section => section.startsWith("IntelliJ"));
    assert.match(jetBrains ?? "", new RegExp(`\`${SERVER} --stdio\``));
  });

  it("name commands that the package has", () => {
    const named = new Set(
      settings.flatMap(({ heading, settings: each }) => [
        ...(COMMANDS[heading]?.(each).slice(0, 1) ?? []),
        ...Object.values(each.mcpServers ?? {}).map(({ command }) => command),
      ]),
    );
    assert.deepEqual([...named].sort(), ["dockerfile-stages", SERVER]);
    const programs = readdirSync(installedPackage().commands);
    for (const name of named) assert.ok(programs.includes(String(name)), String(name));
  });
});
