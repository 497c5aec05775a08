/** What runs the commands that change files, or write new ones. */
export { run as convert } from "../convert";
export { run as newDockerfile } from "../new";
export { run as rename } from "../rename";
