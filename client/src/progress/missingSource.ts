/** Reads what a builder says of a file that a COPY or ADD names and that is not in the build context. Pure. */

const WORDS = [
  // BuildKit.
  /failed to calculate checksum of ref [^"]*"\/?([^"]+)": not found/,
  // The builder before it.
  /file not found in build context[^:]*: stat ([^:]+): file does not exist/,
  // Buildah.
  /checking on sources under "[^"]*": copier: stat: "\/?([^"]+)": no such file or directory/,
];

/** The path of the file below the context; `undefined` where the message is about anything else. */
export function missingSource(message: string): string | undefined {
  for (const words of WORDS) {
    const [, path] = words.exec(message) ?? [];
    if (path !== undefined) return path;
  }
  return undefined;
}
