/**
 * The window tests that are tried once more when they fail, by their full titles or those of their suites, each with the reason:
 * something outside of the extension and of the test, which the test cannot wait for. Any other test that fails has failed. The
 * report names what was tried again.
 */
const COLLECTS =
  "the thread that is measured collects the garbage of the whole window now and then, and a frame with that in it is too long";
const LOSES =
  "VS Code loses a key or a click that comes while it draws anew what is clicked, and nothing tells when it has drawn it";

export const RETRIED: Readonly<Record<string, string>> = {
  "the window while a build prints without end": COLLECTS,
  "what leaves a stage, in the real window": LOSES,
  "a build in the real window": LOSES,
  "inside of a stage, in the real window": LOSES,
  "stages in the real window": LOSES,
  "a Dockerfile that other files build, in the real window": LOSES,
  "the stage graph, in the real window": LOSES,
  "the view of all stages, in the real window": LOSES,
};
