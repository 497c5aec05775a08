// tsx scripts/projectSchema.ts (npm run schema): writes schemas/dockerfile-stages.json, by which editors complete and check the project
// file, from what reads that file.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { RULES } from "../server/src/rules/registry";
import { FAIL_ON, RULE_LEVELS } from "../server/src/workspace/ruleLevels";

const FILE = join(__dirname, "..", "schemas", "dockerfile-stages.json");

/** The schema (draft 7) of `.dockerfile-stages.yaml` and `.json`. A key without a value says nothing, as in the reader. */
export function projectSchema(): object {
  const severity = {
    description: "Its severity, or off.",
    // YAML of old reads off as false.
    enum: [...RULE_LEVELS, false],
  };
  const text = { type: ["string", "number", "boolean"] };
  const texts = (description: string) => ({
    description,
    anyOf: [text, { type: "array", items: text }, { type: "null" }],
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Dockerfile Stages",
    description:
      "What a project has agreed on about its Dockerfiles, for editors and the command line dockerfile-stages.",
    type: ["object", "null"],
    additionalProperties: false,
    properties: {
      $schema: { description: "The address of this schema." },
      rules: {
        description: "The severities of rules.",
        type: ["object", "null"],
        additionalProperties: false,
        properties: Object.fromEntries(
          [...RULES]
            .sort((one, other) => (one.id < other.id ? -1 : 1))
            .map(({ id, title }) => [id, { ...severity, description: title }]),
        ),
      },
      targets: texts("Stages that are built by themselves, with --target."),
      ignore: texts("Files that are not checked: patterns as in .gitignore, from the folder of this file."),
      failOn: {
        description: "The severity from which on problems fail a check of the command line.",
        enum: [...FAIL_ON, null],
        default: "warning",
      },
    },
  };
}

/** The text of the schema's file. */
export function projectSchemaText(): Promise<string> {
  return format(JSON.stringify(projectSchema()), { parser: "json", printWidth: 110 });
}

if (require.main === module)
  void projectSchemaText().then(text => {
    writeFileSync(FILE, text);
  });
