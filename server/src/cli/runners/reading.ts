/** What runs the commands that read and tell. */
export { run as graph } from "../graph";
export { run as stages } from "../stages";
export { run as unused } from "../unused";
export { run as uses } from "../uses";
