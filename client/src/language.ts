/** How documents that this extension is about are known to the editor. */

/** Their language. */
export const LANGUAGE = "dockerfile";

/** The scheme of what a Dockerfile would be, beside the Dockerfile itself. */
export const CONVERTED_SCHEME = "dockerfile-stages-converted";

/** The source of the diagnostics of the language server. */
export const DIAGNOSTIC_SOURCE = "dockerfile-stages";
