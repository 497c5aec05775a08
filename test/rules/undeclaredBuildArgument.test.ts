import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { check } from "./check";

const said = (name: string, near = "") =>
  `UndeclaredBuildArgument: No ARG declares the build argument "${name}", so its value is not used${near}`;

const only = (rule: { id: string }) => rule.id === "UndeclaredBuildArgument";
const given = (...names: string[]) => ({
  ...NO_OPTIONS,
  buildArgs: new Map(names.map(name => [name, "1"])),
});

describe("rules: build arguments that nobody declares", () => {
  it("are those of no ARG, wherever one stands", () => {
    check(
      `ARG GLOBAL
FROM alpine AS a
ARG HERE=1 THERE
ONBUILD ARG LATER
FROM alpine AS b
#<^^^^^^^^^^^^^^^^ ${said("NOPE")}
#<^^^^^^^^^^^^^^^^ ${said("here")}
#<^^^^^^^^^^^^^^^^ ${said("GLOBL", " (did you mean GLOBAL?)")}
ENV NOPE=1
RUN echo <<EOF
ARG NOPE
EOF
`,
      given("GLOBAL", "HERE", "THERE", "LATER", "NOPE", "here", "GLOBL"),
      only,
    );
  });

  it("are none that builders know by themselves", () => {
    check(
      "FROM alpine\n",
      given(
        "HTTP_PROXY",
        "no_proxy",
        "All_Proxy",
        "BUILDKIT_INLINE_CACHE",
        "SOURCE_DATE_EPOCH",
        "TARGETARCH",
        "TARGETSTAGE",
      ),
      only,
    );
  });

  it("are told by the names that the builder reads, to the letter", () => {
    check(
      `ARG a-b=1 \\
    # a comment
    AFTER="x y" 'QUOTED'=1
FROM alpine
#<^^^^^^^^^^^ ${said("A-B")}
#<^^^^^^^^^^^ ${said("RSYNC_PROXY")}
#<^^^^^^^^^^^ ${said("QUOTED", " (did you mean 'QUOTED'?)")}
#<^^^^^^^^^^^ ${said("TARGET")}
#<^^^^^^^^^^^ ${said("BUILDARCHS")}
RUN ARG=1 HIDDEN=2 true
`,
      given(
        "a-b",
        "AFTER",
        "A-B",
        "RSYNC_PROXY",
        "QUOTED",
        "TARGET",
        "BUILDARCHS",
        "BUILDKIT_MULTI_PLATFORM",
        "ftp_proxy",
      ),
      only,
    );
  });

  it("are none where another frontend reads the file", () => {
    check("# syntax=example.com/frontend\nFROM alpine\n", given("NOPE"), only);
    check("# syntax=docker/dockerfile:1\nFROM alpine\n# check=skip=all\n", given(), only);
  });
});
