/** `explain`: the page about a rule, or the list of all rules. */
import { fileURLToPath } from "node:url";
import { RULES } from "../rules/registry";
import { ruleFault } from "../workspace/ruleLevels";
import type { RunCommand } from "./command";
import { host } from "./host";
import { painter } from "./output";
import { tableText } from "./table";
import { readTextFile } from "./textFile";
import { UsageError } from "./usageError";

const ORIGINS = {
  error: "the builder rejects it",
  builder: "the builder warns of it",
  own: "Dockerfile Stages",
} as const;

export const run: RunCommand = async ({ positionals, value, output }) => {
  const [id, other] = positionals;
  if (other !== undefined) throw new UsageError("explain takes one rule.");
  if (id === undefined) {
    const rules = [...RULES].sort((one, another) => (one.id < another.id ? -1 : 1));
    if (value("format") === "json") {
      const data = rules.map(({ id: rule, title, severity, origin }) => ({ rule, title, severity, origin }));
      output.write(`${JSON.stringify({ version: 1, rules: data }, null, 2)}\n`);
    } else
      output.write(
        tableText(
          ["RULE", "SEVERITY", "REPORTED BY", "TITLE"],
          rules.map(rule => [
            rule.id,
            rule.isOffByDefault ? "off" : rule.severity,
            ORIGINS[rule.origin],
            rule.title,
          ]),
        ),
      );
    return Promise.resolve(0);
  }
  const fault = ruleFault(id);
  if (fault !== null) throw new UsageError(`${fault} "dockerfile-stages explain" lists the rules.`);
  const page = readTextFile(fileURLToPath(`${host.rulePages}/${id}.md`));
  if ("failure" in page) throw new UsageError(`The page of ${id} cannot be read: ${page.failure}`);
  const paint = painter(output.hasColor);
  // Comments say where a program writes; headings are what people look for.
  const shown = page.text.replace(/<!--[^>]*-->\n*/g, "").replace(/^#+ .*$/gm, line => paint("bold", line));
  output.write(shown.endsWith("\n") ? shown : `${shown}\n`);
  return Promise.resolve(0);
};
