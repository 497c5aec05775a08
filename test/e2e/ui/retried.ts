/**
 * The window tests that are tried once more when they fail, by their full titles, each with the reason: something outside of the
 * extension and of the test, which the test cannot wait for. Any other test that fails has failed. The report names what was
 * tried again.
 */
const COLLECTS =
  "the thread that is measured collects the garbage of the whole window now and then, and a frame with that in it is too long";

export const RETRIED: Readonly<Record<string, string>> = {
  "the window while a build prints without end goes on: 100,000 lines as quickly as they come": COLLECTS,
  "the window while a build prints without end goes on: 20,000 lines of 2,000 characters": COLLECTS,
  "the window while a build prints without end goes on: 100,000 lines of a real RUN": COLLECTS,
};
