/** C and C++ on a system with their compilers: a program is one file that needs the C library it was built with. */
import * as l10n from "@vscode/l10n";
import { filesBeside, otherPrograms, programOf } from "../compiled";
import { certificates, hasCertificates, missingPrograms } from "../runtimeNeeds";
import { refusal } from "../conversion";
import { allCommands } from "../singleStage";
import { smallBase } from "../slimImage";
import type { Ecosystem } from "../plan";

/** Tools that make libraries and install them where only they know. */
const INSTALLERS = /^(?:cmake|conan|make|meson|ninja|vcpkg)$/;
const BUILDERS = /^(?:ar|c\+\+|cc|clang(?:\+\+)?|g\+\+|gcc|git|ld|strip)$/;

export const c: Ecosystem = {
  owns: () => false,
  plan: (single, project) => {
    const installFolder = "/usr/local/bin";
    const program = programOf(single, installFolder);
    if ("refused" in program) return program;
    const others = otherPrograms(single, installFolder);
    if ("refused" in others) return others;
    const commands = allCommands(single).map(({ words }) => words);
    const other = commands.find(([name = ""]) => INSTALLERS.test(name));
    if (other)
      return refusal(l10n.t('Cannot determine which files "{0}" installs for the program.', other.join(" ")));
    const beside = filesBeside(single, project);
    return {
      ...smallBase(single, ""),
      installs: "apt",
      artifacts: [
        ...(hasCertificates(single) ? [certificates()] : []),
        program,
        ...others,
        ...beside.artifacts,
      ],
      folder: null,
      buildPackages: /^(?:curl|git|unzip|wget|xz-utils|zip)$/,
      hasPackages: /^ca-certificates$/,
      libraries: missingPrograms(single),
      isBuild: ([name = ""]) => BUILDERS.test(name),
      unknown: [
        ...beside.unknown,
        l10n.t("Check which system libraries the program needs, and install them here."),
      ],
    };
  },
};
