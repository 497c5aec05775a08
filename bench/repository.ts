/**
 * A repository to measure with: many services, each with its Dockerfiles and with files of all kinds around them, which
 * read like the ones people keep; and beside them as many files that build nothing.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generate } from "./generate";

/** The stage of the Dockerfile at the top that files of every service name. */
export const SHARED_STAGE = "toolchain";

/** What was written. */
export interface Repository {
  readonly dockerfiles: number;
  /** Files that describe builds. */
  readonly around: number;
  /** Of these, the ones that name {@link SHARED_STAGE}. */
  readonly naming: number;
  /** The text of the Dockerfile at the top. */
  readonly top: string;
}

const DOCKERFILE_LINES = 50;
const SHARED_NAMES = 4;

/** Writes a repository of so many services, with four Dockerfiles and six files around them each. */
export function writeRepository(folder: string, services: number): Repository {
  let around = 0;
  let dockerfiles = 0;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const top = `FROM alpine:3.22 AS ${SHARED_STAGE}\nRUN apk add --no-cache make\n\nFROM ${SHARED_STAGE} AS shell\nCMD ["sh"]\n`;
  write("Dockerfile", top);
  for (let index = 0; index < services; index++) {
    const service = `svc-${index}`;
    const at = `services/group-${index % 20}/${service}`;
    const { text, builds } = generate(DOCKERFILE_LINES, index + 1);
    const stage = builds[0] ?? SHARED_STAGE;
    for (const name of ["Dockerfile", "Dockerfile.dev", "worker/Dockerfile", "tools/lint.Dockerfile"]) {
      if (index === 0 && name === "Dockerfile.dev") continue; // The one at the top is counted, too.
      write(`${at}/${name}`, text);
      dockerfiles++;
    }
    for (const [path, content] of Object.entries(filesAround(at, service, stage))) {
      write(path, content);
      around++;
    }
    for (const [path, content] of Object.entries(otherFiles(at, service))) write(path, content);
  }
  return { dockerfiles: dockerfiles + 1, around, naming: services * SHARED_NAMES, top };
}

/** Compose, bake, a dev container, a Makefile, a script and a workflow of a service. */
function filesAround(at: string, service: string, stage: string): Record<string, string> {
  return {
    [`${at}/compose.yaml`]: `x-logging: &logging
  driver: json-file
services:
  ${service}:
    build:
      context: .
      target: ${stage}
      args:
        VERSION: \${VERSION:-1.0}
    logging: *logging
    ports: ["8080:8080"]
    environment:
      - NODE_ENV=production
    depends_on: [db, tools]
  worker:
    build: ./worker
    logging: *logging
  tools:
    build: { context: ../../.., target: ${SHARED_STAGE} }
  db:
    image: postgres:17
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
    [`${at}/docker-bake.hcl`]: `variable "TAG" {
  default = "latest"
}
group "default" {
  targets = ["${service}", "worker"]
}
target "base" {
  context = "."
  args = { VERSION = TAG }
}
target "${service}" {
  inherits = ["base"]
  target   = "${stage}"
  tags     = ["registry.example.com/${service}:\${TAG}"]
}
target "worker" {
  inherits   = ["base"]
  dockerfile = "worker/Dockerfile"
}
target "tools" {
  context = "../../.."
  target  = "${SHARED_STAGE}"
}
`,
    [`${at}/.devcontainer/devcontainer.json`]: `{
  // The image in which the service is developed.
  "name": "${service}",
  "build": { "dockerfile": "../Dockerfile.dev", "context": "..", "target": "${stage}" },
  "forwardPorts": [8080],
}
`,
    [`${at}/Makefile`]: `IMAGE ?= registry.example.com/${service}
TAG := $(shell git rev-parse --short HEAD)
STAGE = ${stage}

.PHONY: build lint test clean
build:
\tdocker build --target $(STAGE) -t $(IMAGE):$(TAG) .

lint:
\tdocker build -f tools/lint.Dockerfile -t $(IMAGE)-lint .

tools:
\tdocker build --target ${SHARED_STAGE} ../../..

test: build
\tdocker run --rm $(IMAGE):$(TAG) test

clean:
\trm -rf dist
`,
    [`${at}/scripts/build.sh`]: `#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
tag=\${1:-latest}
for stage in ${stage} release; do
  docker build --target "$stage" -t "registry.example.com/${service}-$stage:$tag" .
done
docker buildx build --target ${SHARED_STAGE} --push ../../..
`,
    [`.github/workflows/${service}.yml`]: `name: ${service}
on:
  push:
    paths: ["${at}/**"]
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        file: [Dockerfile, Dockerfile.dev]
    steps:
      - uses: actions/checkout@v5
      - uses: docker/setup-buildx-action@v3
      - uses: docker/build-push-action@v6
        with:
          context: ${at}
          file: ${at}/\${{ matrix.file }}
          target: ${stage}
          push: true
      - run: make -C ${at} test
`,
  };
}

/** Files with the names of some that describe builds, which describe none, and sources. */
function otherFiles(at: string, service: string): Record<string, string> {
  return {
    [`${at}/deploy/deployment.yaml`]: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${service}
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: ${service}
          image: registry.example.com/${service}:latest
`,
    [`${at}/package.json`]: `{"name": "${service}", "scripts": {"test": "node --test"}}\n`,
    [`${at}/scripts/wait.sh`]: `#!/bin/sh\nuntil nc -z "$1" "$2"; do sleep 1; done\n`,
    [`${at}/src/index.js`]: `console.log("${service}");\n`,
    [`${at}/src/server.js`]: `export const name = "${service}";\n`,
  };
}
