/** Reads what a builder says of a file that is not where an instruction takes it from: the build context, a stage, an image. Pure. */

const WORDS = [
  // BuildKit.
  /failed to calculate checksum of ref [^"]*"\/?([^"]+)": not found/,
  // BuildKit of Docker 20.10.
  /failed to compute cache key: "\/?([^"]+)" not found/,
  // The builder before it.
  /file not found in build context[^:]*: stat ([^:]+): file does not exist/,
  /COPY failed: stat \/?([^:]+): (?:file does not exist|no such file or directory)/,
  // Buildah.
  /checking on sources under "[^"]*": copier: stat: "\/?([^"]+)": no such file or directory/,
];

/** The path of the file, without a slash at its beginning; `undefined` where the message is about anything else. */
export function missingSource(message: string): string | undefined {
  for (const words of WORDS) {
    const [, path] = words.exec(message) ?? [];
    if (path !== undefined) return path;
  }
  return undefined;
}

/** A text of the builder without the names that it gives its own files, which mean nothing to a person. */
export function withoutReferences(text: string): string {
  return text
    .replace(/failed to calculate checksum of ref [\w:-]+: /g, "")
    .replace(/failed to compute cache key: /g, "");
}
