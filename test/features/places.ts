/**
 * Every form in which an instruction names a stage, in every dress: beside other flags, in other case, over several
 * lines, in other line endings, with the other escape character, beside heredocs. The matrices of completion, definition
 * and the model are made of these.
 */

export type Form = "FROM" | "COPY" | "MOUNT" | "ONBUILD";

export interface Place {
  readonly title: string;
  readonly form: Form;
  /** An instruction with `@` where the name stands. */
  readonly instruction: string;
}

const BASES: Record<string, string> = {
  plain: "FROM @",
  "lower case": "from @",
  "mixed case": "FrOm @",
  "with a platform": "FROM --platform=$BUILDPLATFORM @",
  "with a name": "FROM @ AS named",
  "on the next line": "FROM \\\n  @",
  "after a comment in a continuation": "FROM \\\n# a comment\n  @ \\\n  AS named",
  indented: "   FROM @",
  quoted: 'FROM "@"',
  "in single quotes": "FROM '@' AS named",
  "after a quoted platform": 'FROM --platform="linux/amd64" @',
};

const COPIES: Record<string, string> = {
  "sole flag": "COPY --from=@ /a /b",
  "after --link": "COPY --link --from=@ /a /b",
  "before --link": "COPY --from=@ --link /a /b",
  "between flags": "COPY --chown=1:1 --from=@ --chmod=0755 /a /b",
  "lower case": "copy --from=@ /a /b",
  quoted: 'COPY --from="@" /a /b',
  "in single quotes": "COPY --from='@' /a /b",
  "its name quoted": 'COPY --"from"=@ /a /b',
  "several sources": "COPY --from=@ --exclude=*.md /a /b /c/",
  "JSON form": 'COPY --from=@ ["/a b", "/c"]',
  "on the next line": "COPY \\\n  --from=@ \\\n  /a /b",
  "after a blank line": "COPY --link \\\n\n  --from=@ /a /b",
  "before a heredoc": "COPY --from=@ <<EOF /b\nFROM nothing AS heredoc\nEOF",
};

const MOUNTS: Record<string, string> = {
  "only from": "RUN --mount=from=@,target=/m true",
  "after type": "RUN --mount=type=bind,from=@,target=/m true",
  last: "RUN --mount=type=bind,source=/a,target=/m,from=@ true",
  "key in upper case": "RUN --mount=type=bind,FROM=@,target=/m true",
  "second mount": "RUN --mount=type=cache,target=/c --mount=type=bind,from=@,target=/m true",
  "after another flag": "RUN --network=none --mount=from=@,target=/m true",
  quoted: 'RUN --mount="type=bind,from=@,target=/m" true',
  "a field quoted": 'RUN --mount=type=bind,"from=@",target=/m true',
  "on the next line": "RUN --mount=type=bind,target=/m,from=@ \\\n  true",
  "before a heredoc": "RUN --mount=from=@,target=/m <<EOF\nFROM nothing AS heredoc\nEOF",
  "third mount, on a line of its own":
    "RUN --mount=type=ssh \\\n  --mount=type=secret,id=x \\\n  --mount=type=bind,from=@,target=/m \\\n  true",
  cache: "RUN --mount=type=cache,from=@,target=/m true",
};

function places(form: Form, instructions: Record<string, string>): Place[] {
  return Object.entries(instructions).map(([title, instruction]) => ({
    title: `${form} ${title}`,
    form,
    instruction,
  }));
}

function held(instructions: Record<string, string>): Place[] {
  return Object.entries(instructions).map(([title, instruction]) => ({
    title: `ONBUILD ${title}: ${instruction.split(" ", 1)[0] ?? ""}`,
    form: "ONBUILD",
    instruction: `ONBUILD ${instruction}`,
  }));
}

export const PLACES: readonly Place[] = [
  ...places("FROM", BASES),
  ...places("COPY", COPIES),
  ...places("MOUNT", MOUNTS),
  ...held(COPIES),
  ...held(MOUNTS),
];

/** Ways to write a whole file that change nothing of what it means. */
export const DRESSES: Record<string, (text: string) => string> = {
  plain: text => text,
  CRLF: text => text.replaceAll("\n", "\r\n"),
  BOM: text => `\uFEFF${text}`,
  backtick: text => `# escape=\`\n${text.replaceAll("\\\n", "`\n")}`,
  "after a heredoc": text => `FROM scratch\nRUN cat <<-EOF\n\tFROM no AS stage\n\tEOF\n${text}`,
  "spaces after the escape": text => text.replaceAll("\\\n", "\\  \n"),
  "no last line end": text => text.replace(/\n$/, ""),
  "keywords in mixed case": text =>
    text.replace(/^ *(?:ONBUILD )?(?:FROM|COPY|RUN|ARG)\b/gim, keyword =>
      keyword.replace(/../g, pair => pair.charAt(0).toUpperCase() + pair.charAt(1).toLowerCase()),
    ),
  tabs: text => text.replaceAll("  ", "\t"),
  "comments and blank lines in instructions": text =>
    text.replaceAll("\\\n", "\\\n# a comment: FROM first\n\n   # another one \\\n"),
  "BOM, CRLF, backtick and comments": text =>
    `\uFEFF# escape=\`\n${text.replaceAll("\\\n", "`\n# a comment\n")}`.replaceAll("\n", "\r\n"),
};

/** Those of them that leave every instruction its lines and its letters. */
export const PLAIN_DRESSES = Object.fromEntries(
  Object.entries(DRESSES).filter(([dress]) => !/comments|mixed case/.test(dress)),
);

/** How many stages a dress adds before those of the text. */
export function stagesBefore(dress: string): number {
  return dress === "after a heredoc" ? 1 : 0;
}

/** Spellings of a name with a cursor in them, all of which mean the stage "First" in a form. */
export function spellingsOf(form: Form): readonly string[] {
  // A base is compared to the letter with the lower-cased name; everything else folds case.
  return form === "FROM" ? ["<|>first", "fir<|>st", "first<|>"] : ["<|>FIRST", "fi<|>rst", "First<|>"];
}
