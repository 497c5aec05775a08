/** The lenses of the server, as this client has them. */
import { BUILD_COMMAND, SHOW_REFERENCES_COMMAND, type LensData } from "../../server/src/protocol";

/** What a lens may run here. Where nothing can be built, the lenses that build are left out one by one. */
export const LENS_COMMANDS = [BUILD_COMMAND, SHOW_REFERENCES_COMMAND];

/** Whether a lens builds. One that the editor has not shown yet has no command, but the server's data. */
export function isBuildLens(lens: { command?: { command: string } | undefined; data?: unknown }): boolean {
  if (lens.command !== undefined) return lens.command.command === BUILD_COMMAND;
  const { data } = lens;
  return typeof data === "object" && data !== null && (data as Partial<LensData>).kind === "build";
}
