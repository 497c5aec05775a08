/**
 * What frontends say of a line that some of them do not know: each was built from its tag `dockerfile/1.*` of moby/buildkit with
 * the build tags of its channel, and asked. A frontend that is not named takes the line.
 */

/** The frontends that were asked. */
export const ASKED = [
  "1.1",
  "1.1-experimental",
  "1.2",
  "1.2-labs",
  "1.3",
  "1.3-labs",
  "1.4",
  "1.5",
  "1.5-labs",
  "1.6",
  "1.7",
  "1.7-labs",
  "1.8",
  "1.9",
  "1.10",
  "1.11",
  "1.13",
  "1.14",
  "1.14-labs",
  "1.17",
  "1.19",
  "1.20",
  "1.21",
];

/** By the text below `FROM scratch`, the refusals, and who refuses so. */
export const FRONTEND_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "COPY --link a b\n": {
    "Unknown flag: link": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown flag: link": "1.3 1.3-labs",
  },
  "ADD --link a b\n": {
    "Unknown flag: link": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown flag: link": "1.3 1.3-labs",
  },
  "COPY --chmod=755 a b\n": {
    "Unknown flag: chmod": "1.1 1.1-experimental",
  },
  "ADD --chmod=755 a b\n": {
    "Unknown flag: chmod": "1.1 1.1-experimental",
  },
  "COPY --chown=1 a b\n": {},
  "COPY --parents a b\n": {
    "Unknown flag: parents": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown flag: parents": "1.3 1.3-labs 1.4 1.5 1.5-labs 1.6 1.7 1.8 1.9 1.10",
    "unknown flag: --parents": "1.11 1.13 1.14 1.17 1.19",
  },
  "COPY --exclude=a a b\n": {
    "Unknown flag: exclude": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown flag: exclude": "1.3 1.3-labs 1.4 1.5 1.5-labs 1.6 1.7 1.8 1.9 1.10",
    "unknown flag: --exclude": "1.11 1.13 1.14 1.17",
  },
  "ADD --exclude=a a b\n": {
    "Unknown flag: exclude": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown flag: exclude": "1.3 1.3-labs 1.4 1.5 1.5-labs 1.6 1.7 1.8 1.9 1.10",
    "unknown flag: --exclude": "1.11 1.13 1.14 1.17",
  },
  "ADD --keep-git-dir a b\n": {
    "Unknown flag: keep-git-dir": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown flag: keep-git-dir": "1.3 1.3-labs 1.4",
  },
  "ADD --unpack a b\n": {
    "Unknown flag: unpack": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown flag: unpack": "1.3 1.3-labs 1.4 1.5 1.5-labs 1.6 1.7 1.7-labs 1.8 1.9 1.10",
    "unknown flag: --unpack": "1.11 1.13 1.14 1.14-labs",
  },
  "RUN --mount=type=cache,target=/x ls\n": {
    "Unknown flag: mount": "1.1",
  },
  "RUN --mount=type=secret,id=a ls\n": {
    "Unknown flag: mount": "1.1",
  },
  "RUN --mount=type=ssh ls\n": {
    "Unknown flag: mount": "1.1",
  },
  "RUN --mount=type=secret,id=a,env=A ls\n": {
    "Unknown flag: mount": "1.1",
    "unexpected key 'env' in 'env=A'":
      "1.1-experimental 1.2 1.2-labs 1.3 1.3-labs 1.4 1.5 1.5-labs 1.6 1.7 1.7-labs 1.8 1.9",
  },
  "RUN --mount=type=tmpfs,target=/x,size=1g ls\n": {
    "Unknown flag: mount": "1.1",
    "unexpected key 'size' in 'size=1g'": "1.1-experimental 1.2 1.2-labs 1.3 1.3-labs",
  },
  "RUN --mount=type=secret,id=a,required=true ls\n": {
    "Unknown flag: mount": "1.1",
  },
  "RUN --mount=type=cache,target=/x,mode=0400,uid=1,gid=2,sharing=locked ls\n": {
    "Unknown flag: mount": "1.1",
  },
  "RUN --network=none ls\n": {
    "Unknown flag: network": "1.1 1.2",
  },
  "RUN --security=insecure ls\n": {
    "Unknown flag: security": "1.1 1.2",
    "unknown flag: security": "1.3 1.4 1.5 1.6 1.7 1.8 1.9 1.10",
    "unknown flag: --security": "1.11 1.13 1.14 1.17 1.19",
  },
  "HEALTHCHECK --start-interval=5s CMD true\n": {
    "Unknown flag: start-interval": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown flag: start-interval": "1.3 1.3-labs 1.4 1.5 1.5-labs",
  },
  "HEALTHCHECK --start-period=5s CMD true\n": {},
  "RUN <<EOF\napt-get update\nEOF\n": {
    "unknown instruction: APT-GET": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown instruction: apt-get": "1.3",
  },
  "COPY <<EOF /x\nhello\nEOF\n": {
    "unknown instruction: HELLO": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown instruction: hello (did you mean shell?)": "1.3",
  },
  "ADD <<EOF /x\nhello\nEOF\n": {
    "unknown instruction: HELLO": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown instruction: hello (did you mean shell?)": "1.3",
  },
  "RUN <<EOF\nuser x\nEOF\n": {
    "unknown instruction: EOF": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown instruction: EOF (did you mean ENV?)": "1.3",
  },
  'RUN <<EOF bash\n  # c\n\n  echo "a"\nEOF\n': {
    "unknown instruction: ECHO": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown instruction: echo": "1.3",
  },
  "ONBUILD RUN <<EOF\nx\nEOF\n": {
    "unknown instruction: X": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown instruction: x": "1.3",
  },
  "RUN <<EOF\n#!/bin/sh\nEOF\n": {
    "unknown instruction: EOF": "1.1 1.1-experimental 1.2 1.2-labs",
    "unknown instruction: EOF (did you mean ENV?)": "1.3",
  },
  "ARG a b=c\n": {
    "ARG requires exactly one argument": "1.1 1.1-experimental",
  },
  "ARG A=1 B=2\n": {
    "ARG requires exactly one argument": "1.1 1.1-experimental",
  },
  "FROM --platform=linux/amd64 scratch\n": {},
};
