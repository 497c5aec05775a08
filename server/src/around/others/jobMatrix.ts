/** Jobs that a CI service runs several times: `parallel: matrix:` of GitLab, `strategy: matrix:` of Azure, `matrix:` of Woodpecker. */
import { at, entriesOf, itemsOf, scalarOf, scalarsOf } from "../tree";
import type { Tree } from "../tree";

/** The variables of one run. */
export type MatrixRow = ReadonlyMap<string, string>;

/** Of more runs the rest is not looked at. */
const MOST_ROWS = 64;

/** The runs of a job; none where it has no matrix, or one that is written by an expression. */
export function rowsOf(job: Tree): readonly MatrixRow[] {
  const ofGitlab = itemsOf(at(job, "parallel", "matrix")).flatMap(product);
  const ofAzure = entriesOf(at(job, "strategy", "matrix")).flatMap(({ value }) =>
    value.kind === "map" ? [plain(value)] : [],
  );
  const matrix = at(job, "matrix");
  const included = itemsOf(at(matrix, "include")).map(plain);
  const ofWoodpecker = included.length > 0 ? included : matrix ? product(matrix) : [];
  return [...ofGitlab, ...ofAzure, ...ofWoodpecker].slice(0, MOST_ROWS);
}

/** A row for each way to take one value of each list. */
function product(axes: Tree): MatrixRow[] {
  let rows: MatrixRow[] = [];
  for (const { key, value } of entriesOf(axes)) {
    const values = scalarsOf(value).map(({ text }) => text);
    if (values.length === 0) continue;
    const before: readonly MatrixRow[] = rows.length === 0 ? [new Map()] : rows;
    rows = before.flatMap(row => values.map(text => new Map([...row, [key, text]]))).slice(0, MOST_ROWS);
  }
  return rows;
}

function plain(row: Tree): MatrixRow {
  return new Map(
    entriesOf(row).flatMap(({ key, value }) => {
      const scalar = scalarOf(value);
      return scalar ? [[key, scalar.text] as const] : [];
    }),
  );
}
