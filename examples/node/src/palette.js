import { contrast } from "contrast";

const BLACK = "#000000";
const WHITE = "#ffffff";

/** Turns lines of `name,code` into a palette: for every name its code, the text colour that reads best on it, and how well. */
export function compilePalette(csv) {
  const [, ...rows] = csv.trim().split(/\r?\n/);
  return Object.fromEntries(
    rows.map(row => row.split(",")).map(([name, code]) => [name, describe(name, code)]),
  );
}

function describe(name, code) {
  if (!/^#[0-9a-f]{6}$/.test(code)) throw new Error(`${name}: "${code}" is not a colour such as #008080`);
  const text = contrast(code, BLACK) >= contrast(code, WHITE) ? BLACK : WHITE;
  return { code, text, contrast: Number(contrast(code, text).toFixed(2)) };
}
