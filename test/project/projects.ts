/** Projects as a few small files, with what is to be told of each. Used by the unit tests and by those with a real builder. */
import { FOUND_KINDS } from "./foundKinds";
import { NODE_KINDS } from "./nodeKinds";
import { NX_KINDS } from "./nxKinds";
import { OTHER_KINDS } from "./otherKinds";
import { PYTHON_KINDS } from "./pythonKinds";
import { RUST_KINDS } from "./rustKinds";
import { WAR_KINDS } from "./warKinds";
import type { Answers } from "../../server/src/project/plan";
import type { Files } from "./newFileOf";

export interface ProjectCase {
  readonly files: Files;
  /** What the first project is called; null where there is none. */
  readonly what: string | null;
  /** The snippets that are proposed, in order. */
  readonly snippets?: readonly string[];
  /** What is asked, with what is proposed: `port=3000`. Default: nothing. */
  readonly asks?: readonly string[];
  readonly answers?: Answers;
  /** Lines of the Dockerfile of the first proposal, without the white space around them. */
  readonly has?: readonly string[];
  /** Texts that are nowhere in it. */
  readonly hasNot?: readonly string[];
  readonly ignores?: readonly string[];
  readonly keeps?: readonly string[];
  /** Why no Dockerfile is written. */
  readonly refused?: RegExp;
  /** All projects that are found, by the files that told them. */
  readonly found?: readonly string[];
  /** Patterns of the notes, in order. Default: none. */
  readonly notes?: readonly RegExp[];
}

const json = (value: unknown) => JSON.stringify(value);
const LOCKED = { "package-lock.json": "{}" };
const REACT = { dependencies: { react: "19" }, devDependencies: { vite: "7" } };
const NO_TESTS = { test: 'echo "Error: no test specified" && exit 1' };
const pom = (inner: string) =>
  `<?xml version="1.0"?><project xmlns="http://maven.apache.org/POM/4.0.0">${inner}</project>`;
const JAR = "<artifactId>shop</artifactId><version>1.2</version>";
const boot = (version: string) =>
  `<parent><artifactId>spring-boot-starter-parent</artifactId><version>${version}</version></parent>`;
const csproj = (sdk: string, properties: string, items = "") =>
  `<Project Sdk="${sdk}"><PropertyGroup>${properties}</PropertyGroup>${items}</Project>`;
const GO_MAIN = "package main\n\nfunc main() {}\n";
const LARGE = "x".repeat(10_000_000);

const NODE: Readonly<Record<string, ProjectCase>> = {
  "npm with a build, tests, a range of Node.js and a port in the source": {
    files: {
      "package.json": json({
        scripts: { build: "tsc", test: "vitest run", start: "node dist/server.js" },
        engines: { node: ">=20 <23" },
        dependencies: { express: "5" },
      }),
      ...LOCKED,
      "src/server.ts": "app.listen(process.env.PORT ?? 4000)",
    },
    what: "Node.js with npm",
    snippets: ["ms-node"],
    has: [
      "FROM node:22-alpine AS base",
      "RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev",
      "RUN npm run build",
      "RUN npm test",
      "COPY --from=build /app/dist ./dist",
      "EXPOSE 4000",
      'CMD ["node", "dist/server.js"]',
    ],
    ignores: ["node_modules", "dist", ".git", ".env"],
  },
  "no lock file, no tests, no build, no packages": {
    files: {
      "package.json": json({ scripts: { start: "node --enable-source-maps server.js", ...NO_TESTS } }),
      "server.js": "http.createServer(f).listen(8081)",
      ".nvmrc": "v20.11.1\n",
    },
    what: "Node.js with npm",
    has: [
      "FROM node:20.11.1-alpine AS base",
      "COPY . .",
      "EXPOSE 8081",
      'CMD ["node", "--enable-source-maps", "server.js"]',
    ],
    hasNot: ["npm", "AS test", "AS build", "package-lock", "node_modules"],
    keeps: ["server.js"],
  },
  "packages and no lock file": {
    files: {
      "package.json": json({ main: "index.js", dependencies: { a: "1" }, scripts: { test: "jest" } }),
    },
    what: "Node.js with npm",
    asks: ["command=node index.js", "port=3000"],
    answers: { port: "" },
    has: [
      "RUN --mount=type=cache,target=/root/.npm npm install --omit=dev",
      "RUN npm test",
      'CMD ["node", "index.js"]',
    ],
    hasNot: ["npm ci", "EXPOSE", "AS build"],
  },
  "a workspace of npm": {
    files: {
      "package.json": json({
        workspaces: ["packages/*"],
        scripts: { build: "npm run build -ws", start: "node packages/api/dist/main.js" },
        dependencies: { a: "1" },
      }),
      "packages/api/package.json": "{}",
      ...LOCKED,
    },
    what: "Node.js with npm",
    asks: ["port=3000"],
    has: ["COPY --from=production /app ./", 'CMD ["node", "packages/api/dist/main.js"]', "COPY . ."],
    keeps: ["packages"],
  },
  "pnpm of a version, by packageManager": {
    files: {
      "package.json": json({
        packageManager: "pnpm@9.12.1+sha512.abcdef",
        scripts: { build: "tsc", start: "node out/main" },
        dependencies: { fastify: "5" },
      }),
      "pnpm-lock.yaml": "",
      "tsconfig.json": '{ // comments\n "compilerOptions": { "outDir": "./out", }, }',
    },
    what: "Node.js with pnpm",
    snippets: ["ms-node-pnpm"],
    asks: ["port=3000"],
    answers: { port: "8000" },
    has: [
      "RUN npm install --global pnpm@9.12.1",
      "COPY package.json pnpm-lock.yaml ./",
      "COPY --from=build /app/out ./out",
      "EXPOSE 8000",
      'CMD ["node", "out/main.js"]',
    ],
    ignores: ["out"],
  },
  "Yarn 4 without its configuration": {
    files: {
      "package.json": json({
        packageManager: "yarn@4.5.0",
        scripts: { build: "tsc", "start:prod": "NODE_ENV=production node dist/index.js --port 5000" },
        dependencies: { a: "1" },
      }),
      "yarn.lock": "__metadata:\n  version: 8\n",
    },
    what: "Node.js with Yarn",
    snippets: ["ms-node-yarn"],
    has: ["COPY package.json yarn.lock ./", "EXPOSE 5000", 'CMD ["node", "dist/index.js", "--port", "5000"]'],
    hasNot: [".yarnrc.yml"],
  },
  "Yarn 1, by its lock file, and a start that npm knows": {
    files: {
      "package.json": json({
        scripts: { start: "tsx src/index.ts", test: "jest" },
        dependencies: { tsx: "4" },
      }),
      "yarn.lock": "# THIS IS AN AUTOGENERATED FILE.\n# yarn lockfile v1\n",
      "src/index.ts": "const port = 7000;",
      ".tool-versions": "ruby 3.3.0\nnodejs 18.20.4\n",
    },
    what: "Node.js with Yarn 1",
    snippets: ["ms-node-yarn"],
    has: [
      "FROM node:18.20.4-alpine AS base",
      "RUN npm install --global --force yarn@1",
      "FROM sources AS test",
      "EXPOSE 7000",
      'CMD ["node_modules/.bin/tsx", "src/index.ts"]',
    ],
    hasNot: ["corepack", "berry", "--immutable"],
  },
  "Bun with tests": {
    files: {
      "package.json": json({ packageManager: "bun@1.2.3", module: "index.ts", dependencies: { hono: "4" } }),
      "bun.lock": "",
      "index.ts": "export default { port: 3030, fetch }",
      "a.test.ts": "",
    },
    what: "Bun",
    snippets: ["ms-bun"],
    has: ["FROM oven/bun:1.2.3-alpine AS base", "RUN bun test", "EXPOSE 3030", 'CMD ["bun", "index.ts"]'],
  },
  "NestJS as it is made": {
    files: {
      "package.json": json({
        scripts: { build: "nest build", test: "jest", start: "nest start", "start:prod": "node dist/main" },
        dependencies: { "@nestjs/core": "11" },
      }),
      ...LOCKED,
      "src/main.ts": "await app.listen(process.env.PORT ?? 3000);",
    },
    what: "NestJS with npm",
    snippets: ["ms-nestjs"],
    has: ['CMD ["node", "dist/main.js"]', "EXPOSE 3000"],
  },
  "Next.js that builds a server, with pnpm": {
    files: {
      "package.json": json({
        packageManager: "pnpm@10.1.0",
        scripts: { build: "next build" },
        dependencies: { next: "15" },
      }),
      "pnpm-lock.yaml": "",
      "next.config.mjs": 'export default { output: "standalone" }',
    },
    what: "Next.js with pnpm",
    snippets: ["ms-nextjs"],
    has: [
      "RUN npm install --global pnpm@10.1.0",
      "RUN --mount=type=cache,target=/app/.next/cache pnpm run build",
    ],
    hasNot: ["/app/public", "npm ci"],
  },
  "Next.js that has to be told": {
    files: {
      "package.json": json({
        scripts: { build: "next build", start: "next start -p 3100" },
        dependencies: { next: "15" },
      }),
      ...LOCKED,
      "public/logo.svg": "",
    },
    what: "Next.js with npm",
    has: [
      "COPY --from=build --chown=node:node /app/.next ./.next",
      "COPY --from=build /app/public ./public",
      "EXPOSE 3100",
      'CMD ["node_modules/.bin/next", "start", "-p", "3100"]',
    ],
  },
  "Next.js that writes pages": {
    files: {
      "package.json": json({ scripts: { build: "next build" }, dependencies: { next: "15" } }),
      ...LOCKED,
      "next.config.js": "module.exports = { output: 'export' }",
    },
    what: "Next.js with npm",
    snippets: ["ms-react"],
    has: ["COPY --from=build /app/out /usr/share/nginx/html"],
  },
  "React with Vite, which writes elsewhere": {
    files: {
      "package.json": json({ scripts: { build: "vite build" }, ...REACT }),
      ...LOCKED,
      "vite.config.ts": 'build: { outDir: "public_html" }',
    },
    what: "React with npm",
    snippets: ["ms-react"],
    has: ["COPY --from=build /app/public_html /usr/share/nginx/html"],
    ignores: ["public_html"],
  },
  "React with a server that starts": {
    files: {
      "package.json": json({
        scripts: { build: "vite build", start: "node server.js" },
        ...REACT,
        dependencies: { express: "5", react: "19" },
      }),
      ...LOCKED,
      "server.js": "app.listen(9000)",
    },
    what: "Node.js with npm",
    snippets: ["ms-node"],
    has: ["COPY --from=production /app ./", "EXPOSE 9000", 'CMD ["node", "server.js"]'],
  },
  "Vue with Bun": {
    files: {
      "package.json": json({
        scripts: { build: "vite build" },
        dependencies: { vue: "3" },
        devDependencies: { vite: "7" },
      }),
      "bun.lock": "",
    },
    what: "Vue with Bun",
    snippets: ["ms-vue"],
    has: ["COPY --from=oven/bun:1-alpine /usr/local/bin/bun /usr/local/bin/", "RUN bun run build"],
  },
  "Angular of an old builder": {
    files: {
      "package.json": json({ scripts: { build: "ng build" }, dependencies: { "@angular/core": "16" } }),
      ...LOCKED,
      "angular.json": json({
        projects: {
          store: {
            projectType: "application",
            architect: {
              build: {
                builder: "@angular-devkit/build-angular:browser",
                options: { outputPath: "dist/store" },
              },
            },
          },
        },
      }),
    },
    what: "Angular with npm",
    snippets: ["ms-angular"],
    has: ["COPY --from=build /app/dist/store /usr/share/nginx/html"],
  },
  "Angular of today": {
    files: {
      "package.json": json({ scripts: { build: "ng build" }, dependencies: { "@angular/core": "20" } }),
      ...LOCKED,
      "angular.json": json({
        projects: {
          store: {
            projectType: "application",
            architect: { build: { builder: "@angular/build:application", options: {} } },
          },
        },
      }),
    },
    what: "Angular with npm",
    has: ["COPY --from=build /app/dist/store/browser /usr/share/nginx/html"],
  },
  "a broken package.json": {
    files: { "package.json": '{ "scripts": ', ...LOCKED },
    what: "Node.js with npm",
    asks: ["command=node index.js", "port=3000"],
    notes: [/^package\.json cannot be read: /],
  },
  "a package.json of 10 MB": {
    files: { "package.json": LARGE },
    what: "Node.js with npm",
    asks: ["command=node index.js", "port=3000"],
    notes: [/^package\.json cannot be read/],
  },
  "a package.json of no program": {
    files: { "package.json": json({ devDependencies: { prettier: "3" } }) },
    what: null,
  },
};

const GO: Readonly<Record<string, ProjectCase>> = {
  "a module with a program of its own, tests and a port": {
    files: {
      "go.mod": "module example.com/shop/v2\n\ngo 1.24.1\n",
      "go.sum": "",
      "main.go": 'package main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
      "main_test.go": "package main\n",
    },
    what: "Go",
    snippets: ["ms-go", "ms-go-distroless", "ms-go-alpine"],
    has: [
      "FROM --platform=$BUILDPLATFORM golang:1.24 AS source",
      "COPY go.mod go.sum ./",
      "EXPOSE 8080",
      'ENTRYPOINT ["/shop"]',
    ],
  },
  "no go.sum, no tests, a toolchain": {
    files: { "go.mod": "module shop\ngo 1.21\ntoolchain go1.25.3\n", "main.go": GO_MAIN },
    what: "Go",
    has: ["FROM --platform=$BUILDPLATFORM golang:1.25 AS source", "COPY go.mod ./"],
    hasNot: ["AS test", "go.sum", "EXPOSE"],
  },
  "two programs": {
    files: { "go.mod": "module shop\n", "cmd/api/main.go": GO_MAIN, "cmd/job/main.go": GO_MAIN },
    what: "Go",
    asks: ["program=cmd/api"],
    answers: { program: "cmd/job" },
    has: ['ENTRYPOINT ["/job"]'],
    hasNot: ["/out/api"],
  },
  "a library": { files: { "go.mod": "module shop\n", "shop.go": "package shop\n" }, what: null },
  "a go.mod that says nothing": {
    files: { "go.mod": "\u0000\u0001 module\n", "main.go": GO_MAIN },
    what: "Go",
    has: ["FROM --platform=$BUILDPLATFORM golang:1.26 AS source", 'ENTRYPOINT ["/shop"]'],
  },
};

const RUST: Readonly<Record<string, ProjectCase>> = {
  "a package with a lock file": {
    files: {
      "Cargo.toml": '[package]\nname = "shop"\nedition = "2024"\n',
      "Cargo.lock": "",
      "src/main.rs": 'bind("0.0.0.0:7000")',
    },
    what: "Rust",
    snippets: ["ms-rust", "ms-rust-chef"],
    has: [
      "FROM rust:1-slim-trixie AS toolchain",
      "cargo build --release --locked \\",
      "EXPOSE 7000",
      'ENTRYPOINT ["shop"]',
    ],
    ignores: ["target"],
  },
  "a toolchain of its own, and no lock file": {
    files: {
      "Cargo.toml": '[package]\nname = "shop"\n',
      "src/main.rs": "",
      "rust-toolchain.toml": '[toolchain]\nchannel = "1.80.1"\n',
    },
    what: "Rust",
    has: [
      "FROM rust:1.80.1-slim-bookworm AS toolchain",
      "FROM debian:bookworm-slim AS runtime",
      "cargo test",
    ],
    hasNot: ["--locked"],
  },
  "several programs, one of them the default": {
    files: {
      "Cargo.toml":
        '[package]\nname = "shop"\ndefault-run = "serve"\n[[bin]]\nname = "serve"\npath = "src/serve.rs"\n',
      "Cargo.lock": "",
      "src/main.rs": "",
      "src/bin/tool.rs": "",
    },
    what: "Rust",
    asks: ["program=serve"],
    has: ['ENTRYPOINT ["serve"]'],
  },
  "a workspace": {
    files: {
      "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n',
      "Cargo.lock": "",
      "crates/core/Cargo.toml": '[package]\nname = "core"\n',
      "crates/core/src/lib.rs": "",
      "crates/cli/Cargo.toml": '[package]\nname = "shop-cli"\n',
      "crates/cli/src/main.rs": "",
    },
    what: "Rust, a workspace",
    has: ['ENTRYPOINT ["shop-cli"]'],
  },
  "a library": { files: { "Cargo.toml": '[package]\nname = "shop"\n', "src/lib.rs": "" }, what: null },
  "a broken Cargo.toml": {
    files: { "Cargo.toml": "[package\nname=", "src/main.rs": "" },
    what: "Rust",
    notes: [/^Cargo\.toml cannot be read: /],
  },
};

const JAVA: Readonly<Record<string, ProjectCase>> = {
  "Maven with tests and a version of Java": {
    files: {
      "pom.xml": pom(`${JAR}<properties><maven.compiler.release>21</maven.compiler.release></properties>`),
      "src/test/java/ShopTest.java": "",
    },
    what: "Java with Maven",
    notes: [/maven-shade-plugin/],
    snippets: ["ms-java-maven", "ms-java-jlink"],
    has: [
      "FROM maven:3-eclipse-temurin-21 AS source",
      "FROM eclipse-temurin:21-jre AS runtime",
      "COPY --from=build /src/target/shop-1.2.jar app.jar",
      "FROM source AS test",
    ],
  },
  "Maven with a name of its own, properties in properties, no tests": {
    files: {
      "pom.xml": pom(
        "<artifactId>shop</artifactId><version>${revision}</version><properties><revision>3.0</revision><java.version>1.8</java.version></properties><build><finalName>${project.artifactId}-${project.version}-all</finalName></build>",
      ),
    },
    what: "Java with Maven",
    notes: [/maven-shade-plugin/],
    has: [
      "FROM maven:3-eclipse-temurin-8 AS source",
      "COPY --from=build /src/target/shop-3.0-all.jar app.jar",
    ],
    hasNot: ["AS test"],
  },
  "Maven with a name that only the build knows": {
    files: { "pom.xml": pom("<artifactId>shop</artifactId><version>${env.VERSION}</version>") },
    what: "Java with Maven",
    notes: [/maven-shade-plugin/],
    asks: ["jar=app.jar"],
    answers: { jar: "shop.jar" },
    has: ["COPY --from=build /src/target/shop.jar app.jar"],
  },
  "Maven with modules": {
    files: {
      "pom.xml": pom(
        "<artifactId>all</artifactId><version>1</version><packaging>pom</packaging><modules><module>core</module><module>app</module></modules>",
      ),
      "core/pom.xml": pom("<parent><version>1</version></parent><artifactId>core</artifactId>"),
      "app/pom.xml": pom(
        "<parent><version>1</version></parent><artifactId>app</artifactId><build><plugins><plugin><artifactId>maven-shade-plugin</artifactId></plugin></plugins></build>",
      ),
    },
    what: "Java with Maven",
    asks: ["program=app"],
    has: ["COPY --from=build /src/app/target/app-1.jar app.jar"],
    hasNot: ["COPY src"],
  },
  "Spring Boot with a port": {
    files: {
      "pom.xml": pom(`${boot("3.4.1")}${JAR}<properties><java.version>17</java.version></properties>`),
      "src/main/resources/application.yml":
        "spring:\n  application:\n    name: shop\nserver:\n  port: ${PORT:9000}\n",
    },
    what: "Spring Boot with Maven",
    snippets: ["ms-spring-boot", "ms-java-maven"],
    has: [
      "RUN --mount=type=bind,from=build,source=/src/target/shop-1.2.jar,target=/app.jar \\",
      "FROM eclipse-temurin:17-jre AS layers",
      "EXPOSE 9000",
    ],
  },
  "Spring Boot from before its layers": {
    files: {
      "pom.xml": pom(`${boot("2.7.18")}${JAR}`),
      "src/main/resources/application.properties": "server.port=8443\n",
    },
    what: "Spring Boot with Maven",
    snippets: ["ms-java-maven"],
    has: ["EXPOSE 8443"],
  },
  "a broken pom.xml": {
    files: { "pom.xml": "<project><" },
    what: "Java with Maven",
    asks: ["jar=app.jar"],
    notes: [/^pom\.xml cannot be read: /],
  },
  "a pom.xml of nested elements": {
    files: { "pom.xml": "<a>".repeat(30_000) },
    what: "Java with Maven",
    asks: ["jar=app.jar"],
    notes: [/^pom\.xml /],
  },
  "Gradle with a program": {
    files: {
      "settings.gradle.kts": 'rootProject.name = "shop"\n',
      "build.gradle.kts":
        "plugins {\n    application\n}\njava { toolchain { languageVersion = JavaLanguageVersion.of(21) } }\n",
      "gradle/wrapper/gradle-wrapper.properties":
        "distributionUrl=https\\://services.gradle.org/distributions/gradle-8.10.2-bin.zip\n",
    },
    what: "Java with Gradle",
    snippets: ["ms-java-gradle"],
    has: [
      "FROM gradle:8.10-jdk21 AS source",
      "COPY --from=build /src/build/install/shop/ ./",
      'ENTRYPOINT ["/app/bin/shop"]',
    ],
    hasNot: ["app.jar"],
  },
  "Gradle with Spring Boot and tests": {
    files: {
      "settings.gradle": "rootProject.name = 'shop'\n",
      "build.gradle":
        "plugins {\n id 'java'\n id 'org.springframework.boot' version '3.4.0'\n}\nversion = '0.0.1-SNAPSHOT'\nsourceCompatibility = '17'\n",
      "src/test/java/A.java": "",
    },
    what: "Spring Boot with Gradle",
    has: [
      "FROM gradle:9-jdk17 AS source",
      "COPY --from=build /src/build/libs/shop-0.0.1-SNAPSHOT.jar app.jar",
      "EXPOSE 8080",
      "FROM source AS test",
    ],
  },
  "Gradle with a project in a folder": {
    files: {
      "settings.gradle": "rootProject.name = 'all'\ninclude 'app', 'lib'\n",
      "app/build.gradle": "plugins { id 'com.gradleup.shadow' version '9.0.0' }\nversion = '2'\n",
      "lib/build.gradle": "plugins { id 'java-library' }\n",
      "app/src/test/java/A.java": "",
    },
    what: "Java with Gradle",
    has: [
      "RUN --mount=type=cache,target=/cache/gradle,sharing=locked gradle --no-daemon :app:shadowJar",
      "RUN --mount=type=cache,target=/cache/gradle,sharing=locked gradle --no-daemon :app:test",
      "COPY --from=build /src/app/build/libs/app-2-all.jar app.jar",
    ],
  },
  "Gradle with a version that is computed": {
    files: { "build.gradle": "version = file('VERSION').text\n" },
    what: "Java with Gradle",
    notes: [/main class/],
    asks: ["jar=app.jar"],
  },
  "Gradle without settings": {
    files: { "build.gradle": 'plugins { id "org.springframework.boot" version "3.4.0" }\nversion = "1.0"\n' },
    what: "Spring Boot with Gradle",
    has: ["COPY --from=build /src/build/libs/src-1.0.jar app.jar"],
  },
  "Gradle with a version catalog": {
    files: {
      "build.gradle.kts": "plugins {\n  alias(libs.plugins.kotlin.jvm)\n  alias(libs.plugins.ktor)\n}\n",
      "settings.gradle.kts": 'rootProject.name = "shop"\n',
      "gradle.properties": "version=2.0\n",
      "gradle/libs.versions.toml":
        '[plugins]\nktor = { id = "io.ktor.plugin", version = "3" }\nkotlin-jvm = "org.jetbrains.kotlin.jvm:2.0"\n',
    },
    what: "Java with Gradle",
    has: [
      "RUN --mount=type=cache,target=/cache/gradle,sharing=locked gradle --no-daemon buildFatJar",
      "COPY --from=build /src/build/libs/shop-2.0-all.jar app.jar",
      "EXPOSE 8080",
    ],
  },
  "Gradle whose root makes plugins known alone": {
    files: {
      "build.gradle.kts": 'plugins { id("org.springframework.boot") version "3.4.0" apply false }\n',
      "settings.gradle.kts": 'rootProject.name = "shop"\ninclude("api")\n',
      "api/build.gradle.kts": 'plugins {\n  id("org.springframework.boot")\n}\n',
    },
    what: "Spring Boot with Gradle",
    has: ["RUN --mount=type=cache,target=/cache/gradle,sharing=locked gradle --no-daemon :api:bootJar"],
  },
  "Gradle with Quarkus": {
    files: {
      "build.gradle": 'plugins { id "java"\n id "io.quarkus" }\n',
      "settings.gradle": "rootProject.name='shop'\n",
    },
    what: "Java with Gradle",
    has: [
      "COPY --from=build /src/build/quarkus-app/ ./",
      'ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "quarkus-run.jar"]',
    ],
  },
  "Maven with Quarkus": {
    files: {
      "pom.xml": pom(
        `${JAR}<build><plugins><plugin><artifactId>quarkus-maven-plugin</artifactId></plugin></plugins></build>`,
      ),
      ".mvn/maven.config": "",
    },
    what: "Quarkus with Maven",
    has: ["COPY .mvn ./.mvn", "COPY --from=build /src/target/quarkus-app/ ./", "EXPOSE 8080"],
  },
  "Maven with an assembly": {
    files: {
      "pom.xml": pom(
        `${JAR}<build><plugins><plugin><artifactId>maven-assembly-plugin</artifactId></plugin></plugins></build>`,
      ),
    },
    what: "Java with Maven",
    has: ["COPY --from=build /src/target/shop-1.2-jar-with-dependencies.jar app.jar"],
  },
};

const DOTNET: Readonly<Record<string, ProjectCase>> = {
  "an application of the web": {
    files: { "Shop.csproj": csproj("Microsoft.NET.Sdk.Web", "<TargetFramework>net8.0</TargetFramework>") },
    what: "ASP.NET Core",
    snippets: ["ms-dotnet"],
    has: [
      "FROM mcr.microsoft.com/dotnet/aspnet:8.0 AS runtime",
      "COPY Shop.csproj ./",
      'ENTRYPOINT ["dotnet", "Shop.dll"]',
      "EXPOSE 8080",
    ],
    ignores: ["**/bin", "**/obj"],
  },
  "a program with another name and another runtime": {
    files: {
      "Shop.csproj": csproj(
        "Microsoft.NET.Sdk",
        "<OutputType>Exe</OutputType><TargetFrameworks>net9.0;net8.0</TargetFrameworks><AssemblyName>shop-cli</AssemblyName>",
      ),
    },
    what: ".NET",
    has: [
      "FROM mcr.microsoft.com/dotnet/runtime:9.0 AS runtime",
      'ENTRYPOINT ["dotnet", "shop-cli.dll"]',
      "dotnet publish Shop.csproj --no-restore --arch $TARGETARCH --configuration Release --framework net9.0 --output /out",
    ],
    hasNot: ["EXPOSE"],
  },
  "a name with a space, from before .NET 8": {
    files: { "My Shop.csproj": csproj("Microsoft.NET.Sdk.Web", "<TargetFramework>net6.0</TargetFramework>") },
    what: "ASP.NET Core",
    has: [
      'COPY ["My Shop.csproj", "./"]',
      'ENTRYPOINT ["dotnet", "My Shop.dll"]',
      "USER 65532:65532",
      "ENV ASPNETCORE_URLS=http://+:8080",
    ],
  },
  "two programs, tests and a library in one folder": {
    files: {
      "Api.csproj": csproj("Microsoft.NET.Sdk.Web", ""),
      "Job.csproj": csproj("Microsoft.NET.Sdk.Worker", "<TargetFramework>net10.0</TargetFramework>"),
      "Tests.csproj": csproj(
        "Microsoft.NET.Sdk",
        "<OutputType>Exe</OutputType>",
        '<ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk" /></ItemGroup>',
      ),
      "Lib.csproj": csproj("Microsoft.NET.Sdk", ""),
    },
    what: "ASP.NET Core",
    found: ["Api.csproj", "Job.csproj"],
    has: [
      "RUN --mount=type=cache,target=/root/.nuget/packages dotnet restore Api.csproj --arch $TARGETARCH",
      'ENTRYPOINT ["dotnet", "Api.dll"]',
    ],
  },
  "a part of a larger one": {
    files: {
      "Api.csproj": csproj(
        "Microsoft.NET.Sdk.Web",
        "",
        '<ItemGroup><ProjectReference Include="..\\Lib\\Lib.csproj" /></ItemGroup>',
      ),
    },
    what: ".NET",
    refused: /outside this folder/,
  },
  "a broken project": {
    files: { "Api.csproj": "<Project><" },
    what: "ASP.NET Core",
    notes: [/^Api\.csproj cannot be read: /],
  },
  "a solution with files above its projects": {
    files: {
      "Shop.sln": "",
      "Directory.Build.props":
        "<Project><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>",
      "Directory.Packages.props": "<Project/>",
      "global.json": json({ sdk: { version: "9.0.100", rollForward: "latestFeature" } }),
      "src/Api/Api.csproj": csproj(
        "Microsoft.NET.Sdk.Web",
        "",
        '<ItemGroup><ProjectReference Include="..\\Lib\\Lib.csproj" /></ItemGroup>',
      ),
      "src/Lib/Lib.csproj": csproj("Microsoft.NET.Sdk", ""),
      "src/AppHost/AppHost.csproj": csproj("Aspire.AppHost.Sdk/9.0", "<OutputType>Exe</OutputType>"),
      "build/_build.csproj": csproj("Microsoft.NET.Sdk", "<OutputType>Exe</OutputType>"),
      "app/App.csproj": csproj("Microsoft.NET.Sdk", "<OutputType>Exe</OutputType><UseMaui>true</UseMaui>"),
    },
    what: "ASP.NET Core",
    found: ["src/Api/Api.csproj"],
    has: [
      "FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:9.0 AS build",
      "COPY src/Api/Api.csproj src/Api/",
      "COPY src/Lib/Lib.csproj src/Lib/",
      "RUN --mount=type=cache,target=/root/.nuget/packages dotnet restore src/Api/Api.csproj --arch $TARGETARCH",
      'ENTRYPOINT ["dotnet", "Api.dll"]',
    ],
  },
  "an SDK that may not roll forward": {
    files: {
      "A.csproj": csproj("Microsoft.NET.Sdk.Worker", "<TargetFramework>net8.0</TargetFramework>"),
      "global.json": json({ sdk: { version: "8.0.100" } }),
    },
    what: ".NET",
    has: ["FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:8.0.100 AS build"],
  },
  "F#, from before .NET 8": {
    files: { "A.fsproj": csproj("Microsoft.NET.Sdk.Web", "<TargetFramework>net6.0</TargetFramework>") },
    what: "ASP.NET Core",
    has: ["FROM mcr.microsoft.com/dotnet/sdk:6.0 AS build"],
    hasNot: ["TARGETARCH"],
  },
  "pages of Blazor": {
    files: {
      "A.csproj": csproj("Microsoft.NET.Sdk.BlazorWebAssembly", "<TargetFramework>net8.0</TargetFramework>"),
    },
    what: "Blazor",
    has: ["COPY --from=build /out/wwwroot /usr/share/nginx/html"],
  },
  "a condition above that is for tests alone": {
    files: {
      "Directory.Build.props":
        "<Project><PropertyGroup><IsTestProject Condition=\"$(MSBuildProjectName.EndsWith('.Test'))\">true</IsTestProject></PropertyGroup></Project>",
      "src/A/A.csproj": csproj("Microsoft.NET.Sdk.Web", "<TargetFramework>net8.0</TargetFramework>"),
    },
    what: "ASP.NET Core",
    found: ["src/A/A.csproj"],
  },
  "a program of the desktop": {
    files: {
      "A.csproj": csproj(
        "Microsoft.NET.Sdk",
        "<OutputType>WinExe</OutputType><TargetFramework>net8.0-windows</TargetFramework><UseWPF>true</UseWPF>",
      ),
    },
    what: ".NET",
    refused: /Windows desktop/,
  },
  "the .NET Framework": {
    files: {
      "A.csproj": csproj(
        "",
        "<OutputType>Exe</OutputType><TargetFrameworkVersion>v4.7.2</TargetFrameworkVersion>",
      ),
    },
    what: ".NET",
    refused: /Windows only/,
  },
};

const PYTHON: Readonly<Record<string, ProjectCase>> = {
  "uv with FastAPI and tests": {
    files: {
      "pyproject.toml":
        '[project]\nname = "shop"\nrequires-python = ">=3.11,<3.13"\ndependencies = ["fastapi", "uvicorn>=0.30"]\n[dependency-groups]\ndev = ["pytest"]\n',
      "uv.lock": "",
      "app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
      "tests/test_app.py": "",
    },
    what: "Python with uv",
    snippets: ["ms-python-uv"],
    has: [
      "FROM python:3.12-slim AS base",
      "RUN python -m pytest",
      "EXPOSE 8000",
      'CMD ["uvicorn", "--host", "0.0.0.0", "--port", "8000", "app.main:app"]',
    ],
    ignores: [".venv", "__pycache__"],
  },
  "Poetry with Django, and no lock file": {
    files: {
      "pyproject.toml":
        '[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\npython = "^3.12"\ndjango = "^5"\ngunicorn = "*"\n',
      "manage.py": "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
    },
    what: "Python with Poetry",
    snippets: ["ms-python-poetry"],
    has: [
      "FROM python:3.13-slim AS base",
      "COPY pyproject.toml ./",
      'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "mysite.wsgi"]',
    ],
    hasNot: ["poetry.lock", "AS test"],
  },
  "pip with Flask, and tests with a list of their own": {
    files: {
      "requirements.txt": "flask==3.0\n",
      "requirements-dev.txt": "pytest\n",
      "app.py": "from flask import Flask\napp = Flask(__name__)\n",
      "test_app.py": "",
      ".python-version": "3.11.4\n",
    },
    what: "Python with pip",
    notes: [/gunicorn/],
    snippets: ["ms-python"],
    has: [
      "FROM python:3.11-slim AS base",
      "RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements-dev.txt",
      'CMD ["flask", "--app", "app:app", "run", "--host", "0.0.0.0", "--port", "5000"]',
    ],
  },
  "a package of its own, in src": {
    files: {
      "pyproject.toml": '[project]\nname = "shop"\n[build-system]\nrequires = []\n',
      "src/shop/__main__.py": "",
    },
    what: "Python with pip",
    has: [
      "RUN --mount=type=cache,target=/root/.cache/pip pip install .",
      "PYTHONPATH=/app/src \\",
      'CMD ["python", "-m", "shop"]',
    ],
    hasNot: ["requirements.txt"],
  },
  "nothing that starts": {
    files: { "requirements.txt": "requests\n", "lib/tool.py": "" },
    what: "Python with pip",
    asks: ["command=python main.py", "port=8000"],
    answers: { command: "python lib/tool.py", port: "" },
    has: ['CMD ["python", "lib/tool.py"]'],
    hasNot: ["EXPOSE"],
  },
  "settings of tools alone": { files: { "pyproject.toml": "[tool.ruff]\nline-length = 100\n" }, what: null },
  "a broken pyproject.toml": {
    files: { "pyproject.toml": "[project\n", "main.py": "" },
    what: "Python with pip",
    notes: [/^pyproject\.toml cannot be read: /],
  },
};

const OTHERS: Readonly<Record<string, ProjectCase>> = {
  "Rails with PostgreSQL": {
    files: { Gemfile: "ruby '3.3.1'\ngem 'rails'\ngem \"pg\", '~> 1.5'\n", "Gemfile.lock": "" },
    what: "Rails",
    snippets: ["ms-ruby"],
    has: [
      "FROM ruby:3.3-slim AS base",
      "&& apt-get install --yes --no-install-recommends libpq5 \\",
      "ENV RAILS_ENV=production",
      "EXPOSE 3000",
    ],
  },
  "Rack with Puma": {
    files: { Gemfile: "gem 'puma'\n", "Gemfile.lock": "", "config.ru": "", ".ruby-version": "ruby-3.2.2\n" },
    what: "Ruby with Bundler",
    has: ["FROM ruby:3.2-slim AS base", "EXPOSE 9292", 'CMD ["bundle", "exec", "puma"]'],
    hasNot: ["libpq"],
  },
  "Sinatra without a lock file": {
    files: { Gemfile: "ruby '~> 3.2'\ngem 'sinatra'\n", "app.rb": "" },
    what: "Ruby with Bundler",
    has: ["COPY Gemfile ./", 'CMD ["bundle", "exec", "ruby", "app.rb", "-o", "0.0.0.0", "-p", "4567"]'],
    hasNot: ["Gemfile.lock", "BUNDLE_DEPLOYMENT"],
  },
  "Ruby that does not say what starts it": {
    files: { Gemfile: "\u0000gem gem gem (((", "Gemfile.lock": "" },
    what: "Ruby with Bundler",
    asks: ["command=ruby app.rb", "port="],
    has: ['CMD ["ruby", "app.rb"]'],
    hasNot: ["EXPOSE"],
  },
  "PHP with extensions": {
    files: {
      "composer.json": json({
        require: { php: "^8.2", "ext-intl": "*", "ext-json": "*", "ext-pdo_pgsql": "*" },
      }),
      "composer.lock": "{}",
    },
    what: "PHP with Composer",
    snippets: ["ms-php"],
    has: [
      "FROM php:8.4-fpm-alpine AS runtime",
      "RUN apk add --no-cache icu-dev libpq-dev \\",
      "&& docker-php-ext-install intl pdo_pgsql \\",
    ],
    ignores: ["vendor"],
  },
  "Laravel without a lock file": {
    files: { "composer.json": json({ require: { php: "~8.1.0", "laravel/framework": "^10" } }) },
    what: "Laravel with Composer",
    has: ["FROM php:8.1-fpm-alpine AS runtime", "COPY composer.json ./"],
    hasNot: ["docker-php-ext-install", "composer.lock"],
  },
  "PHP of a platform": {
    files: {
      "composer.json": json({ require: { "ext-bcmath": "*" }, config: { platform: { php: "8.3.4" } } }),
      "composer.lock": "",
    },
    what: "PHP with Composer",
    has: ["FROM php:8.3-fpm-alpine AS runtime", "RUN docker-php-ext-install bcmath \\"],
  },
  "a broken composer.json": {
    files: { "composer.json": "[" },
    what: "PHP with Composer",
    notes: [/^composer\.json cannot be read: /],
  },
  Phoenix: {
    files: {
      "mix.exs":
        'def project do [app: :shop, elixir: "~> 1.15", deps: [{:phoenix, "~> 1.7"}], aliases: ["assets.deploy": []]]',
      "mix.lock": "",
      "config/config.exs": "",
      "test/shop_test.exs": "",
    },
    what: "Phoenix",
    snippets: ["ms-elixir"],
    has: ["&& mix assets.deploy \\", "EXPOSE 4000", "COPY config ./config", 'CMD ["/app/bin/shop", "start"]'],
    ignores: ["_build", "deps"],
  },
  "Elixir of a version, without configuration, tests and a lock file": {
    files: {
      "mix.exs": "[app: :shop, releases: [shop_web: []]]",
      ".tool-versions": "elixir 1.17.2-otp-27\n",
    },
    what: "Elixir",
    has: ["FROM elixir:1.17-slim AS deps", "COPY mix.exs ./", 'CMD ["/app/bin/shop_web", "start"]'],
    hasNot: ["COPY config", "AS test", "mix.lock", "EXPOSE"],
  },
  "Elixir with a range": {
    files: { "mix.exs": '[app: :shop, elixir: ">= 1.14.0 and < 1.17.0"]' },
    what: "Elixir",
    has: ["FROM elixir:1.16-slim AS deps"],
  },
  "a mix.exs that says nothing": {
    files: { "mix.exs": "\u0000" },
    what: "Elixir",
    asks: ["release=shop"],
    has: ['CMD ["/app/bin/shop", "start"]'],
  },
  "CMake that installs and tests": {
    files: {
      "CMakeLists.txt":
        "project(shop C)\nenable_testing()\nadd_executable(shop main.c)\ninstall(TARGETS shop)\n",
    },
    what: "C, C++ with CMake",
    snippets: ["ms-cmake"],
    has: ["&& cmake --install /build --prefix /out --strip", 'ENTRYPOINT ["shop"]', "FROM build AS test"],
    ignores: ["build"],
  },
  "CMake that installs nothing, in a folder": {
    files: {
      "CMakeLists.txt": "project(shop)\n# add_executable(no a.c)\nadd_subdirectory(src)\n",
      "src/CMakeLists.txt": 'add_executable("${PROJECT_NAME}" main.cpp)\n',
    },
    what: "C, C++ with CMake",
    has: ["&& install -D --strip /build/src/shop /out/bin/shop"],
    hasNot: ["AS test", "cmake --install"],
  },
  "CMake with two programs": {
    files: {
      "CMakeLists.txt":
        "project(shop)\nadd_executable(one a.c)\nadd_executable(two b.c)\nadd_executable(shop_test t.c)\nadd_executable(x::one ALIAS one)\n",
    },
    what: "C, C++ with CMake",
    asks: ["program=one"],
    answers: { program: "two" },
    has: ['ENTRYPOINT ["two"]'],
  },
  "CMake that builds a library": {
    files: { "CMakeLists.txt": "project(shop)\nadd_library(shop a.c)\n" },
    what: null,
  },
  "CMake that says nothing": {
    files: { "CMakeLists.txt": "\u0000(((" },
    what: "C, C++ with CMake",
    asks: ["program=app"],
  },
  "Deno with a task": {
    files: {
      "deno.json": json({ tasks: { start: "deno run -A server/main.ts" } }),
      "deno.lock": "{}",
      "server/main.ts": "Deno.serve(() => new Response())",
      "main_test.ts": "",
    },
    what: "Deno",
    snippets: ["ms-deno"],
    has: ["deno compile --frozen -A --output /out/app server/main.ts", "EXPOSE 8000", "FROM source AS test"],
  },
  "Deno without a lock file": {
    files: { "deno.jsonc": "{ /* tasks */ }", "main.ts": "" },
    what: "Deno",
    asks: ["port=8000"],
    has: ["COPY deno.jsonc ./", "EXPOSE 8000"],
    hasNot: ["--frozen", "AS test"],
  },
  "a broken deno.json": {
    files: { "deno.json": "nothing" },
    what: "Deno",
    asks: ["file=main.ts", "port=8000"],
    notes: [/^deno\.json cannot be read: /],
  },
  "Deno of a version": {
    files: { "deno.json": "{}", ".tool-versions": "deno 2.1.4", "main.ts": "const port = 9001" },
    what: "Deno",
    has: ["FROM denoland/deno:2.1.4 AS source", "EXPOSE 9001"],
  },
};

/** By a title that says what is special. */
export const PROJECTS: Readonly<Record<string, ProjectCase>> = {
  ...prefixed("Node.js", NODE),
  ...prefixed("JavaScript", NODE_KINDS),
  ...prefixed("nx", NX_KINDS),
  ...prefixed("Go", GO),
  ...prefixed("Rust", RUST),
  ...prefixed("configuration of Cargo", RUST_KINDS),
  ...prefixed("Java", JAVA),
  ...prefixed("a WAR file", WAR_KINDS),
  ...prefixed(".NET", DOTNET),
  ...prefixed("Python", PYTHON),
  ...prefixed("Python kinds", PYTHON_KINDS),
  ...OTHERS,
  ...prefixed("kinds", OTHER_KINDS),
  ...prefixed("found in repositories", FOUND_KINDS),
  "an empty folder": { files: {}, what: null },
  "a folder of no project": { files: { "README.md": "", "src/a.txt": "" }, what: null },
};

function prefixed(
  language: string,
  cases: Readonly<Record<string, ProjectCase>>,
): Readonly<Record<string, ProjectCase>> {
  return Object.fromEntries(Object.entries(cases).map(([title, value]) => [`${language}: ${title}`, value]));
}
