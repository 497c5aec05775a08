/** What a client may say of itself in its initialization options. */
import type { ClientOptions } from "../protocol";

/** The options among whatever a client sends; what is not of its type is left out. */
export function readClientOptions(options: unknown): Partial<ClientOptions> {
  const {
    readsFiles,
    readsFolders,
    findsFiles,
    readsStages,
    choosesUses,
    tellsBuildCommands,
    rulePages,
    snippets,
    suggestCommand,
    commands,
    texts,
  } = (options ?? {}) as Record<keyof ClientOptions, unknown>;
  return {
    readsFiles: readsFiles === true,
    readsFolders: readsFolders === true,
    findsFiles: findsFiles === true,
    readsStages: readsStages === true,
    choosesUses: choosesUses === true,
    tellsBuildCommands: tellsBuildCommands === true,
    ...(Array.isArray(commands) ? { commands: commands.filter(command => typeof command === "string") } : {}),
    ...(typeof rulePages === "string" ? { rulePages } : {}),
    ...(typeof snippets === "string" ? { snippets } : {}),
    ...(typeof suggestCommand === "string" ? { suggestCommand } : {}),
    // Each text of it is looked at where it is taken over.
    ...(typeof texts === "object" && texts !== null ? { texts: texts as Record<string, string> } : {}),
  };
}
