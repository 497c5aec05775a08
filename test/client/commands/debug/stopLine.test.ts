import { strict as assert } from "node:assert";
import { stopLine } from "../../../../client/src/commands/debug/stopLine";
import { instructionsOf } from "../../modelOf";

/** Behind each line, the one at which a build stops for a breakpoint there; none where it does not stop. */
const MARKED = `
# syntax=docker/dockerfile:1 => 4
ARG TAG=1 => 4
=> 4
FROM alpine:$TAG AS deps => 4
# why => 6
RUN one && \\ => 6
    # inside => 6
    two => 6
ENV A=1 => 10
COPY <<EOF /x <<END /y => 10
text => 10
EOF => 10
END => 10
RUN <<EOF => 14
a => 14
EOF => 14
ONBUILD RUN three => none
LABEL a=b => none
FROM deps AS build => 22
# first => 22
ARG B => 22
WORKDIR /app => 22
FROM scratch => 24
COPY --from=build /x /y => 24
=> none
`
  .slice(1, -1)
  .split("\n")
  .map(line => /^(.*?) ?=> (none|\d+)$/.exec(line)?.slice(1) ?? []);

describe("the line at which a build stops", () => {
  const text = MARKED.map(([line = ""]) => line).join("\n");
  for (const [index, [line = "", expected = ""]] of MARKED.entries()) {
    it(`${expected}: line ${index + 1}, ${line}`, () => {
      const wanted = expected === "none" ? index + 1 : Number(expected);
      assert.equal(stopLine(instructionsOf(text), index + 1), wanted);
    });
  }
});
