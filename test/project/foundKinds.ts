/** Kinds of faults that the reading of public repositories found, each as its smallest input. */
import type { ProjectCase } from "./projects";

const json = (value: unknown) => JSON.stringify(value);
const LOCKED = { "package-lock.json": "{}" };
const GO_MAIN = "package main\n\nfunc main() {}\n";
const CRATE = { "Cargo.toml": '[package]\nname = "shop"\n', "Cargo.lock": "" };
const POM = (artifact: string, more: string) =>
  `<project><parent><groupId>g</groupId><artifactId>all</artifactId><version>1</version></parent><artifactId>${artifact}</artifactId>${more}</project>`;
const PLUGIN = (artifact: string, more = "") =>
  `<build><plugins><plugin><artifactId>${artifact}</artifactId>${more}</plugin></plugins></build>`;

export const FOUND_KINDS: Readonly<Record<string, ProjectCase>> = {
  "the root of a workspace whose script builds the packages": {
    files: {
      "package.json": json({
        workspaces: ["apps/*", "packages/*"],
        dependencies: { react: "18", vite: "5" },
        scripts: { build: "turbo run build" },
      }),
      "apps/web/package.json": json({
        name: "web",
        dependencies: { next: "15" },
        scripts: { build: "next build", start: "next start" },
      }),
      "packages/auth/package.json": json({
        name: "auth",
        main: "./index.ts",
        types: "./index.ts",
        dependencies: { hono: "4" },
      }),
      "packages/email/package.json": json({
        name: "email",
        exports: "./src/index.ts",
        dependencies: { react: "18" },
        devDependencies: { vite: "5" },
      }),
      "packages/plugins/package.json": json({ name: "plugins", devDependencies: { vite: "5" } }),
      ...LOCKED,
    },
    what: "Next.js with npm",
    found: ["apps/web/package.json"],
  },
  "Meteor, which has a builder of its own": {
    files: {
      ".meteor/release": "METEOR@3.0",
      "package.json": json({ dependencies: { express: "5" } }),
      "npm-packages/stubs/package.json": json({ main: "index.js" }),
      "npm-packages/stubs/index.js": "",
    },
    what: "Meteor",
    found: ["package.json"],
    refused: /Meteor/,
  },
  "a start by a watcher, and a Procfile that says another": {
    files: {
      "package.json": json({
        scripts: { build: "tsc", start: "nodemon" },
        dependencies: { express: "5" },
        devDependencies: { nodemon: "3", typescript: "5" },
      }),
      Procfile: "web: node build/app.js",
      "tsconfig.json": '{ "compilerOptions": {\n"outDir": "./build"\n} }',
      "src/app.ts": "app.listen(3000)",
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: ["EXPOSE 3000", "COPY --from=build /app/build ./build", 'CMD ["node", "build/app.js"]'],
    hasNot: ["nodemon"],
  },
  "a Procfile that runs a script": {
    files: {
      "package.json": json({
        scripts: { dev: "nodemon app.js", web: "node app.js" },
        dependencies: { express: "5" },
      }),
      Procfile: "web: npm run web",
      "app.js": "app.listen(3000)",
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: ['CMD ["node", "app.js"]', "EXPOSE 3000"],
  },
  "a start that makes styles first": {
    files: {
      "package.json": json({
        scripts: { start: "npm run scss && node app.js", scss: "sass public/css" },
        dependencies: { express: "5", sass: "1" },
      }),
      "app.js": "app.listen(3000)",
      "public/css/main.scss": "",
      ...LOCKED,
    },
    what: "Node.js with npm",
    has: ["RUN npx sass public/css", 'CMD ["node", "app.js"]', "COPY --from=production /app ./"],
  },
  "Nuxt in a workspace brings its packages along": {
    files: {
      "package.json": json({ scripts: { build: "nuxt build" }, dependencies: { nuxt: "4" } }),
      "pnpm-workspace.yaml": "packages: [docs]\n",
      "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
      "docs/package.json": json({ name: "docs" }),
    },
    what: "Nuxt with pnpm",
    has: ["COPY --from=build /app/.output ./.output"],
    hasNot: ["--prod", "node_modules"],
  },
  "scripts of pages beside a program in PHP, and the folder that they write": {
    files: {
      "composer.json": json({ require: { "laravel/framework": "11" } }),
      ".env.example": "DB_HOST=localhost\n",
      "package.json": json({
        scripts: {
          "build:js:production": "esbuild --outdir=public/dist",
          production: "npm-run-all build:*:production",
        },
        devDependencies: { "npm-run-all": "4" },
      }),
      ...LOCKED,
    },
    what: "Laravel with Composer",
    found: ["composer.json"],
    has: [
      "RUN npm run production",
      "COPY --from=assets --chown=www-data:www-data /app/public/dist ./public/dist",
      "RUN docker-php-ext-install pdo_mysql \\",
    ],
  },
  "Symfony with Encore": {
    files: {
      "composer.json": json({ require: { "symfony/framework-bundle": "7", "ext-tidy": "*" } }),
      "package.json": json({
        scripts: { "build:prod": "encore production" },
        devDependencies: { "@symfony/webpack-encore": "5" },
      }),
      "webpack.config.js": "Encore.setOutputPath('web/build/')",
      ...LOCKED,
    },
    what: "Symfony with Composer",
    has: [
      "RUN npm run build:prod",
      "COPY --from=assets --chown=www-data:www-data /app/web/build ./web/build",
      "&& docker-php-ext-install tidy \\",
    ],
  },
  "Go with a database in the program, which writes beside it": {
    files: {
      "go.mod": "module shop\nrequire (\n\tmodernc.org/sqlite v1.30.0\n)\n",
      "main.go": GO_MAIN,
    },
    what: "Go",
    has: ["&& mkdir /out/data", "COPY --from=build --chown=65532:65532 /out/data /app/", "WORKDIR /app"],
  },
  "Go that opens a file by its name": {
    files: {
      "go.mod": "module shop\n",
      "main.go": `${GO_MAIN}var file = "shop.yml"\n`,
      "shop.yml": "",
      "other.yml": "",
      "config/config.go": "package config\n",
      "server/main.go": 'package server\nvar c = "config"\n',
    },
    what: "Go",
    has: ["COPY shop.yml ./shop.yml"],
    hasNot: ["COPY other.yml", "COPY config"],
  },
  "Go with a module beside it": {
    files: {
      "internal/common/go.mod": "module common\n",
      "internal/common/log.go": "package common\n",
      "internal/trainer/go.mod": "module trainer\nreplace common => ../common/\n",
      "internal/trainer/main.go": GO_MAIN,
    },
    what: "Go",
    found: ["internal/trainer/go.mod"],
    has: ["COPY . .", "WORKDIR /src/trainer"],
  },
  "Go whose Procfile gives words": {
    files: { "go.mod": "module shop\n", "main.go": GO_MAIN, Procfile: "web: bin/shop serve --port=$PORT" },
    what: "Go",
    has: ['CMD ["serve", "--port=8080"]'],
  },
  "Go: the program called as the module, then its server": {
    files: {
      "go.mod": "module example.com/wtf\n",
      "cmd/storybook/main.go": GO_MAIN,
      "cmd/wtfd/main.go": GO_MAIN,
    },
    what: "Go",
    asks: ["program=cmd/wtfd"],
  },
  "Rust whose Procfile gives words": {
    files: {
      ...CRATE,
      "src/main.rs": "",
      Procfile: "release: ./target/release/shop migrate\nweb: ./target/release/shop server\n",
    },
    what: "Rust",
    has: ['ENTRYPOINT ["shop"]', 'CMD ["server"]'],
  },
  "Rust that reads a folder from another source than its main one": {
    files: {
      ...CRATE,
      "src/main.rs": "",
      "src/configuration.rs": 'let path = base.join("configuration");',
      "configuration/base.yaml": "",
    },
    what: "Rust",
    has: ["WORKDIR /app", "COPY configuration ./configuration"],
  },
  "Rust with a database in the program": {
    files: {
      "Cargo.toml": '[package]\nname = "shop"\n[dependencies]\nrusqlite = "0.31"\n',
      "src/main.rs": "",
    },
    what: "Rust",
    has: ["RUN install --directory --owner=65532 --group=65532 /app", "WORKDIR /app"],
  },
  "queries that the compiler checks with a database": {
    files: {
      "Cargo.toml": '[package]\nname = "shop"\n[dependencies]\nsqlx = "0.8"\n',
      "src/main.rs": "",
      "src/users.rs": 'sqlx::query!("select 1")',
    },
    what: "Rust",
    refused: /cargo sqlx prepare/,
  },
  "queries that are prepared": {
    files: {
      "Cargo.toml": '[package]\nname = "shop"\n[dependencies]\nsqlx = "0.8"\n',
      "src/main.rs": 'sqlx::query!("select 1")',
      ".sqlx/query-1.json": "{}",
    },
    what: "Rust",
    has: ["ENV SQLX_OFFLINE=true"],
  },
  "a module of Python that is called setup.py": {
    files: {
      "requirements.txt": "flask\ngunicorn\n",
      "app.py": "app = Flask(__name__)",
      "shop/handlers/setup.py": "from shop import routes\n",
    },
    what: "Python with pip",
    found: ["requirements.txt"],
  },
  "packages of Python in groups alone": {
    files: {
      "pyproject.toml": '[dependency-groups]\nmain = ["Django==5.2", "gunicorn"]\ndev = ["playwright"]\n',
      "manage.py": "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')",
      "shop/settings.py": "",
      "shop/wsgi.py": "",
    },
    what: "Python with pip",
    has: ["COPY pyproject.toml ./", "&& pip install --group main"],
    hasNot: ["pip install ."],
  },
  "browsers that tests alone need": {
    files: {
      "pyproject.toml":
        '[project]\nname = "shop"\ndependencies = ["flask", "gunicorn"]\n[dependency-groups]\ndev = ["playwright"]\n',
      "app.py": "app = Flask(__name__)",
    },
    what: "Python with pip",
    has: ['CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]'],
  },
  "wheels of a lock file that end with a Python": {
    files: {
      "pyproject.toml":
        '[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\npython = "^3.9"\nfastapi = "*"\nuvicorn = "*"\n',
      "poetry.lock":
        '# generated by Poetry 1.8.0\n[[package]]\nname = "asyncpg"\nfiles = [\n {file = "asyncpg-0.26.0-cp39-cp39-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"},\n {file = "asyncpg-0.26.0-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"},\n {file = "asyncpg-0.26.0-cp312-cp312-win_amd64.whl"},\n]\n[[package]]\nfiles = [{file = "anyio-3.5.0-py3-none-any.whl"}, {file = "cryptography-41-cp37-abi3-manylinux_2_28_x86_64.whl"}]\n',
      "main.py": "app = FastAPI()",
    },
    what: "Python with Poetry",
    has: ["FROM python:3.10-slim AS base"],
  },
  "Maven: the module that Spring Boot packs, its classifier, and the newest Java of all": {
    files: {
      "pom.xml":
        "<project><groupId>g</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging><modules><module>core</module><module>server</module></modules></project>",
      "core/pom.xml": POM(
        "core",
        `<properties><maven.compiler.release>8</maven.compiler.release></properties>${PLUGIN("maven-shade-plugin")}`,
      ),
      "server/pom.xml": POM(
        "server",
        `<properties><maven.compiler.release>17</maven.compiler.release></properties>${PLUGIN("spring-boot-maven-plugin", "<executions><execution><configuration><classifier>exec</classifier></configuration></execution></executions>")}`,
      ),
    },
    what: "Spring Boot with Maven",
    has: [
      "FROM maven:3-eclipse-temurin-17 AS build",
      "RUN --mount=type=bind,from=build,source=/src/server/target/server-1-exec.jar,target=/app.jar \\",
    ],
  },
  "a project of .NET that builds the others": {
    files: {
      "build/build.csproj":
        '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net9.0</TargetFramework></PropertyGroup><ItemGroup><PackageReference Include="Bullseye" /></ItemGroup></Project>',
      "src/Shop/Shop.csproj":
        '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>',
    },
    what: "ASP.NET Core",
    found: ["src/Shop/Shop.csproj"],
  },
  "Rails whose scripts want an old Node.js": {
    files: {
      Gemfile: 'source "https://rubygems.org"\ngem "rails", "6.1"\ngem "webpacker"\ngem "puma"\n',
      ".nvmrc": "14",
      "package.json": json({ devDependencies: { webpack: "4" } }),
      "yarn.lock": "# yarn lockfile v1\n",
    },
    what: "Rails",
    found: ["Gemfile"],
    has: ["COPY --from=node:14-slim /usr/local /usr/local"],
  },
  "Prisma in another package of the workspace": {
    files: {
      "package.json": json({ private: true }),
      "pnpm-workspace.yaml": "packages: ['apps/*', 'packages/*']\n",
      "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
      "apps/api/package.json": json({
        name: "api",
        scripts: { start: "node index.js" },
        dependencies: { express: "5", "@prisma/client": "6", "@shop/database": "workspace:*" },
      }),
      "apps/api/index.js": "app.listen(3000)",
      "packages/database/package.json": json({ name: "@shop/database", devDependencies: { prisma: "6" } }),
      "packages/database/prisma/schema.prisma": "",
    },
    what: "Node.js with pnpm",
    found: ["apps/api/package.json"],
    has: ["RUN pnpm --filter @shop/database exec prisma generate"],
  },
  "the root of a workspace that shows what a package builds": {
    files: {
      "package.json": json({
        scripts: { start: "http-server apps/web/dist" },
        devDependencies: { "http-server": "14" },
      }),
      "pnpm-workspace.yaml": "packages: ['apps/*']\n",
      "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
      "apps/web/package.json": json({
        name: "web",
        scripts: { build: "vite build" },
        dependencies: { vue: "3" },
        devDependencies: { vite: "7" },
      }),
      "apps/web/index.html": "",
    },
    what: "Vue with pnpm",
    found: ["apps/web/package.json"],
  },
  "a library that Vite tests, packed by another tool": {
    files: {
      "package.json": json({
        workspaces: ["packages/*"],
        scripts: { build: "preconstruct build" },
        devDependencies: { vite: "7" },
      }),
      "packages/checkout/package.json": json({
        name: "checkout",
        scripts: { build: "tsup" },
        dependencies: { react: "19" },
        devDependencies: { vite: "7" },
      }),
      ...LOCKED,
    },
    what: null,
  },
  "packages of Next.js for the pages in other folders": {
    files: {
      "package.json": json({ scripts: { start: "next start" }, dependencies: { next: "15" } }),
      ...LOCKED,
    },
    what: null,
  },
  "pages that webpack builds": {
    files: {
      "package.json": json({
        scripts: { build: "webpack --config webpack.config.prod.js", start: "webpack serve" },
        devDependencies: { webpack: "5", "webpack-cli": "6", "html-webpack-plugin": "5" },
      }),
      "index.html": "",
      ...LOCKED,
    },
    what: "webpack with npm",
    has: ["COPY --from=build /app/dist /usr/share/nginx/html"],
  },
  "a template of projects": {
    files: {
      "{{cookiecutter.slug}}/requirements.txt": "flask\n",
      "{{cookiecutter.slug}}/app.py": "app = Flask(__name__)",
    },
    what: null,
  },
  "a server of Python that tests alone have": {
    files: {
      "pyproject.toml":
        '[project]\nname = "shop"\ndependencies = ["django", "gunicorn", "channels"]\n[dependency-groups]\ntest = ["daphne"]\n',
      "manage.py": "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')",
      "shop/settings.py": "",
      "shop/wsgi.py": "",
      "shop/asgi.py": "",
    },
    what: "Python with pip",
    has: ['CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi"]'],
  },
  "Go with C for another system alone": {
    files: {
      "go.mod": "module shop\n",
      "main.go": GO_MAIN,
      "pse/pse_darwin.go": 'package pse\n\nimport "C"\n',
    },
    what: "Go",
    has: ["FROM scratch AS runtime"],
    hasNot: ["CGO_ENABLED=1"],
  },
  "a list of tools in Go beside a program": {
    files: {
      "go.mod": "module tools\ngo 1.24\ntool mvdan.cc/sh/v3/cmd/shfmt\n",
      "requirements.txt": "flask\ngunicorn\n",
      "app.py": "app = Flask(__name__)",
    },
    what: "Python with pip",
    found: ["requirements.txt"],
  },
  "extensions that the packages of a lock file require": {
    files: {
      "composer.json": json({ require: { "shop/shop": "1" } }),
      "composer.lock":
        '{"packages": [{"name": "a", "require": {"php": ">=8", "ext-gd": "*", "ext-zip": "*"}}], "packages-dev": [{"require": {"ext-xsl": "*"}}]}',
    },
    what: "PHP with Composer",
    has: ["&& docker-php-ext-install gd zip \\"],
    hasNot: ["xsl"],
  },
  "a library with the SDK of servers": {
    files: {
      "src/Host/Host.csproj":
        '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><OutputType>Library</OutputType><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>',
      "src/Shop/Shop.csproj":
        '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>',
    },
    what: "ASP.NET Core",
    found: ["src/Shop/Shop.csproj"],
  },
  "a package of a workspace that no script of turbo builds": {
    files: {
      "package.json": json({ workspaces: ["apps/*"], devDependencies: { turbo: "2" } }),
      "turbo.json": "{}",
      "apps/stories/package.json": json({
        name: "stories",
        dependencies: { react: "19" },
        devDependencies: { vite: "7" },
      }),
      "apps/stories/index.html": "",
      ...LOCKED,
    },
    what: "React with npm",
    has: ["RUN cd apps/stories && npx vite build"],
    hasNot: ["turbo run"],
  },
  "Django in a folder below its list of packages": {
    files: {
      "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["django", "gunicorn"]\n',
      "src/manage.py": "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')",
      "src/shop/settings.py": "",
      "src/shop/wsgi.py": "",
    },
    what: "Python with pip",
    found: ["pyproject.toml"],
  },
  "a language that is not supported": {
    files: { "build.sbt": "", "app/Main.scala": "" },
    what: "Scala",
    refused: /sbt/,
  },
  "pages that are written by hand": {
    files: { "index.html": "<p>", "style.css": "", "about/index.html": "<p>" },
    what: "Static pages",
    has: ["COPY . /usr/share/nginx/html", "try_files $uri $uri.html $uri/index.html =404;"],
  },
  "pages in a folder of their own": {
    files: { "public/index.html": "<p>", "README.md": "" },
    what: "Static pages",
    has: ["COPY public /usr/share/nginx/html"],
  },
};
