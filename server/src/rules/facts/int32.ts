const LARGEST = 2 ** 31 - 1;
/** Beyond this Go stops before it sees what follows the digits. */
const LARGEST_UNSIGNED = 2 ** 32 - 1;

/** Why a text is no whole number of 32 bits, in the words of Go (`strconv.ParseInt`), or null. */
export function int32Error(text: string): string | null {
  const [read = "", sign = "", digits = ""] = /^([-+]?)(\d*)/.exec(text) ?? [];
  if (digits !== "" && Number(digits) > LARGEST_UNSIGNED) return "value out of range";
  if (digits === "" || read !== text) return "invalid syntax";
  return Number(digits) > LARGEST + (sign === "-" ? 1 : 0) ? "value out of range" : null;
}
