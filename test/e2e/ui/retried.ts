/**
 * The window tests that are tried once more when they fail, by their full titles or those of their suites, each with the reason:
 * something outside of the extension and of the test, which the test cannot wait for. Beside these, a window test that has waited in
 * vain is tried once more (`retryWaits`). Any other test that fails has failed. The report names what was tried again.
 */
const COLLECTS =
  "the thread that is measured collects the garbage of the whole window now and then, and a frame with that in it is too long";

export const RETRIED: Readonly<Record<string, string>> = {
  "the window while a build prints without end": COLLECTS,
};
