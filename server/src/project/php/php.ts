/** composer.json: the version of PHP, the extensions that it needs, what its framework writes and builds. */
import * as l10n from "@vscode/l10n";
import { matching } from "../../ecosystems/folder";
import type { ProjectFolder } from "../../ecosystems/folder";
import { fieldsOf, readJson, textOf } from "../../ecosystems/manifest";
import type { Found } from "../plan";
import { planOf } from "./stages";

/** Reads a project of Composer; null where the folder has none, or one of a library. */
export function readPhpProject(folder: ProjectFolder): Found | null {
  if (!folder.files.has("composer.json")) return null;
  const { fields, problem } = readJson(folder, "composer.json");
  const required = fieldsOf(fields["require"]);
  const isLaravel = required["laravel/framework"] !== undefined;
  const isSymfony = required["symfony/framework-bundle"] !== undefined;
  const what = l10n.t("{0} with {1}", isLaravel ? "Laravel" : isSymfony ? "Symfony" : "PHP", "Composer");
  if (
    problem === null &&
    /^(?:library|symfony-bundle|wordpress-plugin|composer-plugin|magento2-module|typo3-cms-extension)$/.test(
      textOf(fields["type"]) ?? "",
    ) &&
    !folder.files.has("index.php") &&
    matching(folder, /^(?:public|web|www)\/index\.php$/).length === 0
  )
    return {
      what,
      manifest: "composer.json",
      notes: [],
      proposals: [],
      refused: l10n.t("composer.json is that of a library: it has no page that PHP would serve."),
    };
  return {
    what,
    manifest: "composer.json",
    notes: problem === null ? [] : [problem],
    proposals: [
      {
        label: l10n.t("Packages installed in one stage, run with PHP-FPM in another"),
        snippet: "ms-php",
        questions: [],
        plan: () => planOf(folder, fields, { isLaravel, isSymfony, isUnknown: problem !== null }),
      },
    ],
  };
}
