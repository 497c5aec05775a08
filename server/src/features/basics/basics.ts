/**
 * What every extension for Dockerfiles has: keywords, their explanations, signature help and formatting, all of which come from the
 * library that the others use. It is loaded where no other extension does the same.
 */
export { withExplanation } from "./explanation";
export { format, formatOnType } from "./format";
export { keywordItems } from "./keywords";
export { signatureHelp } from "./signature";
