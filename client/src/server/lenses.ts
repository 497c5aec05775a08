/** The lenses of the server, as this client has them. */
import {
  BUILD_COMMAND,
  BUILD_INLINE_COMMAND,
  BUILD_USE_COMMAND,
  CONVERT_COMMAND,
  COPY_COMMAND,
  RUN_COMMAND,
  SET_CONTEXT_COMMAND,
  SHOW_DOCKERFILE_COMMAND,
  SHOW_GRAPH_COMMAND,
  SHOW_REFERENCES_COMMAND,
  TURN_OFF_RULE_COMMAND,
  type LensData,
  type LensKind,
} from "../../../server/src/protocol";

/** What a lens, a hover or a quick fix may run here. Where nothing can be built, the lenses that build are left out one by one. */
export const LENS_COMMANDS = [
  BUILD_COMMAND,
  BUILD_INLINE_COMMAND,
  BUILD_USE_COMMAND,
  CONVERT_COMMAND,
  RUN_COMMAND,
  SHOW_DOCKERFILE_COMMAND,
  SHOW_GRAPH_COMMAND,
  SHOW_REFERENCES_COMMAND,
];

/** The same for what only a machine has. */
export const MACHINE_COMMANDS = [COPY_COMMAND, SET_CONTEXT_COMMAND, TURN_OFF_RULE_COMMAND];

const BUILDING_COMMANDS = new Set([BUILD_COMMAND, BUILD_INLINE_COMMAND, BUILD_USE_COMMAND, RUN_COMMAND]);
const BUILDING_KINDS = new Set<LensKind | undefined>(["build", "run"]);

/** Whether a lens builds. One that the editor has not shown yet has no command, but the server's data. */
export function isBuildLens(lens: { command?: { command: string } | undefined; data?: unknown }): boolean {
  if (lens.command !== undefined) return BUILDING_COMMANDS.has(lens.command.command);
  const { data } = lens;
  return typeof data === "object" && data !== null && BUILDING_KINDS.has((data as Partial<LensData>).kind);
}
