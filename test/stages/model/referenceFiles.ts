/**
 * Every way to refer to a stage: in each form, in each case, with the name defined earlier, twice, by the stage itself,
 * later or not at all, and with a named context of that name or without. What each means is said here once more, from the
 * text of spec 1.2, 1.3 and 2.4 alone; a real builder agreed in every form but ONBUILD, which it resolves nowhere by itself.
 */

export type Form = "FROM" | "COPY" | "MOUNT" | "ONBUILD COPY" | "ONBUILD MOUNT";

export const FORMS: readonly Form[] = ["FROM", "COPY", "MOUNT", "ONBUILD COPY", "ONBUILD MOUNT"];

export interface ReferenceFile {
  readonly form: Form;
  readonly reference: "build" | "BUILD" | "Build";
  /** Which of the four stages have the name `build`; the reference stands in the one with index 2. */
  readonly defined: readonly number[];
  /** The name of the stages, as written. */
  readonly name: "build" | "Build";
  /** A named context of that name is given. */
  readonly context: boolean;
}

const SUBSETS: readonly number[][] = Array.from({ length: 16 }, (_, bits) =>
  [0, 1, 2, 3].filter(i => (bits >> i) & 1),
);

export const REFERENCE_FILES: readonly ReferenceFile[] = FORMS.flatMap(form =>
  (["build", "BUILD", "Build"] as const).flatMap(reference =>
    (["build", "Build"] as const).flatMap(name =>
      SUBSETS.flatMap(defined => [false, true].map(context => ({ form, reference, name, defined, context }))),
    ),
  ),
);

const INSTRUCTIONS: Record<Form, string> = {
  FROM: "",
  COPY: "COPY --from=@ /x /y\n",
  MOUNT: "RUN --mount=from=@,target=/x true\n",
  "ONBUILD COPY": "ONBUILD COPY --from=@ /x /y\n",
  "ONBUILD MOUNT": "ONBUILD RUN --mount=from=@,target=/x true\n",
};

/** The text of a file, and the contexts given beside it. */
export function referenceFile({ form, reference, defined, name, context }: ReferenceFile): {
  text: string;
  contexts: string[];
} {
  const stage = (index: number, base: string) =>
    `FROM ${base}${defined.includes(index) ? ` AS ${name}` : ""}\n`;
  const body = INSTRUCTIONS[form].replace("@", reference);
  const text =
    stage(0, "scratch") +
    stage(1, "scratch") +
    stage(2, form === "FROM" ? reference : "scratch") +
    body +
    stage(3, "scratch");
  return { text, contexts: context ? ["build"] : [] };
}

/** What the reference of a file means. */
export function expectedMeaning({ form, reference, defined, context }: ReferenceFile): string {
  const visible = form === "FROM" ? defined.filter(index => index < 2) : defined;
  const last = visible.at(-1);
  // FROM compares as written with names in lower case; everything else folds case.
  if (last !== undefined && (form !== "FROM" || reference === "build")) return String(last);
  if (reference !== "build")
    return `image, but invalid reference format: repository name (library/${reference}) must be lowercase`;
  return context ? "context" : "image";
}
