/** The command that somebody may have meant. */
import { nearest } from "../stages/model/suggest";
import { COMMANDS } from "./commandFacts";

/** ` Did you mean "X"?` for a slip of the pen, and for a file in place of a command; empty for all else. */
export function meantCommand(name: string): string {
  if (/[./\\]|^(?:Docker|Container)file/.test(name)) return ` Did you mean "check ${name}"?`;
  const near = nearest(
    name,
    COMMANDS.map(command => command.name),
  );
  return near === null ? "" : ` Did you mean "${near}"?`;
}
