// tsx scripts/toolManifest.ts (npm run tools): writes the tools for language models into package.json from their one list.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TOOLS } from "../server/src/shared/tools/definitions";

const MANIFEST = join(__dirname, "..", "package.json");

/** `contributes.languageModelTools`: what builds is there only where something may be built. */
export function manifestTools(): object[] {
  return TOOLS.map(({ name, description, inputSchema, isReadOnly }) => ({
    name,
    displayName: `%tool.${name}%`,
    modelDescription: description,
    userDescription: `%tool.${name}.description%`,
    canBeReferencedInPrompt: true,
    toolReferenceName: name,
    icon: isReadOnly ? "$(layers)" : "$(package)",
    tags: ["docker", "dockerfile"],
    inputSchema,
    ...(isReadOnly ? {} : { when: "isWorkspaceTrusted && dockerfileStages.hasMachine" }),
  }));
}

if (require.main === module) {
  const manifest = JSON.parse(readFileSync(MANIFEST, "utf8")) as { contributes: Record<string, unknown> };
  manifest.contributes["languageModelTools"] = manifestTools();
  writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
}
