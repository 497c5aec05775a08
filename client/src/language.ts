/** The language of the documents that this extension is about. */
export const LANGUAGE = "dockerfile";
