/** The languages of heredocs: those whose grammars every VS Code has. */
import type { Rule } from "./rule";

/** A language, and what makes it that of a heredoc. */
export interface Language {
  /** The last part of `meta.embedded.block.<name>`. */
  readonly name: string;
  /** VS Code's name of it. */
  readonly id: string;
  readonly patterns: readonly Rule[];
  /** A pattern of the programs that read it; none where only a file's name tells. */
  readonly interpreter?: string;
  /** A pattern of the endings of its files. */
  readonly extension?: string;
}

function language(id: string, scopeName: string, given: Partial<Language>): Language {
  return { name: id, id, patterns: [{ include: scopeName }], ...given };
}

/** A stream for `php` is a page with code in it; the built-in grammar of such pages works only for whole files. */
const PHP_PAGE: readonly Rule[] = [
  {
    begin: "<\\?(?i:php\\b|=)?",
    end: "\\?>",
    beginCaptures: { "0": { name: "punctuation.section.embedded.begin.php" } },
    endCaptures: { "0": { name: "punctuation.section.embedded.end.php" } },
    patterns: [{ include: "source.php" }],
  },
  { include: "text.html.basic" },
];

export const SHELL = language("shellscript", "source.shell", {
  interpreter: "(?:ba|da|a|z|k)?sh",
  extension: "(?:ba|z|k)?sh",
});

/**
 * VS Code loads all of these, and what they name in turn, with the first Dockerfile, as vscode-textmate loads whatever an injection names.
 * Ruby is not among them: it brings C++, C and Lua along, which was 1 of 2.2 MB, and 52 of 90 ms of processor time.
 */
export const LANGUAGES: readonly Language[] = [
  SHELL,
  language("python", "source.python", { interpreter: "(?:python|pypy)[\\d.]*", extension: "py" }),
  language("javascript", "source.js", { interpreter: "node(?:js)?|bun", extension: "[cm]?js" }),
  language("typescript", "source.ts", { interpreter: "deno|tsx|ts-node", extension: "[cm]?ts" }),
  language("perl", "source.perl", { interpreter: "perl", extension: "p[lm]" }),
  language("php", "source.php", { interpreter: "php\\d*", extension: "php", patterns: PHP_PAGE }),
  language("powershell", "source.powershell", { interpreter: "pwsh|powershell", extension: "ps[dm]?1" }),
  language("sql", "source.sql", { interpreter: "psql|mysql|mariadb|sqlite3", extension: "sql" }),
  language("json", "source.json", { extension: "json" }),
  language("yaml", "source.yaml", { extension: "ya?ml" }),
  language("ini", "source.ini", { extension: "ini|conf|cfg|cnf|toml|properties|env|service|repo" }),
  language("html", "text.html.basic", { extension: "html?" }),
  language("css", "source.css", { extension: "css" }),
  language("xml", "text.xml", { extension: "xml|svg" }),
  language("go", "source.go", { extension: "go" }),
];

/** The scope of a body in a language. */
export function embeddedScope({ name }: Language): string {
  return `meta.embedded.block.${name}`;
}

/** What the manifest says of the scopes: the language that VS Code takes for what is edited there. */
export function embeddedLanguages(): Record<string, string> {
  return Object.fromEntries(LANGUAGES.map(given => [embeddedScope(given), given.id]));
}
