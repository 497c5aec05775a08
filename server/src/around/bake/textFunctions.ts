/** The functions of bake that code, decode and hash texts (buildx: bake/hclparser/stdlib.go). */
import { md5, sha1 } from "@noble/hashes/legacy";
import { sha256, sha512 } from "@noble/hashes/sha2";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils";
import { base64, utf8 } from "@scure/base";
import type { Data } from "./data";
import { MOST_ITEMS } from "./listFunctions";
import { TOO_MANY, textOf } from "./data";
import type { BakeFunction } from "./functions";

/** Nobody hashes longer texts in a build file. */
const LONGEST = 100_000;

const ofBytes =
  (make: (bytes: Uint8Array) => Data | undefined): BakeFunction =>
  (given = null) => {
    const text = textOf(given);
    return text === undefined || text.length > LONGEST ? undefined : make(utf8ToBytes(text));
  };

/** Undefined for what is no Base64, or no text in UTF-8. */
function base64Decoded(text: string): string | undefined {
  try {
    const decoded = utf8.encode(base64.decode(text));
    return base64.encode(utf8ToBytes(decoded)) === text ? decoded : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 4122, appendix C. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** RFC 4122, section 4.3: a UUID that a name has in a namespace. */
function uuidOf(namespace: string, name: string): string | undefined {
  const own = Object.hasOwn(NAMESPACES, namespace) ? NAMESPACES[namespace] : namespace;
  if (own === undefined || !UUID.test(own) || name.length > LONGEST) return undefined;
  const bytes = sha1(concatBytes(hexToBytes(own.replaceAll("-", "")), utf8ToBytes(name)));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytesToHex(bytes.slice(0, 16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** A field with what ends it, as RFC 4180 has it. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** The first row names the columns. Undefined for quotes inside of fields, and where a row is longer or shorter than the first. */
function csvDecoded(text: string): Data | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length || row.length > 0; at = FIELD.lastIndex) {
    FIELD.lastIndex = at;
    const [field, quoted, plain = "", end] = FIELD.exec(text) ?? [];
    if (field === undefined) return undefined;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ",") continue;
    // An empty line is no row.
    if (row.length > 1 || row[0] !== "" || quoted !== undefined) rows.push(row);
    if (rows.length > MOST_ITEMS) return TOO_MANY;
    row = [];
  }
  const [names, ...records] = rows;
  if (names === undefined || records.some(({ length }) => length !== names.length)) return undefined;
  return records.map(record => new Map(names.map((name, index) => [name, record[index] ?? ""])));
}

const ofText =
  (make: (text: string) => Data | undefined): BakeFunction =>
  (given = null) => {
    const text = textOf(given);
    return text === undefined || text.length > LONGEST ? undefined : make(text);
  };

export const textFunctions: Readonly<Record<string, BakeFunction>> = {
  base64decode: ofText(base64Decoded),
  base64encode: ofBytes(base64.encode),
  csvdecode: ofText(csvDecoded),
  md5: ofBytes(bytes => bytesToHex(md5(bytes))),
  sha1: ofBytes(bytes => bytesToHex(sha1(bytes))),
  sha256: ofBytes(bytes => bytesToHex(sha256(bytes))),
  sha512: ofBytes(bytes => bytesToHex(sha512(bytes))),
  uuidv5: (namespace = null, name = null) => {
    const [space, own] = [textOf(namespace), textOf(name)];
    return space === undefined || own === undefined ? undefined : uuidOf(space, own);
  },
};
