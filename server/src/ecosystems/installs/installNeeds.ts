/** What a command needs of a project, by the program that it runs. */
import { composer, cargo, dotnet, go, maven, mix, readsNothing, ruby } from "./others";
import { corepack, node } from "./node";
import type { InstallFolder, InstallNeeds, ReadsProject } from "./needs";
import { python } from "./python";

const MANAGERS: readonly (readonly [RegExp, ReadsProject])[] = [
  [/^(?:npm|pnpm|yarn|bun)$/, node],
  [/^corepack$/, corepack],
  [/^(?:pip\d*(?:\.\d+)?|python\d*(?:\.\d+)?|uv|poetry|pipenv)$/, python],
  [/^go$/, go],
  [/^cargo$/, cargo],
  [/^(?:bundle|bundler|gem)$/, ruby],
  [/^composer$/, composer],
  [/^dotnet$/, dotnet],
  [/^mix$/, mix],
  [/^(?:mvn|\.\/mvnw)$/, maven],
];

/** The files of a project whose texts tell what an install reads. */
export const READ_FILES =
  /^(?:package\.json|(?:requirements|constraints)[\w.-]*\.txt|pyproject\.toml|Pipfile|go\.mod|Gemfile|composer\.json|mix\.exs|pom\.xml|[\w.-]+\.(?:cs|fs|vb)proj)$/;

/** What a command needs of the folder in which it runs; null for one of which nobody knows. */
export function installNeeds(words: readonly string[], folder: InstallFolder): InstallNeeds | null {
  const [program = ""] = words;
  const found = MANAGERS.find(([names]) => names.test(program));
  return found ? found[1](words, folder) : readsNothing(words);
}
