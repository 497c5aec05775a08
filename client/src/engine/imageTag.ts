/** Which texts are names that an image can be given: `[host[:port]/]path[:tag]`, as the engines read them. */

const HOST =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::\d+)?$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const LONGEST_NAME = 255;

/** Whether `-t` takes the text. A digest is no name that somebody can give, and 64 hexadecimal digits are an image's id. */
export function isImageTag(text: string): boolean {
  const slash = text.lastIndexOf("/");
  const colon = text.indexOf(":", slash + 1);
  const name = colon === -1 ? text : text.slice(0, colon);
  if (colon !== -1 && !TAG.test(text.slice(colon + 1))) return false;
  if (name.length > LONGEST_NAME || /^[0-9a-f]{64}$/.test(name)) return false;
  const [first = "", ...rest] = name.split("/");
  // The first part is a host if it looks like one, or could be nothing else.
  const isHost =
    rest.length > 0 && (/[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase());
  if (isHost && !HOST.test(first)) return false;
  return (isHost ? rest : [first, ...rest]).every(component => PATH_COMPONENT.test(component));
}
