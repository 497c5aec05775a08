/**
 * What a service of each language puts into its stages: the vocabulary of the generated Dockerfiles. `{name}` stands for
 * the service's name.
 */

export interface Language {
  /** What a service in this language is called; a number follows. */
  service: string;
  image: string;
  runtimeImage: string;
  environment: string[];
  install: string[];
  compile: string[];
  test: string[];
  /** Where the compiled service lies. */
  output: string;
  start: string;
}

/** Debian packages that builds ask for. */
export const packages: readonly string[] =
  "bash build-essential bzip2 ca-certificates cmake curl file g++ gettext git gnupg jq libffi-dev libjpeg-dev libpq-dev libssl-dev libxml2-dev libyaml-dev make nasm ninja-build openssl pkg-config procps protobuf-compiler rsync sqlite3 tini tzdata unzip wget xz-utils zlib1g-dev".split(
    " ",
  );

/** The languages that most multi-stage Dockerfiles are about. */
export const languages: readonly Language[] = [
  {
    service: "web",
    image: "node:22-bookworm-slim",
    runtimeImage: "nginx:1.27-alpine",
    environment: ["ENV NODE_ENV=production \\", "    BASE_PATH=/{name} \\", "    NPM_CONFIG_FUND=false"],
    install: [
      "COPY services/{name}/package.json services/{name}/package-lock.json ./",
      "RUN --mount=type=cache,id={name}-npm,target=/root/.npm \\",
      "    npm ci --include=dev",
    ],
    compile: ["RUN npm run build -- --base /{name} \\", "    && npm prune --omit=dev"],
    test: ["RUN npm run lint -- --cache-location /tmp/{name}", "RUN npm test -- --reporter=dot"],
    output: "/src/{name}/dist",
    start: 'CMD ["nginx", "-g", "daemon off;"]',
  },
  {
    service: "api",
    image: "golang:1.23",
    runtimeImage: "gcr.io/distroless/static-debian12:nonroot",
    environment: ["ENV CGO_ENABLED=0", "ENV GOFLAGS=-trimpath \\", "    GOCACHE=/cache/{name}"],
    install: [
      "COPY services/{name}/go.mod services/{name}/go.sum ./",
      "RUN --mount=type=cache,id={name}-mod,target=/go/pkg/mod go mod download",
    ],
    compile: [
      "RUN --mount=type=cache,id={name}-mod,target=/go/pkg/mod \\",
      "    --mount=type=cache,id={name}-build,target=/cache/{name} \\",
      '    go build -ldflags "-s -w -X main.version=${VERSION}" -o /out/{name} ./cmd/{name}',
    ],
    test: ["RUN go vet ./cmd/{name}/...", "RUN go test -race ./..."],
    output: "/out/{name}",
    start: 'ENTRYPOINT ["/app/{name}"]',
  },
  {
    service: "worker",
    image: "python:3.13-slim",
    runtimeImage: "python:3.13-slim",
    environment: [
      "ENV PYTHONUNBUFFERED=1 \\",
      "    PIP_NO_CACHE_DIR=1 \\",
      "    PATH=/venv/{name}/bin:$PATH",
    ],
    install: [
      "COPY services/{name}/requirements.txt ./",
      "RUN python -m venv /venv/{name} \\",
      "    && pip install --require-hashes -r requirements.txt",
    ],
    compile: ["RUN python -m compileall -q /src/{name}"],
    test: ["RUN pip install pytest", "RUN python -m pytest -q --junit-xml=/tmp/{name}.xml"],
    output: "/venv/{name}",
    start: 'CMD ["python", "-m", "{name}"]',
  },
  {
    service: "billing",
    image: "maven:3.9-eclipse-temurin-21",
    runtimeImage: "eclipse-temurin:21-jre",
    environment: ['ENV MAVEN_OPTS="-Xmx1g -XX:+UseSerialGC -Dservice={name}"'],
    install: [
      "COPY services/{name}/pom.xml ./",
      "RUN --mount=type=cache,id={name}-m2,target=/root/.m2 mvn -B dependency:go-offline",
    ],
    compile: [
      "RUN --mount=type=cache,id={name}-m2,target=/root/.m2 \\",
      "    mvn -B package -DskipTests \\",
      "    && mv target/*.jar /src/{name}.jar",
    ],
    test: ["RUN --mount=type=cache,id={name}-m2,target=/root/.m2 \\", "    mvn -B verify"],
    output: "/src/{name}.jar",
    start: 'ENTRYPOINT ["java", "-jar", "/app/{name}.jar"]',
  },
  {
    service: "index",
    image: "rust:1.84-bookworm",
    runtimeImage: "debian:bookworm-slim",
    environment: ["ENV CARGO_TERM_COLOR=never \\", "    CARGO_TARGET_DIR=/src/{name}/target"],
    install: [
      "COPY services/{name}/Cargo.toml services/{name}/Cargo.lock ./",
      "RUN mkdir src && echo 'fn main() {}' > src/main.rs \\",
      "    && cargo build --release --locked \\",
      "    && rm -rf src",
    ],
    compile: ["RUN cargo build --release --locked --bin {name}"],
    test: ["RUN cargo clippy --bin {name} -- -D warnings", "RUN cargo test --locked"],
    output: "/src/{name}/target/release/{name}",
    start: 'ENTRYPOINT ["/app/{name}"]',
  },
];
