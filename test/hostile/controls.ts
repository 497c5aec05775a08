/** What the counting has to see: things that cost the square of their size. */

function list(units: number): number[] {
  return Array.from({ length: units }, (_, index) => index);
}

export const CONTROLS: Readonly<Record<string, (units: number) => void>> = {
  "a loop in a loop": units => {
    let sum = 0;
    for (const a of list(units)) for (const b of list(units)) sum += a * b;
    list(sum > 0 ? 1 : 0);
  },
  "a search in a callback": units => {
    const all = list(units);
    for (const a of all) all.find(b => b === units - a);
  },
  "a built-in search": units => {
    const all = list(units);
    for (const a of all) all.includes(-a - 1);
  },
  "a search in a text": units => {
    const text = "a".repeat(units);
    for (const a of list(units)) text.includes(`b${a}`);
  },
};
