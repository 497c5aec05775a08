/** Where packages come from another source than that of the base: what sets it up is said again, or they are left to the build. */
import type { Command } from "./commands";
import { installs, installScript, isPackageCommand } from "./packages";
import type { SystemPlan } from "./carry";
import type { SingleStage, StageLine } from "./singleStage";

/** What sets a source of packages up, or installs a package from a file. */
const SET_UP =
  /\bapt-key\b|\badd-apt-repository\b|\bapt-add-repository\b|\/etc\/apt\/|\/usr\/share\/keyrings\/|\/etc\/apk\/(?:keys|repositories)|(?:deb|rpm)\.nodesource\.com|packagecloud\.io|\.deb(?:\s|$|["'])|\bdpkg\s+(?:-i|--install|--add-architecture)/;
/** Sources of Node.js and Yarn, which are there to build pages where the program is written in another language. */
const OF_NODE = /nodesource|yarnpkg/;
const NODE_PACKAGES = /^(?:nodejs|npm|yarn)$/;
const NODE_PROGRAMS = /^(?:node|nodejs|npm|npx|pm2(?:-runtime)?|yarn)$/;

/** What a RUN has to do with such sources. */
export interface SourcePart {
  /** Its commands that are dealt with here. */
  readonly commands: ReadonlySet<Command>;
  /** What is said again; null for nothing. */
  readonly script: string | null;
  /** Packages that are left to the build. */
  readonly left: readonly string[];
}

export interface PackageSources {
  readonly partOf: (at: StageLine) => SourcePart;
  /** Packages that are left to the build, because their source is. */
  readonly isLeft: (name: string) => boolean;
}

const NONE: SourcePart = { commands: new Set(), script: null, left: [] };

/** The sources that the commands of a stage set up. */
export function packageSources(single: SingleStage, plan: SystemPlan): PackageSources {
  const { lines, start } = single;
  const setUps = new Map(
    lines.flatMap(at => {
      const found = at.commands.filter(command => SET_UP.test(command.text));
      return found.length === 0 ? [] : [[at, found] as const];
    }),
  );
  if (setUps.size === 0) return { partOf: () => NONE, isLeft: () => false };
  const [first] = setUps.keys();
  const behind = first ? lines.slice(lines.indexOf(first)) : [];
  const texts = [...setUps.values()].flat().map(({ text }) => text);
  const startsNode = NODE_PROGRAMS.test(start.words[0] ?? "");
  const isOfNode = !startsNode && texts.some(text => OF_NODE.test(text));
  const isLeft = (name: string) => isOfNode && NODE_PACKAGES.test(name.replace(/=.*/, ""));
  const isOther = [...setUps.values()].some(
    found => !found.some(({ text }) => OF_NODE.test(text)) || startsNode,
  );
  const wanted = behind.some(({ commands }) => {
    const { script, unknown, sure } = installs(commands, plan, null);
    return script !== null && [...unknown, ...sure].some(name => !isLeft(name));
  });
  return {
    isLeft,
    partOf: at => {
      const found = setUps.get(at);
      const left = isOfNode ? namesIn(at.commands).filter(isLeft) : [];
      if (!found) return { ...NONE, left };
      const isNode = !startsNode && found.some(({ text }) => OF_NODE.test(text));
      if (isNode || !isOther || !wanted) return { commands: new Set(found), script: null, left };
      const all = at.commands.filter(command => found.includes(command) || isPackageCommand(command));
      return { commands: new Set(all), script: setUpScript(all, found, plan), left };
    },
  };
}

/** The packages that commands name. */
function namesIn(commands: readonly Command[]): string[] {
  return commands.flatMap(({ all }) =>
    all.flatMap(words =>
      /^(?:apt|apt-get|apk)$/.test(words[0] ?? "")
        ? words.slice(1).filter(word => !word.startsWith("-"))
        : [],
    ),
  );
}

/** The commands as they are, behind what they need of the system. */
function setUpScript(all: readonly Command[], found: readonly Command[], plan: SystemPlan): string {
  const text = all.map((command, index) => (index === 0 ? command.text : ` && ${command.text}`)).join("");
  const used = found.map(command => command.text).join("\n");
  const needed = [
    "ca-certificates",
    ...(/\bcurl\b/.test(used) ? ["curl"] : []),
    ...(/\bwget\b/.test(used) ? ["wget"] : []),
    ...(/\bgpg\b|\bapt-key\b/.test(used) ? ["gnupg"] : []),
  ];
  if (plan.isSameBase === true || plan.installs !== "apt") return text;
  return `${installScript("apt", needed)} && ${text}`;
}
