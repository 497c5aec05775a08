/** The outline of a Dockerfile inside of a file: its stages, below what builds it. */
import { SymbolKind } from "vscode-languageserver-types";
import type { DocumentSymbol, Range, SymbolInformation } from "vscode-languageserver-protocol";
import { inlineKey } from "./inlineDockerfile";
import type { InlineDockerfile } from "./inlineDockerfile";

/** So many builds are named that share a Dockerfile. */
const MOST_NAMES = 3;

/**
 * The symbol of the Dockerfile, which holds those of its stages, in places of the file. It begins with what names the build, because
 * editors show the first line of a symbol that is scrolled out of sight.
 */
export function hostSymbol(dockerfile: InlineDockerfile, stages: readonly DocumentSymbol[]): DocumentSymbol {
  const { text, host } = dockerfile;
  const head = headOf(dockerfile);
  const range: Range = {
    start: host.positionAt(head ?? text.span.start),
    end: host.positionAt(text.span.end),
  };
  const selectionRange = { start: range.start, end: head === null ? range.start : lineEnd(dockerfile, head) };
  return {
    name: nameOf(dockerfile),
    detail: inlineKey(dockerfile),
    kind: SymbolKind.File,
    range,
    selectionRange,
    children: [...stages],
  };
}

/** The same for clients that know no tree of symbols: the stages, each with what builds it. */
export function flatHostSymbols(
  dockerfile: InlineDockerfile,
  symbols: readonly SymbolInformation[],
): SymbolInformation[] {
  const containerName = nameOf(dockerfile);
  return symbols.map(symbol => ({ containerName, ...symbol }));
}

/** The names of the services or targets that build it. */
function nameOf(dockerfile: InlineDockerfile): string {
  const names = [...new Set(dockerfile.uses.map(({ name }) => name))].filter(name => name !== "");
  const more = names.length > MOST_NAMES ? "…" : "";
  return names.length === 0 ? inlineKey(dockerfile) : names.slice(0, MOST_NAMES).join(", ") + more;
}

/** Where the only build of a Dockerfile begins; null where that is somewhere else, or there are several. */
function headOf({ uses: [use, ...others], text: { span } }: InlineDockerfile): number | null {
  if (!use || others.length > 0 || use.place.file !== use.dockerfile.place?.file) return null;
  const { start } = (use.namePlace ?? use.place).span;
  return start < span.start ? start : null;
}

function lineEnd({ host, text: { span } }: InlineDockerfile, offset: number) {
  const { line } = host.positionAt(offset);
  const end = host.offsetAt({ line: line + 1, character: 0 }) - 1;
  return host.positionAt(Math.min(Math.max(end, offset), span.end));
}
