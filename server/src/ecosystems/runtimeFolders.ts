/** Names at the root of a project, and who needs what is under them: the program when it runs, or only what builds it. */

/** Folders that programs read when they run, by the names that people and frameworks give them. */
const READ_AT_RUN_TIME =
  /^(?:assets|certs|conf|config|configs|configuration|data|database|db|docs-api|drizzle|email-templates|emails|etc|fixtures|fonts|graphql|i18n|images|lang|languages|layouts|locales?|mail-templates|mails|media|messages|migrations|models|partials|plugins|policies|prisma|proto|protos|public|resources|schemas?|seeders|seeds?|sql|static|storage|swagger|templates?|themes?|tmpl|translations|uploads|views|web|webroot|www)$/i;

/** Files that programs read when they run, by what they end with. */
const FILES_READ_AT_RUN_TIME =
  /(?:^|\.)(?:cfg|conf|config|crt|csv|env|html?|ini|json5?|key|pem|pfx|properties|proto|sql|sqlite3?|db|tmpl|gotmpl|tpl|toml|txt|xml|ya?ml)$/i;

/** What only people and tools read. */
const FOR_BUILDING =
  /^(?:\..*|__tests__|__mocks__|bench(?:es|marks)?|ci|coverage|cypress|docs?|documentation|e2e|examples?|node_modules|patches|scripts|source|spec|specs|src|src-tauri|stories|target|tests?|tools|types|typings|vendor|build|dist|out|lib)$/i;

/** Files that only people and tools read. */
const FILES_FOR_BUILDING =
  /^(?:\..*|.*\.(?:md|mdx|rst|adoc|lock|lockb|log|sh|bat|ps1|ts|tsx|mts|cts|jsx|vue|svelte|go|rs|mod|sum|code-workspace)|(?:AUTHORS|CHANGELOG|CODEOWNERS|CONTRIBUTING|COPYING|LICEN[CS]E|NOTICE|README|SECURITY)(?:\..*)?|(?:angular|babel|biome|components|deno|jsconfig|lerna|nest-cli|nodemon|nx|package|package-lock|npm-shrinkwrap|renovate|tsconfig(?:\..*)?|tslint|turbo|typedoc|vercel|netlify|app)\.jsonc?|(?:docker-compose|compose|pnpm-lock|pnpm-workspace|mkdocs|codecov|render|fly|netlify|skaffold|cloudbuild|buildspec|appveyor|azure-pipelines)(?:\..*)?\.(?:ya?ml|toml)|(?:Cargo|rust-toolchain|Cross|clippy|rustfmt|deny)\.toml|Dockerfile.*|.*\.Dockerfile|CMakeLists\.txt|Makefile|Jenkinsfile|Procfile|Vagrantfile|Justfile|justfile|Taskfile\.ya?ml|.*\.config\.(?:[cm]?[jt]s|json)|.*(?:eslint|prettier|stylelint|commitlint|lint-staged|jest|vitest|webpack|rollup|vite|tailwind|postcss|gulpfile|Gruntfile|karma|playwright|cypress)[^/]*)$/;

/** Settings in JavaScript of what migrates a database or starts processes: they are read when a program starts. */
const SETTINGS_READ_AT_START =
  /^(?:(?:knexfile|ormconfig|drizzle\.config|ecosystem\.config)\.\w+|tsconfig-paths-bootstrap\.js|\.sequelizerc)$/;

/** Whether a file holds settings in JavaScript that a program reads when it starts, by its name. */
export function isReadAtStart(name: string): boolean {
  return SETTINGS_READ_AT_START.test(name);
}

/** Who needs what lies under a name at the root of a project. */
export type Need = "run" | "build" | "unknown";

/** Who needs a folder of a project, by its name without a slash. */
export function needOfFolder(name: string): Need {
  if (READ_AT_RUN_TIME.test(name)) return "run";
  return FOR_BUILDING.test(name) ? "build" : "unknown";
}

/** Who needs a file of a project, by its name. */
export function needOfFile(name: string): Need {
  if (FILES_FOR_BUILDING.test(name)) return "build";
  return FILES_READ_AT_RUN_TIME.test(name) ? "run" : "unknown";
}
