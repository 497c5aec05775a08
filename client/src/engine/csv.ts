/** Values of options that BuildKit reads as one record of CSV: `--secret`, `--output`. */

/**
 * The fields as one record: `id=x,"src=/a,b"`. Quotes and commas in a field keep what they are; a line break is for the caller to
 * refuse.
 */
export function csvRecord(fields: readonly string[]): string {
  return fields.map(field => (/[",]|^\s/.test(field) ? `"${field.replace(/"/g, '""')}"` : field)).join(",");
}

/** The fields of one record: `csvFields('id=x,"src=/a,b"')` is `["id=x", "src=/a,b"]`. */
export function csvFields(record: string): string[] {
  return [...record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain = ""]) => quoted?.replaceAll('""', '"') ?? plain.trim(),
  );
}
