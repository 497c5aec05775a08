/** What the snippets are built with: a project each, and images that stand in for those of which this machine has the tools. */

export interface SnippetBuild {
  /** A folder of snippetProjects/. */
  readonly project: string;
  /** For tab stops, by their numbers, where the default names what the project does not have. */
  readonly values?: Readonly<Record<number, string>>;
  /** Images of the snippet, and what stands in for each: an image of the examples, or one of {@link STAND_INS}. */
  readonly images?: Readonly<Record<string, string>>;
  /** More for the command line of the build. */
  readonly options?: readonly string[];
  /** What is run in the image, where that is not its own command; null where there is nothing to run. */
  readonly run?: readonly string[] | null;
  readonly prints?: RegExp;
}

/**
 * Images of the examples with what a snippet needs beside. The package managers are stubs, for there is no registry: pip takes
 * an empty list, Maven and Gradle compile one class.
 */
export const STAND_INS: Readonly<Record<string, { base: string; dockerfile: string }>> = {
  "dockerfile-stages-tests/snippets-go": {
    base: "golang:1.26-alpine",
    dockerfile: "RUN mkdir -p /etc/ssl/certs && touch /etc/ssl/certs/ca-certificates.crt",
  },
  "dockerfile-stages-tests/snippets-nginx": {
    base: "nginx:1.29-alpine",
    dockerfile: `RUN <<'EOF'
grep -q ^www-data: /etc/passwd && exit
echo www-data:x:33:33:www-data:/var/www:/bin/false >> /etc/passwd
echo www-data:x:33: >> /etc/group
EOF`,
  },
  "dockerfile-stages-tests/snippets-python": {
    base: "python:3.13-slim",
    dockerfile: `RUN <<'EOF'
folder=$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')/ensurepip
rm -rf "$folder"
mkdir "$folder"
touch "$folder/__init__.py"
cat > "$folder/__main__.py" <<'PY'
import os, sys
pip = os.path.join(sys.prefix, "bin", "pip")
with open(pip, "w") as file:
    file.write('#!/bin/sh\\n[ "$1 $2" = "install -r" ] && [ ! -s "$3" ]\\n')
os.chmod(pip, 0o755)
PY
EOF`,
  },
  "dockerfile-stages-tests/snippets-java": {
    base: "eclipse-temurin:21-jdk",
    dockerfile: `COPY --chmod=0755 <<'EOF' /usr/local/bin/mvn
#!/bin/sh
set -e
out=target
[ "\${0##*/}" = mvn ] || out=build/libs
mkdir -p /tmp/classes "$out"
javac -d /tmp/classes src/main/java/*.java
jar --create --file "$out/app.jar" --main-class App -C /tmp/classes .
EOF
RUN ln -s mvn /usr/local/bin/gradle`,
  },
};

const GO = { "golang:1.26": "dockerfile-stages-tests/snippets-go" };
const NGINX = { "nginxinc/nginx-unprivileged:stable-alpine": "dockerfile-stages-tests/snippets-nginx" };
const PYTHON = { "python:3.14-slim": "dockerfile-stages-tests/snippets-python" };
const BUSYBOX = { "busybox:1.37": "alpine:3.22", "busybox:1.37-musl": "alpine:3.22" };
const JAVA = {
  "maven:3-eclipse-temurin-25": "dockerfile-stages-tests/snippets-java",
  "gradle:9-jdk25": "dockerfile-stages-tests/snippets-java",
  "eclipse-temurin:25-jre": "eclipse-temurin:21-jre",
};
const TEST_NGINX = { run: ["nginx", "-t"], prints: /test is successful/ } as const;
const PLAIN: SnippetBuild = { project: "plain", run: null };
const SECRET = ["--secret", "id=token,env=PATH"];

/** By the names of the snippets. Those that are not here need a registry, or tools that this machine does not have. */
export const BUILDS: Readonly<Record<string, SnippetBuild>> = {
  "ms-two-stage": {
    project: "plain",
    values: {
      3: "mkdir out && printf '#!/bin/sh\\necho hello from two\\n' > out/server && chmod +x out/server",
    },
    prints: /^hello from two$/m,
  },
  "ms-node": { project: "node", prints: /^hello from production$/m },
  "ms-nestjs": { project: "node", prints: /^hello from production$/m },
  "ms-nextjs": { project: "next", prints: /^hello from 0\.0\.0\.0:3000$/m },
  "ms-angular": { project: "web", images: NGINX, ...TEST_NGINX },
  "ms-react": { project: "web", images: NGINX, ...TEST_NGINX },
  "ms-vue": { project: "web", images: NGINX, ...TEST_NGINX },
  "ms-go": { project: "go", images: GO, prints: /^hello from Go$/m },
  "ms-go-distroless": {
    project: "go",
    images: { ...GO, "gcr.io/distroless/static-debian13:nonroot": "alpine:3.22" },
    prints: /^hello from Go$/m,
  },
  "ms-rust": { project: "rust", prints: /^hello from Rust$/m },
  "ms-java-maven": { project: "java", images: JAVA, prints: /^hello from Java$/m },
  "ms-java-gradle": { project: "java", images: JAVA, prints: /^hello from Java$/m },
  "ms-python": { project: "python", images: PYTHON, prints: /^hello from \/venv$/m },

  "ms-stage": PLAIN,
  "ms-doc": PLAIN,
  "ms-arg": PLAIN,
  "ms-copy": { ...PLAIN, run: ["ls", "/app"], prints: /^app$/m },
  "ms-copy-image": {
    ...PLAIN,
    images: BUSYBOX,
    values: { 2: "/etc/passwd" },
    run: ["ls", "/usr/local/bin"],
    prints: /^passwd$/m,
  },
  "ms-copy-link": { ...PLAIN, run: ["ls", "/app"], prints: /^app$/m },
  "ms-context": {
    ...PLAIN,
    options: ["--build-context", "assets=docker-image://alpine:3.22"],
    values: { 2: "/etc/" },
    run: ["ls", "/srv/assets"],
    prints: /^passwd$/m,
  },
  "ms-bind": PLAIN,
  "ms-bind-context": PLAIN,
  "ms-cache": { ...PLAIN, values: { 2: "touch /root/.cache/file" } },
  "ms-secret": { ...PLAIN, values: { 3: "test -s /run/secrets/token" }, options: SECRET },
  "ms-secret-env": { ...PLAIN, values: { 3: 'test -n "$TOKEN"' }, options: SECRET },
  "ms-tmpfs": { ...PLAIN, values: { 2: "touch /tmp/file" } },
  "ms-heredoc": { ...PLAIN, run: ["ls", "/app"], prints: /^ready$/m },
  "ms-heredoc-file": { ...PLAIN, run: ["cat", "/etc/app.conf"], prints: /^port = 8080$/m },
  "ms-test": { ...PLAIN, values: { 3: "test -f /out/app" } },
  "ms-dev": PLAIN,
  "ms-debug": { ...PLAIN, images: BUSYBOX },
  "ms-export": PLAIN,
  "ms-cross": { project: "go", images: GO, run: null },
};
