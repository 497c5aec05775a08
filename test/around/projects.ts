/** Whole projects as people write them, with several files each: what Compose or bake make of them is held against their uses. */

import { BAKE_FUNCTIONS_FILE } from "./bakeFunctions";

/** The files of a project by their path; those of the tool are read in the order in which they stand. */
export type ProjectFiles = Readonly<Record<string, string>>;

export const COMPOSE_PROJECTS: Readonly<Record<string, ProjectFiles>> = {
  "extends from another file, in which anchors are merged": {
    "compose.yaml": `services:
  web:
    extends: {file: common/base.yaml, service: app}
    build:
      target: web
      args: {B: mine}
  api:
    extends:
      file: common/base.yaml
      service: app
`,
    "common/base.yaml": `x-build: &build
  context: ./src
  dockerfile: ../docker/Dockerfile
  args: &args {A: one, B: two}
services:
  root:
    build:
      <<: *build
      target: base
  app:
    extends: root
    build:
      args:
        <<: *args
        C: "3"
`,
  },
  "include with a project directory and an environment file": {
    "compose.yaml": `include:
  - path: infra/compose.yaml
    project_directory: infra/work
    env_file: infra/infra.env
  - other/compose.yaml
services:
  web: {build: {context: ., target: "\${TARGET:-dev}"}}
`,
    "infra/compose.yaml":
      'services:\n  db: {build: {context: ./db, target: "$TARGET", args: {V: "${V:-none}"}}}\n',
    "infra/work/db/Dockerfile": "FROM scratch\n",
    "infra/infra.env": "TARGET=infra\nV=7\n",
    "other/compose.yaml":
      'services:\n  other: {build: {context: .., dockerfile: other/Dockerfile, target: "${TARGET-x}"}}\n',
    ".env": "TARGET=prod\n",
  },
  "an override file, profiles, reset and override tags": {
    "compose.yaml": `services:
  web:
    profiles: [a]
    build:
      context: .
      target: dev
      args: [A=1, B=2]
      additional_contexts: [one=./one, "two=docker-image://alpine"]
      platforms: [linux/amd64]
  tool: {profiles: [b], build: ./tool}
  gone: {build: {context: gone, target: x, args: {A: 1}}}
`,
    "compose.override.yaml": `services:
  web:
    build:
      target: !reset null
      args: {B: other, C: 3}
      additional_contexts: {two: ./two}
      platforms: [linux/arm64]
  tool: {build: {dockerfile: Tool.Dockerfile}}
  gone:
    build: !override {context: here}
`,
  },
  "every form of interpolation": {
    "compose.yaml": `services:
  web:
    build:
      context: "\${DIR:-.}"
      dockerfile: \${FILE-Dockerfile}
      target: \${STAGE:?a stage}
      args:
        A: "\${SET:+yes}"
        B: "\${UNSET:+yes}"
        C: "\${EMPTY:-\${SET}-in}"
        D: "\${EMPTY-kept}"
        E: "$$HOME $\${X}"
        F: "pre$SET/post"
        G: "\${EMPTY+plus}"
        H: 1.50
        I: true
        J: 0x10
        K: ~
        L: "\${QUOTED}|\${SINGLE}|\${SPACED}|\${CHAIN}|\${EXPORTED}"
`,
    ".env": `SET=s
EMPTY=
STAGE=final # a comment
QUOTED="a b\\tc \\"q\\" \\$SET \\\\ \\x \\0101 \\n."
SINGLE='$SET # no'
SPACED = x y
CHAIN=\${SET}!
export EXPORTED=e
`,
  },
  "build as a text, and what is below it in JSON": {
    "compose.yml":
      '{"services": {"a": {"build": "./a"}, "b": {"build": {"context": "b", "dockerfile": "x/D", "args": {"N": 1e3}}}}}\n',
  },
  "services that are based on one another, and what is at another place": {
    "compose.yaml": `services:
  base: {build: {context: base, target: lib}}
  web:
    build:
      context: https://github.com/docker/example.git#main:sub
      target: web
      additional_contexts:
        base: service:base
        src: ../outside
        git: https://example.com/x.git
`,
  },
  "several merges, and everything that a value of a build can be": {
    "compose.yaml": `x-env: &env {A: a}
x-b: &b
  context: .
  args:
    <<: [*env, {B: b}]
    A: own
services:
  one: &one
    build: {<<: *b, target: one}
  two:
    <<: *one
    image: two
  three:
    extends: {service: one}
    build: {target: !reset null, dockerfile: "\${D-}"}
  four: {build: {context: "./a b/", dockerfile: ./sub/../D, additional_contexts: {x: ./, y: /abs, z: ~/home}}}
  five: {build: {context: ., dockerfile: /abs/Dockerfile, args: ["A", "B=", "C=x=y", "D=e"], platforms: []}}
  six: {build: {context: ".", target: "", args: {E: "", F: 'it''s', G: "tab\\there", H: 0o17, J: yes, L: .5, M: 1e3, N: -0}}}
`,
    ".env": "D=\n",
  },
  "defaults in one another, and quotes of .env": {
    "compose.yml": `version: "3.8"
services:
  w:
    build:
      context: \${CTX:-\${OTHER:-./dflt}}
      args:
        - X=\${A:-\${B:-c}}
        - Y=\${A:?err}
        - Z=\${N:+\${A}-set}
        - Q=$\${literal}
        - R=\${A}\${A}
`,
    ".env": "A='s q'\nN=1\n# c\n\nB = \"x y\" # t\n",
  },
  "an override file with the other ending": {
    "compose.yaml": "services:\n  w:\n    build: .\n",
    "compose.override.yml":
      "services:\n  w:\n    build:\n      target: over\n      args: {A: 1}\n  n: {build: {context: n}}\n",
  },
};

export const BAKE_PROJECTS: Readonly<Record<string, ProjectFiles>> = {
  "functions that hash, code and compute with networks": { "docker-bake.hcl": BAKE_FUNCTIONS_FILE },
  "texts that a list has twice": {
    "docker-bake.hcl": `target "a" {
  tags = ["x:1", "x:1", ""]
  platforms = ["linux/arm64", "linux/amd64", "linux/amd64"]
  no-cache-filter = ["build", "build"]
}
`,
  },
  "a matrix with templates, conditionals and functions": {
    "docker-bake.hcl": `variable "REG" { default = "reg.example" }
variable "LIST" { default = ["a", "b"] }
variable "DEBUG" { default = false }
function "img" {
  params = [name]
  variadic_params = rest
  result = "\${REG}/\${name}:\${join("-", rest)}"
}
target "app" {
  name = "app-\${tgt}-\${replace(v, ".", "-")}"
  matrix = { tgt = ["lint", "prod"], v = ["1.0", "2.0"] }
  target = tgt
  dockerfile = tgt == "lint" ? "Lint.Dockerfile" : "Dockerfile"
  args = { V = v, N = "\${length(LIST)}", UP = upper(tgt), D = DEBUG ? "d" : null }
  tags = [img("app", tgt, v)]
}
target "item" {
  matrix = { item = [{ name = "x", dir = "./x" }, { name = "y", dir = "./y/" }] }
  name = "item-\${item.name}"
  context = item.dir
  contexts = { dep = "target:app-prod-1-0" }
}
`,
  },
  "chains of inherits, groups of groups, and an override file": {
    "docker-bake.hcl": `group "default" { targets = ["all"] }
group "all" { targets = ["web", "tool"] }
target "_common" {
  args = { A = "1", B = "1" }
  platforms = ["linux/amd64", "linux/arm64"]
  no-cache-filter = ["deps"]
}
target "_node" {
  inherits = ["_common"]
  args = { B = "2", C = "2" }
  dockerfile = "docker/node.Dockerfile"
}
target "web" {
  inherits = ["_node", "_tags"]
  target = "web"
  args = { C = "3" }
}
target "_tags" { tags = ["t:1"] }
target "tool" {
  inherits = ["web"]
  target = "tool"
}
`,
    "docker-bake.override.hcl": `target "web" {
  args = { A = "over" }
  context = "web"
}
target "_common" { platforms = ["linux/s390x"] }
`,
  },
  "variables of variables, heredocs, for expressions, lookups": {
    "docker-bake.hcl": `variable "BASE" { default = "1" }
variable "FULL" { default = "\${BASE}.\${PATCH}" }
variable "PATCH" { default = "9" }
variable "MAP" { default = { dev = "d.Dockerfile", prod = "p.Dockerfile" } }
target "a" {
  dockerfile = MAP["prod"]
  args = {
    V = FULL
    ALL = join(",", [for k, v in MAP : "\${k}=\${v}" if k != "dev"])
    H = <<-EOT
      one
        two \${BASE}
    EOT
    LOW = lower("ABC"), S = substr("abcdef", 1, 3), C = coalesce("", "x"), F = format("%s-%02d", "n", 7)
  }
  target = contains(keys(MAP), "dev") ? "dev" : "none"
}
`,
  },
  "JSON with templates, and several files of the tool": {
    "docker-bake.json": `{
  "variable": {"TAG": {"default": "t"}},
  "group": {"default": {"targets": ["web"]}},
  "target": {
    "web": {"context": "web", "dockerfile": "\${TAG}.Dockerfile", "args": {"X": "\${upper(TAG)}"}, "tags": ["a:\${TAG}"]},
    "api": {"inherits": ["web"], "target": "api", "contexts": {"web": "target:web"}}
  }
}
`,
    "docker-bake.override.json": '{"target": {"api": {"args": {"Y": "2"}}}}\n',
  },
  "types, null, functions of the library and directives of templates": {
    "docker-bake.hcl": `variable "V" {
  type = string
  default = null
}
variable "N" {
  type = number
  default = 3
  validation {
    condition = N > 1
    error_message = "no"
  }
}
variable "L" { default = "x,y" }
function "add" {
  params = [a, b]
  result = a + b
}
function "tag" {
  params = [n]
  result = ["\${n}:1", "\${n}:\${V == null ? "none" : V}"]
}
target "a" {
  dockerfile = "D-\${add(N, 1)}"
  args = {
    A = split(",", L)[1]
    B = regex_replace("a.b.c", "[.]", "-")
    C = try(L.nope, "fallback")
    D = md5("x")
    E = "\${N * 2 % 4}"
    F = trimspace("  t ")
    G = element(["p", "q"], 3)
    H = "\${join("", formatlist("%s!", ["h", "i"]))}"
    I = jsonencode({ a = 1 })
    J = title("ab cd")
    K = "%{ if N > 2 }big%{ else }small%{ endif }"
    L = "%{ for x in split(",", L) ~}[\${x}]%{ endfor ~}"
    M = N == 3 && !false ? "and" : "or"
    O = reverselist(["a", "b"])[0]
    P = strlen("abc")
    Q = max(1, 5, 3)
    R = merge({ a = "1" }, { a = "2" })["a"]
    S = absolute(-4)
    T = chomp("a\\n")
    U = "$\${no}"
  }
  tags = tag("img")
}
target "m" {
  name = "m-\${a}-\${b}"
  matrix = {
    a = ["x"]
    b = [for i in [1, 2] : "n\${i}"]
  }
  inherits = ["a"]
  target = "\${a}\${b}"
  contexts = { base = "target:a", src = ".." }
}
target "none" {
  inherits = ["m-x-n1"]
  args = { A = null, NEW = "" }
  platforms = []
  no-cache-filter = ["s1", "s2"]
}
group "default" { targets = ["m", "none"] }
`,
  },
};
