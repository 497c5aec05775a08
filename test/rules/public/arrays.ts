/** What stands behind a JSON array, which is then none. */
import type { PublicCase } from "./case";

export const ARRAYS: Record<string, PublicCase> = {
  "a second array": {
    dockerfile: `FROM alpine
CMD ["/bin/sh"] ["-l"]
#   ^^^^^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
#               ^^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
CMD ["/bin/sh", "-l"]
`,
  },
  "a comment": {
    dockerfile: `FROM alpine
CMD ["/srv", "--now"] # start it
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
#                     ^^^^^^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
# start it
CMD ["/srv", "--now"]
`,
  },
  "a command of the shell": {
    dockerfile: `FROM alpine
ENTRYPOINT ["/srv"]; echo done
#          ^^^^^^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT to prevent unintended behavior related to OS signals
#                  ^^^^^^^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
  },
  "a word": {
    dockerfile: `FROM alpine
RUN ["/srv"] --now
#            ^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
RUN ["/srv", "--now"]
`,
  },
  "a string": {
    dockerfile: `FROM alpine
CMD ["/srv"], "--now"
#   ^^^^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
#           ^^^^^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
CMD ["/srv", "--now"]
`,
  },
  "a bracket too many": {
    dockerfile: `FROM alpine
CMD ["/srv"]]
#   ^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
#           ^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
CMD ["/srv"]
`,
  },
  "a comma": {
    dockerfile: `FROM alpine
ENTRYPOINT ["/srv"],
#          ^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT to prevent unintended behavior related to OS signals
#                  ^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
ENTRYPOINT ["/srv"]
`,
  },
  "an operator of the shell": {
    dockerfile: `FROM alpine
HEALTHCHECK CMD ["/srv"] || exit 1
#                        ^^^^^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
  },
  "another instruction": {
    dockerfile: `FROM alpine
ENTRYPOINT ["/srv"] CMD ["--now"]
#          ^^^^^^^^^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for ENTRYPOINT to prevent unintended behavior related to OS signals
#                   ^^^^^^^^^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
ENTRYPOINT ["/srv"]
CMD ["--now"]
`,
    differsIn: { tabs: "CMD is then the first word of a line" },
  },
  "a path behind paths": {
    dockerfile: `FROM alpine
COPY ["a", "b"] /c/
#               ^^^ TextAfterArray: The text after the ] makes these words paths, with the brackets and quotes
`,
    fixed: `FROM alpine
COPY ["a", "b", "/c/"]
`,
  },
  "a second list of volumes": {
    dockerfile: `FROM alpine
VOLUME ["/a"], ["/b"]
#            ^^^^^^^^ TextAfterArray: The text after the ] makes these words paths, with the brackets and quotes
`,
    fixed: `FROM alpine
VOLUME ["/a", "/b"]
`,
  },
  "a shell with a comment": {
    dockerfile: `FROM alpine
SHELL ["/bin/sh", "-c"] # why
#     ^^^^^^^^^^^^^^^^^^^^^^^ InvalidArguments: SHELL requires the arguments to be in JSON form
#                       ^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
# why
SHELL ["/bin/sh", "-c"]
`,
  },
  "an array in single quotes": {
    dockerfile: `FROM alpine
CMD ['/srv'] ['--now']
#   ^^^^^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
#            ^^^^^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
CMD ["/srv", "--now"]
`,
  },
  "an array that lacks a comma, and a comment": {
    dockerfile: `FROM alpine
CMD ["/srv" "--now"] # start it
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
#                    ^^^^^^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
# start it
CMD ["/srv" "--now"]
`,
  },
  "an empty array": {
    dockerfile: `FROM alpine
CMD [] x
#   ^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
#      ^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
CMD ["x"]
`,
  },
  "an array on several lines": {
    dockerfile: `FROM alpine
CMD ["/srv", \\
#   ^^^^^^^^^^ JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
  "-a"] \\
  ["-b"]
# ^^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
`,
    fixed: `FROM alpine
CMD ["/srv", "-a", "-b"]
`,
  },
  "a heredoc": {
    dockerfile: `FROM alpine
RUN ["sh"] <<EOF
#          ^^^^^ TextAfterArray: The text after the ] makes this a command of the shell, with the brackets and quotes
true
EOF
`,
  },
  "tests of the shell": {
    dockerfile: `FROM alpine
RUN [ -f /a ] && true
RUN [ "$A" = "b" ] || true
RUN [ "$A" ] && true
RUN [[ -f /a ]] && true
`,
  },
};
