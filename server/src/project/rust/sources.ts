/** What the sources of a program of Rust say: its port, what it reads and writes beside itself, and what its compiler asks. */
import * as l10n from "@vscode/l10n";
import { matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { field, fieldsOf } from "../../ecosystems/manifest";
import type { Fields } from "../../ecosystems/manifest";
import { namedAtRoot } from "../../ecosystems/namedAtRoot";
import { procfileStart } from "../../ecosystems/procfile";
import * as sanitize from "../../shared/sanitize";
import type { Change } from "../plan";

/** What the sources name at the root of the project, and the folder that a database in the program is written to. */
export function besideChanges(folder: ProjectFolder, fields: Fields): Change[] {
  const texts = textOf(folder);
  const named = namedAtRoot(folder, texts, /\.rs$/).filter(
    top =>
      !new RegExp(
        `(?:include_dir|include_str|include_bytes|migrate|embed|folder\\s{0,3}=)!?\\s{0,3}[("][^)\n]{0,60}${top}`,
      ).test(texts),
  );
  const copied = [...new Set([...["Rocket.toml"].filter(file => folder.files.has(file)), ...named])];
  const dependencies = fieldsOf(fields["dependencies"]);
  const writes =
    ["rusqlite", "sled", "redb", "rocksdb", "heed"].some(name => dependencies[name] !== undefined) ||
    /sqlite/.test(JSON.stringify([dependencies["sqlx"], dependencies["diesel"], dependencies["sea-orm"]]));
  if (copied.length === 0 && !writes) return [];
  const owner = writes ? "--chown=65532:65532 " : "";
  const copies = copied.map(top => `COPY ${owner}${top} ./${top}\n`).join("");
  const folderOfData = writes ? "RUN install --directory --owner=65532 --group=65532 /app\n" : "";
  return [{ replace: "USER 65532:65532\n", by: `${folderOfData}WORKDIR /app\n${copies}USER 65532:65532\n` }];
}

/** The reason where the compiler would ask a database: https://docs.rs/sqlx/latest/sqlx/macro.query.html#offline-mode */
export function checkedQueries(folder: ProjectFolder, fields: Fields): string | null {
  const usesSqlx =
    field(fields, "dependencies", "sqlx") !== undefined ||
    field(fieldsOf(fields["workspace"]), "dependencies", "sqlx") !== undefined;
  const isPrepared = matching(folder, /(?:^|\/)(?:\.sqlx\/|sqlx-data\.json$)/).length > 0;
  if (!usesSqlx || isPrepared || !/\bquery(?:_as|_scalar|_file|_file_as)?!\s{0,3}\(/.test(textOf(folder)))
    return null;
  return l10n.t(
    "The compiler checks the queries of sqlx with a database, which no build has. Run cargo sqlx prepare, and commit the folder .sqlx.",
  );
}

/** The words behind the program in the Procfile, where that starts it; none elsewhere. */
export function processArguments(
  folder: ProjectFolder,
  program: string,
  port: string | null,
): readonly string[] {
  const [first = "", ...rest] = procfileStart(folder, port ?? "8080")?.words ?? [];
  return first.replace(/^.*\//, "") === program ? rest : [];
}

/** The port that src/main.rs listens at. */
export function portOf(folder: ProjectFolder): string | null {
  const text = folder.read("src/main.rs") ?? "";
  const written =
    /"(?:0\.0\.0\.0|127\.0\.0\.1|\[::\]):(\d{2,5})"/.exec(text)?.[1] ??
    /"(?:0\.0\.0\.0|127\.0\.0\.1)",\s{0,3}(\d{2,5})\b/.exec(text)?.[1] ??
    /\(\[0, ?0, ?0, ?0\],\s{0,3}(\d{2,5})\)/.exec(text)?.[1];
  return sanitize.port(written);
}

function textOf(folder: ProjectFolder): string {
  return matching(folder, /\.rs$/)
    .map(file => folder.read(file) ?? "")
    .join("\n");
}
