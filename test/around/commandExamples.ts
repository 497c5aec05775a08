/** Commands in every kind of file that builds by them, as people write them, and the uses in each. */
import type { UseExample } from "./examples";

const DOCKERFILES = {
  Dockerfile: "",
  "api/Dockerfile": "",
  "web/Dockerfile": "",
  "docker/prod.Dockerfile": "",
  "services/api/Dockerfile": "",
  "services/web/Dockerfile": "",
  "docker-bake.hcl": "",
  "compose.yaml": "",
};

export const COMMAND_EXAMPLES: readonly UseExample[] = [
  {
    title: "a Makefile with a pattern rule",
    files: {
      Makefile: `IMAGE ?= app
TAG ?= $(shell git describe)
build-%:
	docker build --target=$* -t $(IMAGE):$* .
all: build-dev build-prod
`,
      ...DOCKERFILES,
    },
    uses: ["build-%, Dockerfile, in ., target <$*>, tags <app:$*>"],
  },
  {
    title: "a Makefile with a rule whose targets stand in a variable",
    files: {
      Makefile: `DOCKER := $(shell command -v podman || command -v docker)
STAGES = dev prod
$(STAGES):
	$(DOCKER) build --target $@ -f Dockerfile .
`,
      ...DOCKERFILES,
    },
    uses: ["$(STAGES), Dockerfile, in ., target dev", "$(STAGES), Dockerfile, in ., target prod"],
  },
  {
    title: "a Makefile with a variable that is set for what needs a target",
    files: {
      Makefile: `X = dev
build:
	docker buildx build --target=$(X) \\
		--build-arg A=$(shell date) \\
		--build-arg B=1 \\
		-t x . && echo ok
release: X = prod
release: build
`,
      ...DOCKERFILES,
    },
    uses: [
      "build, Dockerfile, in ., target dev, args A=<$(shell date)> B=1, tags x",
      "build, Dockerfile, in ., target prod, args A=<$(shell date)> B=1, tags x",
    ],
  },
  {
    title: "a Makefile whose recipes call what it defines",
    files: {
      Makefile: `define build_image
	docker build -f $(1)/Dockerfile --target $(2) $(1)
endef
api:
	$(call build_image,api,prod)
web:
	$(call build_image,web,dev)
`,
      ...DOCKERFILES,
    },
    uses: ["api, api/Dockerfile, in api, target prod", "web, web/Dockerfile, in web, target dev"],
  },
  {
    title: "a Makefile with a condition, and Compose by a command",
    files: {
      Makefile: `ifeq ($(ENV),prod)
TARGET := prod
else
TARGET := dev
endif
build:
	DOCKER_BUILDKIT=1 docker image build --target $(TARGET) --file ./Dockerfile .
up:
	docker compose build api
	docker-compose -f compose.yaml build
`,
      ...DOCKERFILES,
    },
    uses: ["build, Dockerfile, in ., target prod", "build, Dockerfile, in ., target dev"],
  },
  {
    title: "a Makefile with parts of a command in variables",
    files: {
      Makefile: `BUILD_ARGS = --build-arg A=1 \\
  --build-arg B=$(VERSION)
VERSION = 1.2
DOCKER_BUILD = docker build $(BUILD_ARGS)
build:
	$(DOCKER_BUILD) --target prod -f docker/prod.Dockerfile .
	$(MAKE) -C api build
`,
      ...DOCKERFILES,
    },
    uses: ["build, docker/prod.Dockerfile, in ., target prod, args A=1 B=1.2"],
  },
  {
    title: "a script whose command takes an array, to which more is added",
    files: {
      "scripts/build.sh": `#!/usr/bin/env bash
set -euo pipefail
ROOT="$(cd "$(dirname "\${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"
args=(--target prod --build-arg A=1)
args+=(--build-arg "B=2")
docker buildx build "\${args[@]}" -f "$ROOT/api/Dockerfile" "$ROOT"
`,
      ...DOCKERFILES,
    },
    uses: [", api/Dockerfile, in ., target prod, args A=1 B=2"],
  },
  {
    title: "a script with a function that has defaults for its arguments",
    files: {
      "scripts/b2.sh": `#!/bin/bash
build() {
  local dir=$1 target=\${2:-dev}
  docker build -f "$dir/Dockerfile" --target "$target" "$dir"
}
build api prod
build web
`,
      ...DOCKERFILES,
    },
    uses: [", api/Dockerfile, in api, target prod", ", web/Dockerfile, in web, target dev"],
  },
  {
    title: "a script with every way to name a Dockerfile and what runs the command",
    files: {
      "b4.sh": `docker build - < api/Dockerfile
docker build -f- . <<EOF
FROM alpine
EOF
cat Dockerfile | docker build -
docker build https://github.com/a/b.git#main
sudo docker build --target dev .
time docker build --target prod .
env FOO=1 docker build --target dev api
docker --context x build --target prod api
docker build --target dev --platform linux/amd64,linux/arm64 --secret id=a,src=b --ssh default --no-cache-filter dev,prod --build-context base=./web .
`,
      ...DOCKERFILES,
    },
    uses: [
      ", <->",
      ", <->, in .",
      ", <->",
      ", Dockerfile, in https://github.com/a/b.git#main",
      ", Dockerfile, in ., target dev",
      ", Dockerfile, in ., target prod",
      ", api/Dockerfile, in api, target dev",
      ", api/Dockerfile, in api, target prod",
      ", Dockerfile, in ., target dev, contexts base=web, platforms linux/amd64 linux/arm64, secrets id=a,src=b, ssh default, no-cache dev prod",
    ],
  },
  {
    title: "a workflow with a matrix of rows, actions and scripts",
    files: {
      ".github/workflows/a.yml": `on: push
env:
  TARGET: prod
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        include:
          - dir: api
            target: dev
          - dir: web
            target: dev
    steps:
      - uses: docker/build-push-action@v6
        with:
          context: \${{ matrix.dir }}
          target: \${{ matrix.target }}
          build-args: |
            A=1
            B=\${{ github.sha }}
          platforms: linux/amd64,linux/arm64
  one:
    runs-on: x
    steps:
      - uses: docker/build-push-action@ca052bb54ab0790a636c9b5f226502c73d547a25 # v5
        with:
          file: ./docker/prod.Dockerfile
          target: \${{ env.TARGET }}
          context: "{{defaultContext}}:api"
      - uses: docker/bake-action@v5
        with:
          targets: app
          set: |
            app.target=prod
      - run: |
          cd api
          docker build --target prod \\
            -t x .
      - name: wd
        working-directory: web
        run: docker build --target dev .
      - run: docker compose build api
      - shell: pwsh
        run: |
          docker build \`
            --target prod .
`,
      ...DOCKERFILES,
    },
    uses: [
      "build, api/Dockerfile, in api, target dev, args A=1 B=<${{ github.sha }}>, platforms linux/amd64 linux/arm64",
      "build, web/Dockerfile, in web, target dev, args A=1 B=<${{ github.sha }}>, platforms linux/amd64 linux/arm64",
      "one, docker/prod.Dockerfile, in api, target prod",
      "one, api/Dockerfile, in api, target prod, tags x",
      "one, web/Dockerfile, in web, target dev",
      "one, Dockerfile, in ., target prod",
    ],
  },
  {
    title: "a workflow with conditions in expressions, and actions of others",
    files: {
      ".github/workflows/b.yml": `on: push
jobs:
  build:
    runs-on: x
    strategy:
      matrix:
        target: [dev, prod]
        dir: [api]
        exclude:
          - target: prod
    env:
      D: api
    defaults:
      run:
        working-directory: api
    steps:
      - run: docker build --target \${{ matrix.target }} .
      - run: docker build --target "$T" ../$D
        env:
          T: prod
      - uses: docker/build-push-action@v6
        with:
          context: .
          file: \${{ format('./{0}/Dockerfile', matrix.dir) }}
          target: \${{ github.ref == 'refs/heads/main' && 'prod' || 'dev' }}
      - uses: docker/build-push-action@v6
        if: matrix.target == 'dev'
        with:
          context: \${{ env.D }}
          target: \${{ inputs.target }}
      - id: vars
        run: echo "t=dev" >> $GITHUB_OUTPUT
      - uses: docker/build-push-action@v6
        with:
          target: \${{ steps.vars.outputs.t }}
      - uses: redhat-actions/buildah-build@v2
        with:
          containerfiles: ./api/Dockerfile
          context: api
          build-args: |
            A=1
      - uses: elgohr/Publish-Docker-Github-Action@v5
        with:
          dockerfile: api/Dockerfile
      - uses: depot/build-push-action@v1
        with:
          file: api/Dockerfile
          target: dev
      - uses: docker/build-push-action@v1
        with:
          dockerfile: api/Dockerfile
          path: api
          target: dev
      - uses: google-github-actions/deploy-cloudrun@v1
      - uses: mr-smithers-excellent/docker-build-push@v6
        with: {dockerfile: api/Dockerfile, directory: api}
`,
      ...DOCKERFILES,
    },
    uses: [
      "build, api/Dockerfile, in api, target dev",
      "build, api/Dockerfile, in api, target prod",
      "build, api/Dockerfile, in ., target prod",
      "build, api/Dockerfile, in ., target dev",
      "build, api/Dockerfile, in api",
      "build, Dockerfile, in ., target <${{ steps.vars.outputs.t }}>",
      "build, api/Dockerfile, in api, args A=1",
      "build, api/Dockerfile, in .",
      "build, api/Dockerfile, in ., target dev",
      "build, api/Dockerfile, in api, target dev",
      "build, api/Dockerfile, in api",
    ],
  },
  {
    title: "a file of GitLab with jobs that extend others, references and a matrix",
    files: {
      ".gitlab-ci.yml": `variables:
  TARGET: prod
.build: &build
  script:
    - docker build --target "$TARGET" -f api/Dockerfile api
build:
  <<: *build
build2:
  extends: .build
  variables: {TARGET: dev}
matrix:
  parallel:
    matrix:
      - SVC: [api, web]
        T: dev
  script:
    - docker build --target $T $SVC
kaniko:
  image: {name: gcr.io/kaniko-project/executor:debug, entrypoint: [""]}
  script:
    - /kaniko/executor --context "$CI_PROJECT_DIR/api" --dockerfile "$CI_PROJECT_DIR/api/Dockerfile" --target prod --destination x
ref:
  script:
    - !reference [.build, script]
before:
  before_script: ["cd api"]
  script: ["docker build --target dev ."]
`,
      ...DOCKERFILES,
    },
    uses: [
      ".build, api/Dockerfile, in api, target prod",
      "build, api/Dockerfile, in api, target prod",
      "build2, api/Dockerfile, in api, target dev",
      "matrix, api/Dockerfile, in api, target dev",
      "matrix, web/Dockerfile, in web, target dev",
      "ref, api/Dockerfile, in api, target prod",
      "before, api/Dockerfile, in api, target dev",
    ],
  },
  {
    title: "a Taskfile with variables of tasks and a loop",
    files: {
      "Taskfile.yml": `version: '3'
vars: {T: dev}
tasks:
  build:
    dir: api
    vars: {T2: prod}
    cmds:
      - docker build --target {{.T}} .
      - cmd: docker build --target {{.T2}} .
      - task: other
        vars: {X: prod}
  other:
    cmds:
      - docker build --target {{.X | default "dev"}} .
  loop:
    cmds:
      - for: [api, web]
        cmd: docker build --target dev {{.ITEM}}
`,
      ...DOCKERFILES,
    },
    uses: [
      "build, api/Dockerfile, in api, target dev",
      "build, api/Dockerfile, in api, target prod",
      'other, Dockerfile, in ., target <{{.X | default "dev"}}>',
      "loop, <Dockerfile>, in <{{.ITEM}}>, target dev, partial",
    ],
  },
  {
    title: "tasks of VS Code with folders of their own",
    files: {
      ".vscode/tasks.json": `{"version":"2.0.0","tasks":[
 // c
 {"type":"docker-build","label":"b","dockerBuild":{"dockerfile":"\${workspaceFolder}/api/Dockerfile","context":"\${workspaceFolder}/api","target":"dev","buildArgs":{"A":"1"}}},
 {"type":"shell","label":"s","command":"docker build --target prod .","options":{"cwd":"\${workspaceFolder}/api"}},
 {"type":"shell","label":"s2","command":"docker","args":["build","--target","dev","."]},
 {"type":"docker-build","label":"d","platform":"node","dockerBuild":{"tag":"x"}},
 {"type":"process","label":"p","command":"docker","args":["compose","build","api"]}
]}`,
      ...DOCKERFILES,
    },
    uses: [
      "b, api/Dockerfile, in api, target dev, args A=1",
      "s, api/Dockerfile, in api, target prod",
      "s2, Dockerfile, in ., target dev",
      "d, Dockerfile, in .",
    ],
  },
  {
    title: "a file of CircleCI with parameters that only a call gives",
    files: {
      ".circleci/config.yml": `version: 2.1
parameters: {t: {type: string, default: dev}}
commands:
  b:
    parameters: {dir: {type: string}, target: {type: string, default: dev}}
    steps:
      - run: docker build --target << parameters.target >> << parameters.dir >>
jobs:
  x:
    docker: [{image: a}]
    steps:
      - b: {dir: api, target: prod}
      - b:
          dir: web
      - run:
          name: n
          working_directory: api
          command: |
            docker build --target << pipeline.parameters.t >> .
workflows:
  w:
    jobs:
      - docker/publish: {dockerfile: Dockerfile, path: api, extra_build_args: --target prod}
`,
      ...DOCKERFILES,
    },
    uses: [
      "steps, <Dockerfile>, in <<<parameters.dir>>>, target dev, partial",
      "steps, api/Dockerfile, in api, target dev",
    ],
  },
  {
    title: "a file of Cloud Build with a command, and with a script for a shell",
    files: {
      "cloudbuild.yaml": `steps:
- name: gcr.io/cloud-builders/docker
  args: ['build', '--target', '\${_T}', '-t', 'x', '-f', 'api/Dockerfile', 'api']
- name: gcr.io/cloud-builders/docker
  entrypoint: bash
  args:
  - -c
  - |
    docker build --target prod .
- name: gcr.io/kaniko-project/executor:latest
  args: [--dockerfile=Dockerfile, --context=api, --target=dev]
  dir: api
substitutions: {_T: dev}
`,
      ...DOCKERFILES,
    },
    uses: ["steps, api/Dockerfile, in api, target dev, tags x", "steps, Dockerfile, in ., target prod"],
  },
  {
    title: "a file of Bitbucket with a step that is taken over",
    files: {
      "bitbucket-pipelines.yml": `definitions:
  steps:
    - step: &b
        name: b
        script:
          - export T=dev
          - docker build --target $T api
pipelines:
  default:
    - step: *b
    - step:
        <<: *b
        name: c
  branches:
    main:
      - parallel:
        - step: {script: [docker build --target prod .]}
`,
      ...DOCKERFILES,
    },
    uses: [
      "steps, api/Dockerfile, in api, target dev",
      "default, api/Dockerfile, in api, target dev",
      "default, api/Dockerfile, in api, target dev",
      "main, Dockerfile, in ., target prod",
    ],
  },
  {
    title: "a workflow whose argument comes from an environment that nobody knows",
    files: {
      ".github/workflows/c.yml": `env:
  OWNER: \${{ github.repository_owner }}
  REGISTRY: quay.io
jobs:
  build:
    steps:
      - run: docker build --build-arg OWNER=\${{ env.OWNER }} --build-arg "R=\${{ env.REGISTRY }}/x" --build-arg=N=\${{ env.OWNER }} .
`,
      ...DOCKERFILES,
    },
    uses: ["build, Dockerfile, in ., args OWNER=<${{ env.OWNER }}> R=quay.io/x N=<${{ env.OWNER }}>"],
  },
];
