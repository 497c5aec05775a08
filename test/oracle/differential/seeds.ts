/** The files that are changed: those of the project, those that a folder holds, and real ones where there are some. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exampleProjects } from "../../support/exampleProjects";
import { realFiles } from "../../stages/sharedData";
import { ORACLE_CASES } from "../cases";
import { NOTHING } from "./given";
import type { Question } from "./given";

/** Our own cases, but for those that name a target or a context. */
export function ownCases(): Question[] {
  return Object.values(ORACLE_CASES)
    .flat()
    .filter(({ given, unlike }) => !given.target && !given.contexts && unlike === null)
    .map(({ dockerfile, given }) => ({
      text: dockerfile,
      given: { ...NOTHING, buildArgs: given.buildArgs ?? {} },
    }));
}

/** The files below a folder whose name says that they are Dockerfiles. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /dockerfile|containerfile/i.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => !/\.(dockerignore|[cm]?[jt]s|md|json)$/.test(file))
    .sort()
    .map(file => withoutDigests(readFileSync(file, "utf8")));
}

/** What the generator changes: files that a builder accepts, so that a change is what decides. */
export function seeds(more: readonly string[]): string[] {
  const accepted = Object.values(ORACLE_CASES)
    .flat()
    .filter(({ verdict, given }) => verdict === "ok" && Object.keys(given).length === 0)
    .map(({ dockerfile }) => dockerfile)
    .filter(text => text.split(/^FROM/m).length > 2);
  const examples = exampleProjects().map(({ model }) => model.file.text);
  const real = process.env["DOCKERFILE_STAGES_SHARED"]
    ? realFiles()
        .filter(({ verdict, dockerfile }) => verdict === "ok" && dockerfile.length < LONGEST)
        .map(({ dockerfile }) => dockerfile)
    : [];
  return [...STAGES, ...STAGES, ...examples, ...examples, ...accepted, ...more, ...real].map(withoutDigests);
}

/** Longer files hold few more ways to go wrong, and cost more to shrink. */
const LONGEST = 4_000;

/** A stand-in has no digest that could be known before. */
function withoutDigests(text: string): string {
  return text.replace(/@sha256:[0-9a-f]{64}/g, "");
}

/** Small files with much about stages in them. */
const STAGES: readonly string[] = [
  `ARG A=alpine
FROM \${A} AS base
WORKDIR /src
ENV B=b

FROM base AS deps
COPY package.json ./
RUN --mount=type=cache,target=/cache install

FROM deps AS build
COPY . .
RUN --mount=type=bind,from=deps,source=/src,target=/deps make \\
    # all of it
    all
ONBUILD COPY --from=deps /a /b

FROM scratch AS out
COPY --from=build /out /
COPY --from=1 /deps /
`,
  `# check=skip=JSONArgsRecommended
FROM --platform=$BUILDPLATFORM scratch AS build
ARG TARGETOS
ARG TARGETARCH=amd64
ENV OUT=/out/\${TARGETOS:-linux}/$TARGETARCH
RUN <<EOF
make $OUT
EOF
COPY <<-"EOF" /etc/build.conf
	out=$OUT
	EOF

FROM scratch
ARG TARGETARCH
COPY --from=build --chown=1000:1000 /out/linux/$TARGETARCH /
LABEL arch=$TARGETARCH
EXPOSE 80/tcp
ENTRYPOINT ["/a"]
`,
  `FROM scratch AS source
ONBUILD COPY --from=tools /t /t
ONBUILD ENV T=/t
FROM scratch AS tools
COPY t /t
FROM source AS user
WORKDIR $T
RUN --mount=from=tools,target=/tools \\
    --mount=type=secret,id=s \\
    run
FROM user AS last
CMD run $T
`,
  `from scratch as a
copy a /a
from a as b
copy --from=a /a /b
from b
run --mount=type=bind,from=b,target=/b run
`,
];
