/** Kinds of projects of other languages that real repositories have, each as its smallest input. */
import type { ProjectCase } from "./projects";

const json = (value: unknown) => JSON.stringify(value);
const GO_MAIN = "package main\n\nfunc main() {}\n";
const lock = (...names: string[]) =>
  names.map(name => `[[package]]\nname = "${name}"\nversion = "1.0.0"\n`).join("\n");
const CRATE = { "Cargo.toml": '[package]\nname = "shop"\n', "src/main.rs": "" };

export const OTHER_KINDS: Readonly<Record<string, ProjectCase>> = {
  "Go: programs, the module's own first, and no examples": {
    files: {
      "go.mod": "module shop\n",
      "examples/a/main.go": GO_MAIN,
      "cmd/x/main.go": GO_MAIN,
      "main.go": GO_MAIN,
    },
    what: "Go",
    asks: ["program=."],
    has: ['ENTRYPOINT ["/shop"]'],
  },
  "Go with SQLite, which is written in C": {
    files: {
      "go.mod": "module shop\ngo 1.25\nrequire github.com/mattn/go-sqlite3 v1.14.0\n",
      "go.sum": "",
      "main.go": GO_MAIN,
    },
    what: "Go",
    snippets: ["ms-go-alpine"],
    has: ["FROM golang:1.25 AS source", "FROM debian:trixie-slim AS runtime"],
    hasNot: ["CGO_ENABLED=0", "BUILDPLATFORM"],
  },
  "Go with a module outside": {
    files: { "go.mod": "module shop\nreplace x => ../x\n", "main.go": GO_MAIN },
    what: "Go",
    refused: /\.\.\/x/,
  },
  "Go with a module in a folder": {
    files: {
      "go.mod": "module shop\nreplace x => ./x\n",
      "go.sum": "",
      "main.go": GO_MAIN,
      "x/go.mod": "module x\n",
    },
    what: "Go",
    has: ["COPY . .", "RUN --mount=type=cache,target=/go/pkg/mod go mod download"],
    hasNot: ["COPY go.mod"],
  },
  "Go of a workspace": {
    files: { "go.work": "go 1.25\nuse (\n ./api\n)\n", "api/go.mod": "module api\n", "api/main.go": GO_MAIN },
    what: "Go",
    has: ["COPY . ."],
    hasNot: ["COPY go.mod"],
  },
  "Go that includes pages": {
    files: {
      "go.mod": "module shop\n",
      "main.go": "package main\n\n//go:embed web/dist\nvar f embed.FS\n\nfunc main() {}\n",
      "web/package.json": json({ scripts: { build: "vite build" } }),
      "web/package-lock.json": "{}",
    },
    what: "Go",
    has: [
      "FROM --platform=$BUILDPLATFORM node:24-alpine AS web",
      "COPY web/package.json web/package-lock.json ./",
      "RUN npm run build",
      "COPY --from=web /src/web/dist ./web/dist",
    ],
  },
  "Go that serves, and does not say where": {
    files: {
      "go.mod": "module shop\n",
      "main.go": "package main\n\nfunc main() { http.ListenAndServe(addr, nil) }\n",
    },
    what: "Go",
    asks: ["port=8080"],
  },
  "Go that reads templates": {
    files: {
      "go.mod": "module shop\n",
      "main.go": 'package main\n\nfunc main() { glob("templates/*") }\n',
      "templates/a.html": "",
    },
    what: "Go",
    has: ["WORKDIR /app", "COPY templates ./templates"],
  },
  "Rust with OpenSSL": {
    files: { ...CRATE, "Cargo.lock": lock("openssl-sys", "pq-sys") },
    what: "Rust",
    has: [
      "&& apt-get install --yes --no-install-recommends libpq-dev libssl-dev pkg-config \\",
      "&& apt-get install --yes --no-install-recommends ca-certificates libpq5 libssl3t64 \\",
    ],
  },
  "Rust with a package that is an example": {
    files: {
      "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\nexclude = ["old"]\n',
      "Cargo.lock": "",
      "crates/api/Cargo.toml": '[package]\nname = "api"\n',
      "crates/api/src/main.rs": "",
      "old/Cargo.toml": '[package]\nname = "old"\n',
      "old/src/main.rs": "",
      "examples/a/Cargo.toml": '[package]\nname = "a"\n',
      "examples/a/src/main.rs": "",
    },
    what: "Rust, a workspace",
    has: ['ENTRYPOINT ["api"]'],
  },
  "Rust of the desktop": {
    files: { ...CRATE, "Cargo.lock": lock("tauri") },
    what: "Rust",
    refused: /desktop/,
  },
  Laravel: {
    files: {
      "composer.json": json({ require: { php: "^8.2", "laravel/framework": "^11.0" } }),
      "composer.lock": "{}",
      ".env.example": "DB_CONNECTION=mysql\n",
      "package.json": json({ scripts: { build: "vite build" }, devDependencies: { vite: "5" } }),
      "package-lock.json": "{}",
      "vite.config.js": "",
    },
    what: "Laravel with Composer",
    has: [
      "RUN docker-php-ext-install pdo_mysql \\",
      "COPY --from=deps --chown=www-data:www-data /app ./",
      "COPY --from=assets --chown=www-data:www-data /app/public/build ./public/build",
    ],
  },
  Symfony: {
    files: {
      "composer.json": json({ require: { php: ">=8.2", "symfony/framework-bundle": "7.1.*" } }),
      "composer.lock": "{}",
      ".env": 'DATABASE_URL="postgresql://x"\n',
    },
    what: "Symfony with Composer",
    has: ["ENV APP_ENV=prod \\"],
    keeps: [".env"],
  },
  "PHP with extensions that need more": {
    files: {
      "composer.json": json({
        require: { php: ">=7.0", "ext-gd": "*", "ext-redis": "*", "ext-imagick": "*" },
      }),
      "composer.lock": "{}",
    },
    what: "PHP with Composer",
    has: [
      "FROM php:7.4-fpm-alpine AS runtime",
      "&& docker-php-ext-configure gd --with-freetype --with-jpeg --with-webp \\",
      "&& pecl install imagick redis \\",
      "&& docker-php-ext-enable imagick redis \\",
    ],
  },
  Rails: {
    files: {
      Gemfile:
        'source "https://rubygems.org"\nruby file: ".ruby-version"\ngem "rails", "~> 8.0"\ngem "propshaft"\ngem "pg"\ngem "x", github: "a/x"\n',
      "Gemfile.lock": "",
      ".ruby-version": "3.3.5\n",
      "config/application.rb": "",
    },
    what: "Rails",
    has: [
      "FROM ruby:3.3-slim AS base",
      "COPY .ruby-version Gemfile Gemfile.lock ./",
      "RUN SECRET_KEY_BASE_DUMMY=1 bundle exec rails assets:precompile",
      "COPY --from=assets /app/public ./public",
      "&& chown -R 65532:65532 db log storage tmp",
      "&& apt-get install --yes --no-install-recommends build-essential libyaml-dev libpq-dev git \\",
    ],
  },
  "an old Rails": {
    files: { Gemfile: 'gem "rails", "4.2.11"\n', "Gemfile.lock": "    rails (4.2.11)\n" },
    what: "Rails",
    has: ["FROM ruby:2.3-slim AS base"],
  },
  "Rack without a server": {
    files: { Gemfile: 'gem "sinatra"\n', "config.ru": "" },
    what: "Ruby with Bundler",
    refused: /puma/,
  },
  "CMake with libraries": {
    files: {
      "CMakeLists.txt":
        "project(shop)\nfind_package(OpenSSL REQUIRED)\nFetchContent_Declare(x)\nadd_library(l a.c)\nadd_executable(shop m.c)\nadd_executable(shop_bench b.c)\n",
    },
    what: "C, C++ with CMake",
    has: [
      "&& apt-get install --yes --no-install-recommends ccache cmake g++ ninja-build ca-certificates git libssl-dev \\",
      "&& apt-get install --yes --no-install-recommends libssl3t64 \\",
      'ENTRYPOINT ["shop"]',
    ],
  },
  "CMake with a library that nobody knows": {
    files: { "CMakeLists.txt": "project(x)\nfind_package(OddThing REQUIRED)\nadd_executable(x m.c)\n" },
    what: "C, C++ with CMake",
    refused: /OddThing/,
  },
  "CMake with a library and benchmarks alone": {
    files: { "CMakeLists.txt": "project(x)\nadd_library(x a.c)\nadd_executable(x_bench b.c)\n" },
    what: null,
  },
  "Deno with permissions and comments": {
    files: {
      "deno.jsonc": '{ // x\n "tasks": { "start": "deno run --allow-net=:8000 --allow-read main.ts" }, }',
      "main.ts": "Deno.serve(f)",
    },
    what: "Deno",
    has: ["deno compile --allow-net=:8000 --allow-read --output /out/app main.ts"],
  },
  "Deno without a program": {
    files: { "deno.json": "{}" },
    what: "Deno",
    asks: ["file=main.ts", "port=8000"],
  },
  Fresh: {
    files: {
      "deno.json": json({ tasks: { build: "deno run -A dev.ts build" }, imports: { "$fresh/": "x" } }),
      "main.ts": "",
      "dev.ts": "",
    },
    what: "Fresh",
    has: ["RUN deno task build", 'CMD ["deno", "run", "-A", "main.ts"]'],
  },
};
