/**
 * The platforms that builds are for and those that they run on: what the predefined arguments stand for (spec 4.1; the builder's
 * `frontend/dockerfile/dockerfile2llb/platform.go`).
 */
import { DEFAULT_PLATFORM, formatPlatform, targetPlatform } from "./platform";
import type { Platform } from "./platform";

/** One build, of those that `--platform` may ask for at once. */
export interface BuildPlatform {
  readonly target: Platform;
  /** That of the machine. */
  readonly build: Platform;
}

/** Builds that come to the same in a file. */
export interface PlatformCase {
  readonly platform: BuildPlatform;
  /** Of all of them what they are for, as the builder writes it. */
  readonly labels: readonly string[];
}

export type PlatformCases = readonly [PlatformCase, ...PlatformCase[]];

/** Where nobody says anything else. */
export const DEFAULT_BUILDS: readonly BuildPlatform[] = [
  { target: DEFAULT_PLATFORM, build: DEFAULT_PLATFORM },
];

/** Any of these may be that of a machine of which nothing is known: the platforms for which the official images are there. */
const COMMON: readonly Platform[] = (
  "linux/amd64 linux/arm64 linux/arm/v7 linux/arm/v6 linux/386 linux/loong64 linux/mips64le linux/ppc64le linux/riscv64 " +
  "linux/s390x windows/amd64"
)
  .split(" ")
  .flatMap(text => targetPlatform(text) ?? []);

/**
 * The builds that are for the platforms of `asked`, each as a person writes it for `--platform`; for that of the machine where there
 * are none. Without a `machine` it may be any of the common ones. What the builder refuses is left out.
 */
export function buildsFor(asked: readonly string[], machine: Platform | null): readonly BuildPlatform[] {
  const machines = machine ? [machine] : COMMON;
  const texts = asked.flatMap(text => text.split(",")).map(text => text.trim());
  const builds = machines.flatMap(build => {
    const targets = texts.flatMap(text => targetPlatform(text, build) ?? []);
    return (targets.length === 0 ? [build] : targets).map(target => ({ target, build }));
  });
  return distinct(builds, ({ target, build }) => `${formatPlatform(target)} ${formatPlatform(build)}`);
}

/** Builds for other platforms on the same machines. */
export function retargeted(
  builds: readonly BuildPlatform[],
  asked: readonly string[],
): readonly BuildPlatform[] {
  const machines = distinct(
    builds.map(({ build }) => build),
    formatPlatform,
  );
  return machines.flatMap(machine => buildsFor(asked, machine));
}

const NAMES = /\b(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT)\b/g;

/** Where a text names an argument that builds for another platform, or on another machine, give another value. */
export function platformNames(text: string): { readonly name: string; readonly start: number }[] {
  return [...text.matchAll(NAMES)].map(({ 0: name, index }) => ({ name, start: index }));
}

/** The builds that differ in a text, by what they give to the arguments that it names; the first of all is the first. */
export function casesIn(text: string, builds: readonly BuildPlatform[]): PlatformCases {
  const [first = { target: DEFAULT_PLATFORM, build: DEFAULT_PLATFORM }] = builds;
  if (builds.length < 2) return [{ platform: first, labels: [formatPlatform(first.target)] }];
  const names = new Set(platformNames(text).map(({ name }) => name));
  const cases = new Map<string, { platform: BuildPlatform; labels: string[] }>();
  // Where the machine decides, too, it is part of what a build is called.
  const isMachineNamed = builds.some(
    ({ target, build }) =>
      formatPlatform(target) === formatPlatform(first.target) &&
      formatPlatform(build) !== formatPlatform(first.build),
  );
  for (const platform of builds) {
    const values = platformArguments(platform);
    const key = [...names].map(name => values.get(name)).join(" ");
    const target = formatPlatform(platform.target);
    const label = isMachineNamed ? `${target} (${formatPlatform(platform.build)})` : target;
    const known = cases.get(key);
    if (known) known.labels.push(label);
    else cases.set(key, { platform, labels: [label] });
  }
  const [one = { platform: first, labels: [] }, ...others] = cases.values();
  return [one, ...others];
}

/** What the builder gives to the predefined arguments of platforms. */
export function platformArguments({ target, build }: BuildPlatform): Map<string, string> {
  return new Map([...argumentsOf("BUILD", build), ...argumentsOf("TARGET", target)]);
}

function argumentsOf(side: "BUILD" | "TARGET", platform: Platform): [name: string, value: string][] {
  return [
    [`${side}PLATFORM`, formatPlatform(platform)],
    [`${side}OS`, platform.os],
    // Clients do not pass it on.
    [`${side}OSVERSION`, ""],
    [`${side}ARCH`, platform.arch],
    [`${side}VARIANT`, platform.variant],
  ];
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const known = new Map<string, Item>();
  for (const item of items) if (!known.has(keyOf(item))) known.set(keyOf(item), item);
  return [...known.values()];
}
