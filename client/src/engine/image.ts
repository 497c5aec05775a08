/** What an engine says of an image (`image inspect`): only what is asked of it here, and none of it trusted. */
import * as l10n from "@vscode/l10n";
import type { BuildRequest } from "./buildRequest";
import { toolCommand, type Engine } from "./engine";
import { fieldsOf, listOf, parseJson, textOf } from "./fields";
import { lastWords, QUESTION_MS, runTool } from "./runTool";

/** What comes of asking an engine: the answer, or its words why there is none. */
export type Asked<T> = { answer: T; problem?: never } | { problem: string; answer?: never };

export interface Port {
  number: number;
  protocol: "tcp" | "udp" | "sctp";
}

export interface ImageFacts {
  /** The id, without `sha256:`: a digest of its configuration, or of its manifest where the engine keeps images so. */
  id: string;
  /** Its names with their tags, as the engine writes them. */
  tags: string[];
  /** Where it has been pushed or pulled: the digest (`sha256:…`) that a registry knows it by. */
  digest: string | undefined;
  /** In milliseconds of the clock; undefined where the engine does not say. */
  created: number | undefined;
  /** In bytes, as the engine counts; undefined where it does not say. */
  size: number | undefined;
  os: string;
  labels: ReadonlyMap<string, string>;
  /** What EXPOSE names, in the order of the numbers. */
  ports: Port[];
  entrypoint: string[];
  command: string[];
}

/** What the engine says of an image, by its name or its id. */
export async function inspectImage(
  engine: Engine,
  image: string,
  signal?: AbortSignal,
): Promise<Asked<ImageFacts>> {
  const command = toolCommand(engine, ["image", "inspect", image]);
  const end = await runTool(command, { signal, timeoutMs: QUESTION_MS });
  const [facts] = end.status === 0 ? readImages(end.out) : [];
  return facts ? { answer: facts } : { problem: lastWords(end) };
}

/**
 * Whether a build leaves its image in the engine. Where it goes elsewhere, an image of that name is one of an earlier build, and says
 * nothing of this one.
 */
export function leavesImage({ image, output = "load" }: Pick<BuildRequest, "image" | "output">): boolean {
  return image !== "" && output === "load";
}

/** The size of an image in bytes, or the engine's words why it has none. */
export async function askImageSize(
  engine: Engine,
  image: string,
): Promise<{ bytes: number } | { problem: string }> {
  const { answer, problem } = await inspectImage(engine, image);
  if (problem !== undefined) return { problem };
  if (answer.size !== undefined) return { bytes: answer.size };
  return { problem: l10n.t("The engine does not report the size of {0}.", image) };
}

/** The images of what `image inspect` prints (a JSON array); what is no image is left out, of other texts there is none. */
export function readImages(text: string): ImageFacts[] {
  return listOf(parseJson(text)).flatMap(imageOf);
}

/** Whether there is something to run. */
export function canRun({ entrypoint, command }: ImageFacts): boolean {
  return entrypoint.length + command.length > 0;
}

function imageOf(value: unknown): ImageFacts[] {
  const image = fieldsOf(value);
  const [, id] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(textOf(image["Id"]) ?? "") ?? [];
  if (id === undefined) return [];
  const config = fieldsOf(image["Config"]);
  const created = Date.parse(textOf(image["Created"]) ?? "");
  const { Size: size } = image;
  return [
    {
      id,
      tags: textsOf(image["RepoTags"]),
      digest: textsOf(image["RepoDigests"]).flatMap(digestOf)[0],
      created: Number.isNaN(created) ? undefined : created,
      size: typeof size === "number" && size >= 0 ? size : undefined,
      os: textOf(image["Os"]) ?? "",
      labels: new Map(
        Object.entries(fieldsOf(config["Labels"])).flatMap(([key, label]) =>
          typeof label === "string" ? [[key, label]] : [],
        ),
      ),
      ports: Object.keys(fieldsOf(config["ExposedPorts"]))
        .flatMap(portOf)
        .sort((a, b) => a.number - b.number || (a.protocol < b.protocol ? -1 : 1)),
      entrypoint: textsOf(config["Entrypoint"]),
      command: textsOf(config["Cmd"]),
    },
  ];
}

/** `registry/name@sha256:…` */
function digestOf(reference: string): string[] {
  const [, digest] = /@([a-z0-9]+:[0-9a-f]+)$/.exec(reference) ?? [];
  return digest === undefined ? [] : [digest];
}

/** `8080/tcp`; without a protocol it is tcp. */
function portOf(text: string): Port[] {
  const [, digits, protocol = "tcp"] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/.exec(text) ?? [];
  const number = Number(digits);
  if (digits === undefined || number < 1 || number > 65_535) return [];
  return [{ number, protocol: protocol as Port["protocol"] }];
}

function textsOf(value: unknown): string[] {
  return listOf(value).filter(item => typeof item === "string");
}
