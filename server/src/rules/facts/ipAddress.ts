/** IP addresses as Go's `net.ParseIP` takes them: without a zone, and without leading zeros in the fourth version. */

const FIELDS = 8;

/** Whether a text is an address of the fourth or the sixth version. */
export function isIpAddress(text: string): boolean {
  return isFourth(text) || isSixth(text);
}

function isFourth(text: string): boolean {
  const numbers = text.split(".");
  return numbers.length === 4 && numbers.every(one => /^(0|[1-9]\d{0,2})$/.test(one) && Number(one) < 256);
}

function isSixth(text: string): boolean {
  const last = text.slice(text.lastIndexOf(":") + 1);
  const tail = last.length < text.length && last.includes(".") ? last : undefined;
  if (tail !== undefined && !isFourth(tail)) return false;
  // The fourth version at the end stands for two fields.
  const [before = "", after, ...more] = (
    tail === undefined ? text : `${text.slice(0, -tail.length)}0:0`
  ).split("::");
  const fields = [before, after ?? ""].flatMap(part => (part === "" ? [] : part.split(":")));
  if (more.length > 0 || !fields.every(field => /^[0-9a-f]{1,4}$/i.test(field))) return false;
  return after === undefined ? fields.length === FIELDS : fields.length < FIELDS;
}
