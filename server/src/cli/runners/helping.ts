/** What runs the commands that help with the others. */
export { run as completion } from "../completion";
export { run as explain } from "../explain";
