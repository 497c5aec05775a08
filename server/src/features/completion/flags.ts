/** Flags that an instruction takes and does not have yet, and the values of those that take a few. */
import { CompletionItemKind } from "vscode-languageserver-types";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import { MOUNT_KEYS } from "../../dockerfile/mountSet";
import type { Analysis } from "../../stages/analysis/analysis";
import type { FlagPlace, FlagValuePlace } from "../../stages/cursor/completionPlaces";
import type { Frontend } from "../../stages/model/frontend";
import { flagGraduation, flagSince, hasFeature } from "../../stages/model/frontendFeatures";
import type { Proposal } from "./proposal";

/** The most used first; the others follow. */
const ORDER = ["from", "mount", "platform", "chown", "chmod", "link"];
const PLATFORMS = [
  "linux/amd64",
  "linux/arm64",
  "linux/arm/v7",
  "linux/386",
  "linux/ppc64le",
  "linux/riscv64",
  "linux/s390x",
  "windows/amd64",
];
const VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ["network", ["default", "none", "host"]],
  ["security", ["sandbox", "insecure"]],
]);
/** Flags that can be given the value that another one has. */
const TAKES_ANY = new Set([
  "chown",
  "exclude",
  "from",
  "interval",
  "start-interval",
  "start-period",
  "timeout",
]);
/** What is filled in behind `--mount=type=…`. */
const MOUNT_SNIPPETS = new Map([
  ["bind", "source=$1,target=$2"],
  ["cache", "target=$1"],
  ["secret", "id=$1"],
  ["ssh", ""],
  ["tmpfs", "target=$1"],
]);

/** The flags that may be added at a place. */
export function proposeFlags(frontend: Frontend, place: FlagPlace): Proposal[] {
  const { instruction, given, own } = place;
  const value = own?.value ?? null;
  const flags = [...(INSTRUCTIONS.get(instruction.keyword) ?? [])].filter(
    ([name, kind]) =>
      (kind === "list" || !given.has(name)) &&
      hasFlag(frontend, instruction.keyword, name) &&
      (!value?.text || name === own?.name || TAKES_ANY.has(name)),
  );
  return flags
    .sort(([a], [b]) => rankOf(a) - rankOf(b))
    .flatMap(([name, kind]): Proposal[] => {
      const isBare = value !== null || kind === "bool";
      const flag: Proposal = {
        label: isBare ? `--${name}` : `--${name}=`,
        kind: CompletionItemKind.Property,
        topic: { kind: "flag", name },
        ...(kind === "bool" && value === null ? { commit: [" "] } : {}),
      };
      return name === "mount" && value === null ? [flag, ...proposeMountsOfTypes()] : [flag];
    });
}

function proposeMountsOfTypes(): Proposal[] {
  return [...MOUNT_KEYS.keys()].map(type => {
    const fields = MOUNT_SNIPPETS.get(type) ?? "";
    const label = `--mount=type=${type}`;
    return {
      label,
      kind: CompletionItemKind.Property,
      newText: fields === "" ? label : `${label},`,
      ...(fields === "" ? {} : { snippet: `${label},${fields}` }),
      topic: { kind: "mountType", name: type },
    };
  });
}

function rankOf(name: string): number {
  const rank = ORDER.indexOf(name);
  return rank === -1 ? ORDER.length : rank;
}

function hasFlag(frontend: Frontend, keyword: string, name: string): boolean {
  return hasFeature(frontend, flagGraduation(keyword, name)?.since ?? flagSince(keyword, name));
}

/** The values of a flag that takes one of a few, or a platform. */
export function proposeFlagValues(analysis: Analysis, place: FlagValuePlace): Proposal[] {
  const { instruction, flag } = place;
  const kind = INSTRUCTIONS.get(instruction.keyword)?.get(flag.name);
  const values = kind === "bool" ? ["true", "false"] : kind && VALUES.get(flag.name);
  if (values) return values.map(label => ({ label, kind: CompletionItemKind.EnumMember, commit: [" "] }));
  return kind && flag.name === "platform" ? proposePlatforms(analysis, place) : [];
}

/** That of the machine first, then those of the other stages. `$TARGETPLATFORM` is what holds without the flag. */
function proposePlatforms({ model: { stages, scope } }: Analysis, { stage }: FlagValuePlace): Proposal[] {
  const used = stages.flatMap(({ platform }, index) =>
    index === stage.index || !platform ? [] : [platform],
  );
  const args = new Set(scope.args.map(({ name }) => name).filter(name => /platform/i.test(name)));
  const all = new Set(["$BUILDPLATFORM", ...[...args].map(name => `$${name}`), ...used, ...PLATFORMS]);
  return [...all]
    .filter(label => /^[\w$/{}.-]+$/.test(label))
    .map(label => ({ label, kind: CompletionItemKind.EnumMember }));
}
