/** What a client asks about a host, as it is asked of a Dockerfile inside. */
import type { Position, Range } from "vscode-languageserver-protocol";
import { innerPosition, isInside, touchesHost } from "./inlineDockerfile";
import type { InlineDockerfile } from "./inlineDockerfile";

/** Which of the Dockerfiles of a host a request is about: of a position, of a range, or of all of the host. */
export function askedOf(all: readonly InlineDockerfile[], params: object): readonly InlineDockerfile[] {
  const { position, positions, range, item } = params as {
    position?: Position;
    positions?: readonly Position[];
    range?: Range;
    item?: { selectionRange?: Range };
  };
  const at = position ?? positions?.[0] ?? item?.selectionRange?.start;
  if (at) return all.filter(each => isInside(each, at));
  return range ? all.filter(each => touchesHost(each, range)) : all;
}

/** The params with places in the Dockerfile, and its address. */
export function fromHost<Params>(dockerfile: InlineDockerfile, params: Params): Params {
  return inner(dockerfile, params) as Params;
}

function inner(dockerfile: InlineDockerfile, value: unknown): unknown {
  if (value === dockerfile.host.uri) return dockerfile.context.document.uri;
  if (Array.isArray(value)) return value.map(each => inner(dockerfile, each));
  if (typeof value !== "object" || value === null) return value;
  if (isPosition(value)) return innerPosition(dockerfile, value);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === "data" ? each : inner(dockerfile, each)]),
  );
}

/** Whether a part of a message is a position. */
export function isPosition(value: object): value is Position {
  return "line" in value && "character" in value && Object.keys(value).length === 2;
}
