/** What an engine says of an image (`image inspect`): only what is asked of it here, and none of it trusted. */

export interface Port {
  number: number;
  protocol: "tcp" | "udp" | "sctp";
}

export interface ImageFacts {
  /** The id, without `sha256:`. */
  id: string;
  /** Its names with their tags, as the engine writes them. */
  tags: string[];
  /** In milliseconds of the clock; undefined where the engine does not say. */
  created: number | undefined;
  /** In bytes. */
  size: number | undefined;
  os: string;
  labels: ReadonlyMap<string, string>;
  /** What EXPOSE names, in the order of the numbers. */
  ports: Port[];
  entrypoint: string[];
  command: string[];
}

/** The images of what `image inspect` prints (a JSON array); what is no image is left out, of other texts there is none. */
export function readImages(text: string): ImageFacts[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(value) ? value.flatMap(item => imageOf(record(item))) : [];
}

/** Whether there is something to run. */
export function canRun({ entrypoint, command }: ImageFacts): boolean {
  return entrypoint.length + command.length > 0;
}

function imageOf(image: Record<string, unknown>): ImageFacts[] {
  const [, id] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(string(image["Id"])) ?? [];
  if (id === undefined) return [];
  const config = record(image["Config"]);
  const created = Date.parse(string(image["Created"]));
  const { Size: size } = image;
  return [
    {
      id,
      tags: strings(image["RepoTags"]),
      created: Number.isNaN(created) ? undefined : created,
      size: typeof size === "number" ? size : undefined,
      os: string(image["Os"]),
      labels: new Map(
        Object.entries(record(config["Labels"])).flatMap(([key, label]) =>
          typeof label === "string" ? [[key, label]] : [],
        ),
      ),
      ports: Object.keys(record(config["ExposedPorts"]))
        .flatMap(portOf)
        .sort((a, b) => a.number - b.number || (a.protocol < b.protocol ? -1 : 1)),
      entrypoint: strings(config["Entrypoint"]),
      command: strings(config["Cmd"]),
    },
  ];
}

/** `8080/tcp`; without a protocol it is tcp. */
function portOf(text: string): Port[] {
  const [, digits, protocol = "tcp"] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/.exec(text) ?? [];
  const number = Number(digits);
  if (digits === undefined || number < 1 || number > 65_535) return [];
  return [{ number, protocol: protocol as Port["protocol"] }];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function string(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === "string") : [];
}
