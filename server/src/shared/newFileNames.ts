/** Names for a new Dockerfile and its ignore file. */

/** Names in a folder that nothing has yet; `isTaken` says which ones something has. */
export function freeNames(isTaken: (name: string) => boolean): { dockerfile: string; ignore: string } {
  for (let number = 0; ; number++) {
    const dockerfile =
      number === 0 ? "Dockerfile" : number === 1 ? "Dockerfile.new" : `Dockerfile.new-${number}`;
    if (isTaken(dockerfile)) continue;
    // The builder takes the one with the name of the Dockerfile before the one of the folder.
    const ignore = [".dockerignore", `${dockerfile}.dockerignore`].find(name => !isTaken(name));
    if (ignore !== undefined) return { dockerfile, ignore };
  }
}
