/** One port of EXPOSE as the builder reads it: `[[address:]port[-port]:]port[-port][/protocol]`. */
import { isIpAddress } from "./ipAddress";
import { quoted } from "../../stages/model/quoted";

const LARGEST = 65_535;
const PROTOCOLS = new Set(["tcp", "udp", "sctp"]);

/** What stands in a text that names a port. */
export interface PortSpec {
  /** An address, or a port of the host: what EXPOSE has no use for. */
  readonly hasHost: boolean;
  /** Why the builder refuses it, in its words, or null. */
  readonly error: string | null;
}

/** Reads a port, its variables filled in. */
export function readPort(text: string): PortSpec {
  const slash = text.indexOf("/");
  const [ports, protocol] = slash === -1 ? [text, ""] : [text.slice(0, slash), text.slice(slash + 1)];
  const parts = ports.split(":");
  const [port = "", hostPort = ""] = [parts.pop(), parts.pop()];
  const address = parts.join(":");
  const refuse = (error: string): PortSpec => ({ hasHost: address !== "" || hostPort !== "", error });
  if (port === "") return refuse(`invalid port: ${quoted(text)}: no port specified`);
  if (protocol !== "" && !PROTOCOLS.has(protocol.toLowerCase()))
    return refuse(`invalid port: ${quoted(text)}: invalid proto: ${protocol}`);
  const addressFault = addressError(address);
  if (addressFault !== null) return refuse(addressFault);
  const size = rangeSize(port);
  if (size === null) return refuse(`invalid containerPort: ${port}`);
  const hostSize = hostPort === "" ? size : rangeSize(hostPort);
  if (hostSize === null) return refuse(`invalid hostPort: ${hostPort}`);
  // A port alone may be met by any of a range.
  if (hostSize !== size && size !== 1)
    return refuse(`invalid ranges specified for container and host Ports: ${port} and ${hostPort}`);
  return { hasHost: address !== "" || hostPort !== "", error: null };
}

/** How many ports a range holds; null where it is none. */
function rangeSize(text: string): number | null {
  const [first = NaN, last = first, ...more] = text
    .split("-")
    .map(number => (/^\+?\d+$/.test(number) ? Number(number) : NaN));
  return more.length === 0 && first <= last && last <= LARGEST ? last - first + 1 : null;
}

function addressError(address: string): string | null {
  if (address === "") return null;
  if (!address.startsWith("[")) return isIpAddress(address) ? null : `invalid IP address: ${address}`;
  const end = address.indexOf("]");
  const inside = address.slice(1, end);
  if (end === -1) return `invalid IP address ${address}: address ${address}:: missing ']' in address`;
  if (end < address.length - 1) return `invalid IP address ${address}: address ${address}:: `;
  return inside === "" || isIpAddress(inside) ? null : `invalid IP address: ${inside}`;
}
