/**
 * Secrets and SSH agents of a build. Their values are kept out of everything here: a request, the command line, results and logs
 * hold the id of a secret and where the engine finds it, a file or the name of an environment variable.
 */
import * as l10n from "@vscode/l10n";
import type { Secret, SshSource } from "../../engine/buildRequest";
import { refuse } from "./refused";

/** A secret from its setting: `env:NAME`, or the path of a file that `place` makes absolute. Refuses an empty value. */
export function secretOf(id: string, value: string, place: (value: string) => string): Secret {
  const [, variable] = /^env:(.*)$/s.exec(value) ?? [];
  if (variable !== undefined) return { id, variable };
  if (value.trim() === "")
    refuse("build.secrets", l10n.t('The secret "{0}" requires the path of a file or "env:NAME".', id));
  return { id, file: place(value) };
}

/** An SSH agent from its setting: `id`, or `id=path` with a path that `place` makes absolute. */
export function sshOf(value: string, place: (value: string) => string): SshSource {
  const equals = value.indexOf("=");
  if (equals === -1) return { id: value };
  return { id: value.slice(0, equals), path: place(value.slice(equals + 1)) };
}
