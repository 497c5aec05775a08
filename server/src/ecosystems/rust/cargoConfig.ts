/** `.cargo/config.toml`: where Cargo writes, what it builds for, links with and takes crates from. https://doc.rust-lang.org/cargo/reference/config.html */
import { firstOf } from "../folder";
import type { ProjectFolder } from "../folder";
import { field, fieldsOf, listOf, readToml, textOf } from "../manifest";
import type { Fields } from "../manifest";
import * as sanitize from "../../shared/sanitize";

export interface CargoConfig {
  /** As the project calls it. */
  readonly file: string;
  /** Why it cannot be read; null where it can. */
  readonly problem: string | null;
  /** The folder that Cargo writes to, from that of the project; `"outside"` for any other path, null where none is written. */
  readonly targetDir: { readonly path: string } | "outside" | null;
  /** Triples, or files that describe a target, in their order; none where it builds for the platform that it runs on. */
  readonly targets: readonly string[];
  /** Folders with sources of crates: below that of the project, and others as they are written. */
  readonly vendored: readonly string[];
  readonly outside: readonly string[];
  /** Programs that are started in place of the compiler. */
  readonly wrappers: readonly string[];
  /** Git fetches crates. */
  readonly usesGit: boolean;
  /** The program is for the processor that builds it. */
  readonly isForThisProcessor: boolean;
  readonly fields: Fields;
}

/** Without an ending it goes first, as for Cargo. */
const FILES = [".cargo/config", ".cargo/config.toml"];

/** Reads the configuration in the folder of a package or a workspace; null where it has none. */
export function readCargoConfig(folder: ProjectFolder): CargoConfig | null {
  const file = firstOf(folder, FILES);
  if (file === null) return null;
  const { fields, problem } = readToml(folder, file);
  const targets = textsOf(field(fields, "build", "target"));
  const build = fieldsOf(fields["build"]);
  const dir = textOf(build["target-dir"]);
  const path = sanitize.path(dir);
  const sources = Object.values(fieldsOf(fields["source"])).map(fieldsOf);
  const used = new Set(sources.flatMap(source => textOf(source["replace-with"]) ?? []));
  const directories = Object.entries(fieldsOf(fields["source"])).flatMap(([name, source]) =>
    used.has(name) ? ["directory", "local-registry"].flatMap(key => textOf(fieldsOf(source)[key]) ?? []) : [],
  );
  const folders = [...directories, ...textsOf(fields["paths"])];
  return {
    file,
    problem,
    targetDir: dir === null ? null : path === null ? "outside" : { path },
    targets,
    vendored: folders.flatMap(one => sanitize.path(one) ?? []),
    outside: folders.filter(one => sanitize.path(one) === null),
    wrappers: ["rustc-wrapper", "rustc-workspace-wrapper"].flatMap(key => textOf(build[key]) || []),
    usesGit: field(fields, "net", "git-fetch-with-cli") === true,
    isForThisProcessor: /target-cpu=native/.test(flagsOf(fields, targets[0] ?? null).join(" ")),
    fields,
  };
}

/** A text, or a list of them. */
function textsOf(value: unknown): string[] {
  return typeof value === "string" ? [value] : listOf(value).flatMap(one => textOf(one) ?? []);
}

/** The sections that count for a target, or for the platform of an image of Rust, which is one of Linux with glibc. */
function sectionsFor(fields: Fields, target: string | null): Fields[] {
  return Object.entries(fieldsOf(fields["target"])).flatMap(([key, section]) => {
    const counts = key.startsWith("cfg(")
      ? /\bnot\(/.test(key) || !/windows|macos|apple|wasm|android|ios|bsd|"none"/.test(key)
      : target === null
        ? /-unknown-linux-gnu\w*$/.test(key)
        : key === target;
    return counts ? [fieldsOf(section)] : [];
  });
}

/** The words that the compiler may be given beside its own: Cargo takes those of all targets where one has none itself. */
function flagsOf(fields: Fields, target: string | null): string[] {
  const all = [...sectionsFor(fields, target), fieldsOf(fields["build"])];
  return all.flatMap(section => textsOf(section["rustflags"]).flatMap(text => text.split(/\s+/)));
}

/** The programs that link, as they are written: linkers, and what compilers are told to link with. */
export function linkersOf({ fields }: CargoConfig, target: string | null): string[] {
  const linkers = sectionsFor(fields, target).flatMap(section => textOf(section["linker"]) ?? []);
  const told = [
    ...flagsOf(fields, target)
      .join(" ")
      .matchAll(/(?:-fuse-ld=|--ld-path=|-C\s?linker=)([^\s,"']{1,200})/g),
  ].map(([, name = ""]) => name);
  return [...new Set([...linkers, ...told])];
}
