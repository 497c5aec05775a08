/** A repository in which five files build the stages of a Dockerfile: Compose, bake, a dev container, a workflow and make. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const SHOP = {
  "services/api/Dockerfile": `# build compiles the service.
FROM alpine:3.22 AS build
ARG VERSION=dev
COPY services/api /src
RUN echo "$VERSION" > /version

# test runs its tests.
FROM build AS test
RUN test -s /version

FROM scratch AS runtime
COPY --from=build /version /
`,
  "services/web/Dockerfile": `FROM alpine:3.22 AS pages
COPY services/web /pages
`,
  "compose.yaml": `services:
  api:
    build:
      context: .
      dockerfile: services/api/Dockerfile
      target: runtime
      args:
        VERSION: "1.0"
  api-tests:
    build:
      context: .
      dockerfile: services/api/Dockerfile
      target: test
  web:
    build:
      context: .
      dockerfile: services/web/Dockerfile
`,
  "docker-bake.hcl": `group "default" {
  targets = ["release", "test"]
}

target "release" {
  dockerfile = "services/api/Dockerfile"
  target     = "runtime"
}

target "test" {
  inherits = ["release"]
  target   = "test"
}
`,
  ".devcontainer/devcontainer.json": `{
  "name": "api",
  "build": { "context": "..", "dockerfile": "../services/api/Dockerfile", "target": "test" }
}
`,
  ".github/workflows/test.yml": `name: test
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: docker build --file services/api/Dockerfile --target test .
`,
  Makefile: `.PHONY: test
test:
	docker build -f services/api/Dockerfile --target test .
`,
} as const;

/** The files of {@link SHOP} that name its stage `test`, the Dockerfile first. */
export const NAMES_TEST = [
  "services/api/Dockerfile",
  "compose.yaml",
  "docker-bake.hcl",
  ".devcontainer/devcontainer.json",
  ".github/workflows/test.yml",
  "Makefile",
] as const;

/** Writes the repository into a folder; the answer removes it. */
export function writeShop(folder: string): () => void {
  for (const [name, text] of Object.entries(SHOP)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return () => {
    for (const part of new Set(Object.keys(SHOP).map(name => name.split("/")[0] ?? name)))
      rmSync(join(folder, part), { recursive: true, force: true });
  };
}
