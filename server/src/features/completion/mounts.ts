/** The keys of a mount that are legal for its type and that it does not have yet, and their values. */
import * as l10n from "@vscode/l10n";
import { CompletionItemKind } from "vscode-languageserver-types";
import { SHARING_MODES, SWITCHES, canonicalKey, keysFor, typesFor } from "../../dockerfile/mountSet";
import type { Mount } from "../../dockerfile/mounts";
import type { Analysis } from "../../stages/analysis/analysis";
import type { MountPlace } from "../../stages/cursor/completionPlaces";
import type { Proposal } from "./proposal";
import { SHARING_TEXTS } from "./texts";

/** Where package managers and compilers keep what they have fetched, by a word of the images that have them. */
const CACHES: readonly [image: RegExp, target: string, note: () => string][] = [
  [/golang/, "/go/pkg/mod", () => l10n.t("Go modules")],
  [/golang/, "/root/.cache/go-build", () => l10n.t("Go build cache")],
  [/node/, "/root/.npm", () => "npm"],
  [/node/, "/root/.local/share/pnpm/store", () => "pnpm"],
  [/python/, "/root/.cache/pip", () => "pip"],
  [/python|uv/, "/root/.cache/uv", () => "uv"],
  [/rust/, "/usr/local/cargo/registry", () => "Cargo"],
  [/maven/, "/root/.m2", () => "Maven"],
  [/gradle/, "/root/.gradle", () => "Gradle"],
  [/dotnet/, "/root/.nuget/packages", () => "NuGet"],
  [/debian|ubuntu/, "/var/cache/apt", () => l10n.t("apt packages")],
  [/debian|ubuntu/, "/var/lib/apt", () => l10n.t("apt package lists")],
];

/** Keys that can be given the value that another one has. */
const TAKES_ANY = new Set(["env", "from", "id", "source", "target"]);

/** The keys that may be written at a place. */
export function proposeMountKeys({ mount, field, key, value }: MountPlace): Proposal[] {
  const names = keysFor(mount, field).filter(name => !value || name === key || TAKES_ANY.has(name));
  return names.map(name => ({
    label: value !== null || SWITCHES.has(name) ? name : `${name}=`,
    kind: CompletionItemKind.Property,
    topic: { kind: "mountKey", name },
    ...(SWITCHES.has(name) && value === null ? { commit: [","] } : {}),
  }));
}

/** The values that a key may have. */
export function proposeMountValues(analysis: Analysis, place: MountPlace): Proposal[] {
  const { key, mount, stage } = place;
  const type = mount.type ?? "bind";
  if (key === "type")
    return typesFor(mount).map(name => ({
      label: name,
      kind: CompletionItemKind.EnumMember,
      topic: { kind: "mountType", name },
      commit: [","],
    }));
  if (key === "sharing")
    return type !== "cache"
      ? []
      : SHARING_MODES.map(label => ({
          label,
          kind: CompletionItemKind.EnumMember,
          note: SHARING_TEXTS.get(label)?.() ?? "",
          commit: [","],
        }));
  if (SWITCHES.has(key))
    return ["true", "false"].map(label => ({ label, kind: CompletionItemKind.EnumMember, commit: [","] }));
  if (key !== "id" && key !== "target") return [];
  const used: Proposal[] = valuesUsed(analysis, mount, type, key).map(label => ({
    label,
    kind: CompletionItemKind.Value,
    note: l10n.t("used in this file"),
  }));
  if (key === "id" || type !== "cache") return used;
  const known = new Set(used.map(({ label }) => label));
  const rank = (image: RegExp) => (image.test(stage.base.expanded) ? 0 : 1);
  const usual = [...CACHES]
    .sort(([a], [b]) => rank(a) - rank(b))
    .filter(([, target]) => !known.has(target))
    .map(([, label, note]): Proposal => ({ label, kind: CompletionItemKind.Folder, note: note() }));
  return [...used, ...usual];
}

/** The values that other mounts of the type have for a key, in the order of the file. */
function valuesUsed({ model: { stages } }: Analysis, own: Mount, type: string, key: string): string[] {
  const values = new Set<string>();
  for (const { body } of stages)
    for (const { instruction } of body)
      for (const mount of (instruction.trigger ?? instruction).mounts) {
        if (mount === own || (mount.type ?? "bind") !== type) continue;
        const value = mount.options.find(option => canonicalKey(option.key) === key)?.value?.text;
        // What needs quotes is written by hand.
        if (value && /^[\w./@+:~-]+$/.test(value)) values.add(value);
      }
  return [...values];
}
