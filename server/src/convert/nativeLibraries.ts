/** Libraries of the system that the packages of a project need when they run, under the names of the base that runs it. */
import { systemNeeds } from "../ecosystems/nativePackages";
import type { PackageLanguage } from "../ecosystems/nativePackages";
import { PACKAGE_FILES, packagesIn } from "../ecosystems/packageNames";
import type { Project } from "./conversion";
import type { Plan } from "./plan";
import { systemOf } from "./runtimeSystem";
import type { SingleStage } from "./singleStage";

/** The packages to install in the stage that runs the program. `base` is the base of that stage. */
export function librariesFor(
  single: SingleStage,
  { texts }: Project,
  language: PackageLanguage,
  base: Pick<Plan, "base" | "installs">,
): string[] {
  const system = systemOf(single, base);
  if (system === null) return [];
  const packages = new Map(
    [...texts].flatMap(([file, text]) =>
      isPackageFile(language, file) ? [...packagesIn(language, file, text)] : [],
    ),
  );
  return [...systemNeeds(language, packages, system).runs];
}

/** Whether a file of the project names packages of a language. */
export function isPackageFile(language: PackageLanguage, file: string): boolean {
  return (
    PACKAGE_FILES[language].includes(file) || (language === "python" && /^requirements.*\.txt$/.test(file))
  );
}
