/** Start commands for somebody who works on a program: they need what builds it, so a stage that only runs it is of no use. */
import * as l10n from "@vscode/l10n";
import { developmentKind } from "../ecosystems/developmentServers";
import { refusal } from "./conversion";
import type { Refusal } from "./conversion";
import { nameOf } from "./paths";

const SHELLS = /^(?:ba|da|a|z|k|fi)?sh$/;

/** Refuses a start command that is for working on a program. Null where it runs the program. */
export function developmentStart(words: readonly string[]): Refusal | null {
  const written = words.join(" ");
  const [first = "", ...others] = words;
  const [program = "", ...rest] = /^(?:npx|bunx|bundle|pnpx|cross-env)$/.test(first)
    ? others.filter(word => !/^(?:-.*|exec|\w+=.*)$/.test(word))
    : [nameOf(first), ...others];
  const [operand = ""] = rest.filter(word => !word.startsWith("-"));
  if (SHELLS.test(program) && rest.every(word => /^-[cils]+$|^--(?:login|interactive)$/.test(word)))
    return refusal(
      l10n.t('The image starts a shell, "{0}", so it is not known which program it runs.', written),
    );
  if (
    (program === "sleep" && /^(?:infinity|inf|\d+)/.test(operand)) ||
    (program === "tail" && rest.includes("/dev/null"))
  )
    return refusal(
      l10n.t('The start command "{0}" only keeps the container running. Start the program instead.', written),
    );
  const kind = developmentKind(program, rest);
  if (kind === "watcher")
    return refusal(
      l10n.t(
        '"{0}" builds and starts the program again after each change. Start the program itself instead.',
        written,
      ),
    );
  if (kind === "server")
    return refusal(
      l10n.t(
        '"{0}" is a development server, which needs the source files. Build the program, and start what is built.',
        written,
      ),
    );
  return null;
}
