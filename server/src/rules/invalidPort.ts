import { stepPlace } from "./rule";
import type { Rule } from "./rule";

const LARGEST = 65_535;
const PROTOCOLS = new Set(["tcp", "udp", "sctp"]);

export const invalidPort: Rule = {
  id: "InvalidPort",
  title: "EXPOSE takes ports, or ranges of them, with a protocol or without.",
  advice: "Name a port or a range of ports from 0 to 65535, with /tcp, /udp or /sctp behind it.",
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStage({ steps }, report) {
    for (const step of steps) {
      if (step.instruction.keyword !== "EXPOSE") continue;
      const faults = step.words
        .filter(({ expansion }) => !expansion.conditional && expansion.error === null)
        .flatMap(({ span, expansion }) =>
          expansion.words.map(port => ({ port, span, message: portError(port) })),
        )
        .filter(({ message }) => message !== null)
        // The builder sorts the ports, and says the first fault of all.
        .sort((a, b) => (a.port < b.port ? -1 : 1));
      const [fault] = faults;
      if (fault?.message) report({ ...stepPlace(step, fault.span), message: fault.message });
    }
  },
};

/** The faults of `[[address:]port:]port[-port][/protocol]`; what stands before the last colon is for a lint rule. */
function portError(text: string): string | null {
  const slash = text.indexOf("/");
  const [ports, protocol] = slash === -1 ? [text, ""] : [text.slice(0, slash), text.slice(slash + 1)];
  const port = ports.slice(ports.lastIndexOf(":") + 1);
  if (port === "") return `invalid port: ${JSON.stringify(text)}: no port specified`;
  if (protocol !== "" && !PROTOCOLS.has(protocol.toLowerCase()))
    return `invalid port: ${JSON.stringify(text)}: invalid proto: ${protocol}`;
  const [first, last, ...more] = port
    .split("-")
    .map(number => (/^\+?\d+$/.test(number) ? Number(number) : NaN));
  const isPort = (number: number | undefined) => number === undefined || number <= LARGEST;
  const isRange = more.length === 0 && isPort(first) && isPort(last) && (last ?? Infinity) >= (first ?? 0);
  return isRange ? null : `invalid containerPort: ${port}`;
}
