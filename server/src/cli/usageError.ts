/** The command line was written wrongly: the message says what and how it is right. The process ends with 2. */
export class UsageError extends Error {}
