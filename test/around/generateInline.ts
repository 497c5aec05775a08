/** Files that nobody wrote with a Dockerfile inside, from a seed: every way to write a text, with what may go wrong in it. */
import type { Random } from "../support/random";

/** Lines of Dockerfiles, with everything that has a meaning for one of the languages around. */
const LINES = [
  "FROM alpine AS build",
  "FROM build",
  "  RUN echo 'it''s'",
  "RUN echo \\",
  "    && ls # no comment",
  "# a comment",
  "",
  "",
  "   ",
  "ENV A=\"b\" C='d'",
  "COPY --from=build /a: /b",
  "\tRUN tab",
  "RUN <<EOF",
  "EOF",
  "ENV S=ä€😀 T=a\\tb",
  "- RUN no item",
  "key: value",
  "{ a, [b] }",
];
const COMPOSE_LINES = ["RUN echo $$HOME", "ENV X=${GIVEN}", "ENV Y=${MISSING:-two words}", "ENV Z=$GIVEN$$"];
const HCL_LINES = [
  "RUN echo $${HOME} $$X",
  "ENV X=${GIVEN}",
  '${GIVEN}${upper("x")} RUN x',
  "RUN %%{if}",
  "  ${GIVEN ~}",
  "  ${~ GIVEN} y",
  "RUN a$b %c",
];

/** A Compose file, which gives GIVEN by its environment file. */
export function generateInlineCompose(random: Random): Record<string, string> {
  const { below, pick } = random;
  const lines = linesOf(random, COMPOSE_LINES);
  const newline = pick(["\n", "\n", "\n", "\r\n"]);
  const indent = " ".repeat(7 + below(4));
  const head = `services:\n  web:\n    build:\n      context: .\n      dockerfile_inline: `;
  const tail = pick(["", "\n  other:\n    image: x\n", "\n\n\n# the end\n", "\n      target: build\n"]);
  const scalar = pick([
    () => {
      const style = pick(["|", ">", "|", "|-", "|+", ">-", ">+", "&x |", "|2", "| # the head"]);
      const own = /[0-9]/.test(style) ? "        " : `${indent} `;
      const first = lines.findIndex(line => line.trim() !== "");
      return `${style}\n${lines
        .map((line, index) => {
          if (line.trim() === "") return index < first ? "" : pick(["", "  ", own, `${own}  `]);
          return own + (index === first && !/[0-9]/.test(style) ? line.trimStart() : line);
        })
        .join("\n")}`;
    },
    () =>
      `"${lines.map(line => escapedFor(line, random)).join(pick(["\\n", `\\n\\\n${indent}`, `\n${indent}`]))}"`,
    () =>
      `'${lines.map(line => line.replaceAll("'", "''")).join(pick([" ", `\n${indent}`, `\n\n${indent}`]))}'`,
    () => `FROM alpine${pick(["", "\n        AS build", "\n\n        RUN x", " AS $$x"])}`,
  ])();
  return { "compose.yaml": (head + scalar + tail).replaceAll("\n", newline), ".env": "GIVEN=a b\n" };
}

/** A bake file in HCL. */
export function generateInlineBake(random: Random): Record<string, string> {
  const { below, pick } = random;
  const lines = linesOf(random, HCL_LINES);
  const own = pick(["", "  ", "\t", "    "]);
  const text = pick([
    () => {
      const newline = pick(["\n", "\n", "\r\n"]);
      const body = lines.map(line => (line === "" && below(2) === 0 ? "" : own + line) + newline).join("");
      return `<<${pick(["-", ""])}EOT\n${body}${pick(["", "  "])}EOT`;
    },
    () => `"${lines.map(line => escapedFor(line, random, true)).join("\\n")}"`,
  ])();
  return {
    "docker-bake.hcl": `variable "GIVEN" {\n  default = "a b"\n}\ntarget "web" {\n  dockerfile-inline = ${text}\n  target = "build"\n}\n`,
  };
}

/** A bake file in JSON. */
export function generateInlineJson(random: Random): Record<string, string> {
  const lines = linesOf(random, HCL_LINES);
  const text = lines.map(line => jsonFor(line, random)).join("\\n");
  return {
    "docker-bake.json": `{"variable": {"GIVEN": {"default": "a b"}},\n "target": {"web": {"dockerfile-inline": "${text}"}}}\n`,
  };
}

function linesOf({ below, pick }: Random, own: readonly string[]): string[] {
  const all = [...LINES, ...own, ...own];
  return ["FROM alpine AS first", ...Array.from({ length: 1 + below(7) }, () => pick(all))].slice(
    below(8) === 0 ? 1 : 0,
  );
}

/** A line between double quotes; what stands in `${…}` of HCL is left alone. */
function escapedFor(line: string, { below }: Random, isHcl = false): string {
  return line.replace(/[$%]\{[^}]*\}|[^]/gu, part => {
    if (part.length > 2 && isHcl) return part;
    if (part === '"' || part === "\\") return `\\${part}`;
    if (part === "\t") return "\\t";
    if (part.length > 2 || part === "$") return part.replaceAll('"', '\\"');
    const code = part.codePointAt(0) ?? 0;
    if (below(12) > 0 || /[${}%]/.test(part)) return part;
    return code > 0xffff
      ? `\\U${code.toString(16).padStart(8, "0")}`
      : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

function jsonFor(line: string, { below }: Random): string {
  return JSON.stringify(line)
    .slice(1, -1)
    .replace(/[A-Za-z]/g, char =>
      below(15) > 0 || /[ntrbfuGIVENpex]/.test(char)
        ? char
        : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
