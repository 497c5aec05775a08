/** Files around a Dockerfile, and the uses in the first of them: `name, Dockerfile, in context, target …`, open values in `<>`. */
export interface UseExample {
  readonly title: string;
  /** The first one is read. */
  readonly files: Readonly<Record<string, string>>;
  readonly uses: readonly string[];
}

const DOCKERFILES = { Dockerfile: "", "api/Dockerfile": "", "tools/build/Dockerfile": "", Containerfile: "" };

export const EXAMPLES: readonly UseExample[] = [
  {
    title: "a Compose file: strings, maps and lists, with what has no value",
    files: {
      "compose.yaml":
        "services:\n  web:\n    build: ./api\n  api:\n    build:\n      context: api\n      target: dev\n      args: [A=1, B]\n" +
        "      additional_contexts: {base: 'service:web', img: 'docker-image://alpine', src: ../src}\n      secrets: [one, {source: two}]\n" +
        "      ssh: [default]\n      platforms: [linux/arm64]\n      tags: [x:1]\n  img: {image: alpine}\n",
      ...DOCKERFILES,
    },
    uses: [
      "web, api/Dockerfile, in api",
      "api, api/Dockerfile, in api, target dev, contexts base=service:web img=docker-image://alpine src=/src, args A=1 B, platforms linux/arm64, secrets one two, ssh default, tags x:1",
    ],
  },
  {
    title: "a Compose file whose services name their images, of an override file and of another service, too",
    files: {
      "compose.override.yaml":
        "services:\n  a: {image: 'two:1', build: {tags: [x]}}\n  b: {extends: c, image: '${NAME:-b}'}\n  c: {image: c, build: api}\n  d: {extends: c}\n",
      "compose.yaml": "services:\n  a: {image: one, build: api}\n",
      ...DOCKERFILES,
    },
    uses: [
      "a, api/Dockerfile, in api, tags two:1 x",
      "b, api/Dockerfile, in api, tags b",
      "c, api/Dockerfile, in api, tags c",
      "d, api/Dockerfile, in api, tags c",
    ],
  },
  {
    title: "a bake file with groups of targets, of groups and of a matrix",
    files: {
      "docker-bake.hcl":
        'variable "V" {\n  default = "a"\n}\ngroup "default" {\n  targets = ["all"]\n}\ngroup "all" {\n  targets = [V, "m"]\n}\n' +
        'group "circle" {\n  targets = ["circle", "b", GONE]\n}\ntarget "a" {}\ntarget "b" {}\n' +
        'target "m" {\n  name = "m-${v}"\n  matrix = { v = ["1"] }\n}\n',
      "docker-bake.override.hcl": 'group "circle" {\n  targets = ["circle", "a"]\n}\n',
      ...DOCKERFILES,
    },
    uses: [
      "a, Dockerfile, in ., groups all circle default",
      "b, Dockerfile, in .",
      "m-1, Dockerfile, in ., groups m all default",
    ],
  },
  {
    title: "a Compose file with variables: of .env, with defaults, and open",
    files: {
      "compose.yaml":
        "services:\n  a: {build: {context: '${DIR}', target: '${STAGE:-dev}', dockerfile: '${FILE}.x'}}\n",
      ".env": "DIR=api\n",
    },
    uses: ["a, <${FILE}.x>, in api, target dev"],
  },
  {
    title: "a Compose file that is put on top of another one",
    files: {
      "compose.override.yaml": "services:\n  a: {build: {target: dev, args: {B: 2}}}\n",
      "compose.yaml": "services:\n  a: {build: {context: api, args: {A: 1}}}\n",
      ...DOCKERFILES,
    },
    uses: ["a, api/Dockerfile, in api, target dev, args A=1 B=2"],
  },
  {
    title: "a Compose file with anchors, merges and what it extends elsewhere",
    files: {
      "compose.yml":
        "x-b: &b\n  context: api\n  target: one\nservices:\n  a:\n    build: *b\n  b:\n    build:\n      <<: *b\n      target: two\n" +
        "  c:\n    extends: {file: tools/base.yml, service: s}\n  d:\n    extends: {file: gone.yml, service: s}\n    build: .\n",
      "tools/base.yml": "services:\n  s: {build: {context: build, target: base}}\n",
      ...DOCKERFILES,
    },
    uses: [
      "a, api/Dockerfile, in api, target one",
      "b, api/Dockerfile, in api, target two",
      "c, tools/build/Dockerfile, in tools/build, target base",
      "d, Dockerfile, in ., partial",
    ],
  },
  {
    title: "a Compose file with a Dockerfile in it, and contexts from elsewhere",
    files: {
      "docker-compose.yml":
        "services:\n  a: {build: {dockerfile_inline: 'FROM alpine AS x', target: x}}\n  b: {build: 'https://github.com/o/r.git#main'}\n",
    },
    uses: ["a, inline, in ., target x", "b, Dockerfile, in https://github.com/o/r.git#main"],
  },
  {
    title: "a bake file: variables, functions, what targets inherit, a matrix, conditionals",
    files: {
      "docker-bake.hcl":
        'variable "TAG" { default = "1" }\nvariable "NONE" {}\nfunction "f" {\n  params = [x]\n  result = "${x}!"\n}\n' +
        'target "base" {\n  context = "api"\n  args = { A = TAG, B = NONE }\n}\n' +
        'target "t" {\n  inherits = ["base"]\n  name = "t-${v}"\n  matrix = { v = ["a", "b"] }\n  target = TAG == "1" ? v : "no"\n  tags = [f("x:${TAG}")]\n' +
        '  contexts = { dep = "target:base" }\n  no-cache-filter = ["a"]\n}\ntarget "lost" { inherits = ["gone"] }\n',
      ...DOCKERFILES,
    },
    uses: [
      "base, api/Dockerfile, in api, args A=1 B=<${NONE}>",
      "t-a, api/Dockerfile, in api, target a, contexts dep=target:base, args A=1 B=<${NONE}>, tags x:1!, groups t, no-cache a",
      "t-b, api/Dockerfile, in api, target b, contexts dep=target:base, args A=1 B=<${NONE}>, tags x:1!, groups t, no-cache a",
      "lost, Dockerfile, in ., partial",
    ],
  },
  {
    title: "a bake file in JSON",
    files: {
      "docker-bake.json":
        '{"variable": {"V": {"default": "dev"}}, "target": {"a": {"target": "${V}", "args": {"A": "${upper(V)}"}}}}',
      ...DOCKERFILES,
    },
    uses: ["a, Dockerfile, in ., target dev, args A=DEV"],
  },
  {
    title: "a bake file that somebody is typing",
    files: {
      "docker-bake.hcl":
        'target "a" {\n  target = "x"\n}\ntarget "b" {\n  target = \n}\ntarget "c" {\n  target = "y',
      ...DOCKERFILES,
    },
    uses: ["a, Dockerfile, in ., target x", "b, Dockerfile, in ."],
  },
  {
    title: "a dev container",
    files: {
      ".devcontainer/devcontainer.json":
        '{\n  // comment\n  "build": {"dockerfile": "../Dockerfile", "context": "..", "target": "dev", "args": {"A": "${localEnv:A:x}"}, "options": ["--platform=linux/amd64"]},\n}',
      ...DOCKERFILES,
    },
    uses: [", Dockerfile, in ., target dev, args A=x, platforms linux/amd64"],
  },
  {
    title: "a dev container of old",
    files: {
      ".devcontainer.json": '{"name": "n", "dockerFile": "Dockerfile", "context": "."}',
      ...DOCKERFILES,
    },
    uses: ["n, Dockerfile, in ."],
  },
  {
    title: "a workflow: an action, its matrix, expressions, and a script",
    files: {
      ".github/workflows/ci.yml":
        "on: push\nenv: {STAGE: test}\njobs:\n  b:\n    strategy: {matrix: {t: [one, two], include: [{t: three, f: api/Dockerfile}]}}\n    steps:\n" +
        "      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          file: ${{ matrix.f || 'Dockerfile' }}\n          target: ${{ matrix.t }}\n" +
        "          build-args: |\n            A=1\n            B=${{ github.sha }}\n          no-cache-filters: x,y\n" +
        "  s:\n    steps:\n      - run: |\n          docker build \\\n            --target ${{ env.STAGE }} -t x .\n        working-directory: api\n",
      ...DOCKERFILES,
    },
    uses: [
      "b, Dockerfile, in ., target one, args A=1 B=<${{ github.sha }}>, no-cache x y",
      "b, Dockerfile, in ., target two, args A=1 B=<${{ github.sha }}>, no-cache x y",
      "b, api/Dockerfile, in ., target three, args A=1 B=<${{ github.sha }}>, no-cache x y",
      "s, api/Dockerfile, in api, target test, tags x",
    ],
  },
  {
    title: "a workflow that calls an action of the repository",
    files: {
      ".github/workflows/ci.yml":
        "jobs:\n  b:\n    steps:\n      - uses: ./.github/actions/build\n        with: {stage: dev}\n",
      ".github/actions/build/action.yml":
        "inputs: {stage: {required: true}, dir: {default: api}}\nruns:\n  steps:\n    - uses: docker/build-push-action@v6\n      with: {context: '${{ inputs.dir }}', target: '${{ inputs.stage }}'}\n",
      ...DOCKERFILES,
    },
    uses: ["b, api/Dockerfile, in api, target dev"],
  },
  {
    title: "GitLab: lines of one script, and its variables",
    files: {
      ".gitlab-ci.yml":
        "variables: {STAGE: dev}\nbuild:\n  script:\n    - cd api\n    - docker build --target $STAGE --build-arg A=$CI_SHA .\n",
      ...DOCKERFILES,
    },
    uses: ["build, api/Dockerfile, in api, target dev, args A=<$CI_SHA>"],
  },
  {
    title: "CircleCI and Azure Pipelines",
    files: {
      "azure-pipelines.yml":
        "variables: {dir: api}\nsteps:\n  - task: Docker@2\n    inputs: {command: build, Dockerfile: $(dir)/Dockerfile, buildContext: ., arguments: --target test --build-arg A=1}\n" +
        "  - script: docker build -f $(dir)/Dockerfile --target dev .\n",
      ...DOCKERFILES,
    },
    uses: ["steps, api/Dockerfile, in ., target test, args A=1", "steps, api/Dockerfile, in ., target dev"],
  },
  {
    title: "a script: variables, loops, functions, folders and other programs",
    files: {
      "tools/build.sh":
        '#!/bin/bash\nset -e\ncd "$(dirname "$0")/.."\nTARGET=${TARGET:-dev}\nbuild() { docker buildx build -f "$1/Dockerfile" --target="$TARGET" "$2"; }\n' +
        "build api .\nfor t in one two; do\n  sudo podman build --target $t --build-context src=./src --platform linux/amd64,linux/arm64 .\ndone\n" +
        'echo docker build --target no .\nnerdctl build -t x api\nbuildah bud --target b tools/build\ncat Dockerfile | docker build -\ndocker build --target "$1" .\n',
      ...DOCKERFILES,
    },
    uses: [
      ", api/Dockerfile, in ., target dev",
      ", Dockerfile, in ., target one, contexts src=src, platforms linux/amd64 linux/arm64",
      ", Dockerfile, in ., target two, contexts src=src, platforms linux/amd64 linux/arm64",
      ", api/Dockerfile, in api, tags x",
      ", tools/build/Dockerfile, in tools/build, target b",
      ", <->",
      ", Dockerfile, in ., target <$1>",
    ],
  },
  {
    title: "a Makefile: its variables, its own name for the target, and calls of make",
    files: {
      Makefile:
        "DOCKER ?= docker\nBUILD = $(DOCKER) buildx build --build-arg A=$(A)\nSTAGE ?= dev\n\nimage-%:\n\t@$(BUILD) --target $* .\n\n" +
        "dev test: api/Dockerfile\n\t$(BUILD) \\\n\t  --target=$@ -f $< api\n\none:\n\t-cd api && $(BUILD) --target $(STAGE) .\n\ntwo:\n\t$(MAKE) one STAGE=prod\n",
      ...DOCKERFILES,
    },
    uses: [
      "image-%, Dockerfile, in ., target <$*>, args A=<$(A)>",
      "dev test, <$<>, in api, target dev, args A=<$(A)>",
      "dev test, <$<>, in api, target test, args A=<$(A)>",
      "one, api/Dockerfile, in api, target dev, args A=<$(A)>",
      "one, api/Dockerfile, in api, target prod, args A=<$(A)>",
    ],
  },
  {
    title: "a justfile",
    files: {
      justfile:
        'image := "app"\nstage := env_var_or_default("STAGE", "dev")\nbuild target=\'x\':\n    docker build --target {{ stage }} -t {{ image }}:1 .\n    docker build --target {{ target }} api\n',
      ...DOCKERFILES,
    },
    uses: [
      "build, Dockerfile, in ., target dev, tags app:1",
      "build, api/Dockerfile, in api, target <{{ target }}>",
    ],
  },
  {
    title: "Task",
    files: {
      "Taskfile.yml":
        "vars: {STAGE: dev}\ntasks:\n  b:\n    dir: api\n    cmds:\n      - docker build --target {{.STAGE}} .\n      - cmd: docker build --target {{.OTHER}} .\n",
      ...DOCKERFILES,
    },
    uses: ["b, api/Dockerfile, in api, target dev", "b, api/Dockerfile, in api, target <{{.OTHER}}>"],
  },
  {
    title: "scripts of package.json",
    files: {
      "package.json": '{"scripts": {"d": "docker build --target \\"dev\\" . && docker build api"}}',
      ...DOCKERFILES,
    },
    uses: ["d, Dockerfile, in ., target dev", "d, api/Dockerfile, in api"],
  },
  {
    title: "tasks of VS Code",
    files: {
      ".vscode/tasks.json":
        '{"tasks": [{"label": "a", "type": "docker-build", "dockerBuild": {"dockerfile": "${workspaceFolder}/api/Dockerfile", "context": "${workspaceFolder}", "target": "dev"}},\n' +
        '{"label": "b", "type": "dockerfileStages", "dockerfile": "Dockerfile", "stage": "test"},\n{"label": "c", "type": "shell", "command": "docker", "args": ["build", "--target", "x", "."]}]}',
      ...DOCKERFILES,
    },
    uses: [
      "a, api/Dockerfile, in ., target dev",
      "b, Dockerfile, in ., target test",
      "c, Dockerfile, in ., target x",
    ],
  },
  {
    title: "Skaffold",
    files: {
      "skaffold.yaml":
        "build:\n  artifacts:\n    - image: a\n      context: api\n      docker: {target: dev, buildArgs: {A: '1'}}\n    - image: b\n      ko: {}\nprofiles:\n  - build: {artifacts: [{image: c, docker: {dockerfile: api/Dockerfile}}]}\n",
      ...DOCKERFILES,
    },
    uses: ["a, api/Dockerfile, in api, target dev, args A=1", "c, api/Dockerfile, in ."],
  },
  {
    title: "Tilt",
    files: {
      Tiltfile:
        "stage = 'dev'\ndocker_build('a', '.', target=stage, build_args={'A': '1'})\ndocker_build('b', context='api', target='x' if True else '')\n" +
        "def k(ref, target):\n    local('docker build --target %s -t %s api' % (target, ref))\nk('r', 'one')\n",
      ...DOCKERFILES,
    },
    uses: [
      "a, Dockerfile, in ., target dev, args A=1",
      "b, api/Dockerfile, in api, target <$(x_if_True_else_)>",
      ", api/Dockerfile, in api, target one, tags r",
    ],
  },
  {
    title: "Fly",
    files: {
      "fly.toml": '[build]\n  dockerfile = "api/Dockerfile"\n  build-target = "run"\n',
      ...DOCKERFILES,
    },
    uses: [", api/Dockerfile, in ., target run"],
  },
  {
    title: "Heroku",
    files: {
      "heroku.yml":
        "build:\n  docker:\n    web: Dockerfile\n    worker: {dockerfile: api/Dockerfile, target: w}\n",
      ...DOCKERFILES,
    },
    uses: ["web, Dockerfile, in .", "worker, api/Dockerfile, in ., target w"],
  },
  {
    title: "Render",
    files: {
      "render.yaml":
        "services:\n  - {name: s, runtime: docker, dockerfilePath: ./api/Dockerfile, dockerContext: .}\n",
      ...DOCKERFILES,
    },
    uses: ["s, api/Dockerfile, in ."],
  },
  {
    title: "Railway",
    files: { "railway.json": '{"build": {"dockerfilePath": "api/Dockerfile"}}', ...DOCKERFILES },
    uses: [", api/Dockerfile, in ."],
  },
  {
    title: ".NET",
    files: {
      "api/a.csproj":
        "<Project><PropertyGroup><DockerfileFile>Dockerfile</DockerfileFile><DockerfileContext>..\\</DockerfileContext><DockerfileFastModeStage>base</DockerfileFastModeStage></PropertyGroup></Project>",
      ...DOCKERFILES,
    },
    uses: ["a.csproj, api/Dockerfile, in ., target base"],
  },
  {
    title: "Cloud Build",
    files: {
      "cloudbuild.yaml":
        "substitutions: {_STAGE: dev}\nsteps:\n  - name: gcr.io/cloud-builders/docker\n    args: [build, --target, '${_STAGE}', -t, 'x:$COMMIT_SHA', .]\n",
      ...DOCKERFILES,
    },
    uses: ["steps, Dockerfile, in ., target dev, tags <x:$COMMIT_SHA>"],
  },
  {
    title: "Drone",
    files: {
      ".drone.yml":
        "steps:\n  - name: p\n    image: plugins/docker\n    settings: {dockerfile: api/Dockerfile, target: dev, build_args: [A=1]}\n",
      ...DOCKERFILES,
    },
    uses: ["p, api/Dockerfile, in ., target dev, args A=1"],
  },
];
