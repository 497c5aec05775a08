/** The functions of bake that compute with networks (buildx: bake/hclparser/cidr.go). Those of IPv6 are left open. */
import { numberOf, textOf } from "./data";
import type { Data } from "./data";
import type { BakeFunction } from "./functions";

/** An IPv4 network: its address, the bits of its prefix. */
interface Network {
  readonly address: number;
  readonly prefix: number;
}

function networkOf(given: Data): Network | undefined {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(textOf(given) ?? "");
  if (!found) return undefined;
  const [prefix = 33, ...bytes] = [found[5], ...found.slice(1, 5)].map(Number);
  if (prefix > 32 || bytes.some(byte => byte > 255)) return undefined;
  const size = 2 ** (32 - prefix);
  const written = bytes.reduce((address, byte) => address * 256 + byte, 0);
  return { address: written - (written % size), prefix };
}

function addressText(address: number): string {
  return [24, 16, 8, 0].map(bits => Math.floor(address / 2 ** bits) % 256).join(".");
}

function networkText({ address, prefix }: Network): string {
  return `${addressText(address)}/${prefix}`;
}

/** A host of a network, from its end where the number is below 0. */
function host(network: Data = null, number: Data = null): Data | undefined {
  const [own, at] = [networkOf(network), numberOf(number)];
  if (!own || at === undefined || !Number.isInteger(at)) return undefined;
  const size = 2 ** (32 - own.prefix);
  const place = at < 0 ? size + at : at;
  return place < 0 || place >= size ? undefined : addressText(own.address + place);
}

function netmask(network: Data = null): Data | undefined {
  const own = networkOf(network);
  return own && addressText(2 ** 32 - 2 ** (32 - own.prefix));
}

function subnet(network: Data = null, bits: Data = null, number: Data = null): Data | undefined {
  const [own, added, at] = [networkOf(network), numberOf(bits), numberOf(number)];
  if (!own || added === undefined || at === undefined || !Number.isInteger(at)) return undefined;
  const prefix = own.prefix + added;
  if (!Number.isInteger(prefix) || added < 0 || prefix > 32 || at < 0 || at >= 2 ** added) return undefined;
  return networkText({ address: own.address + at * 2 ** (32 - prefix), prefix });
}

/** Networks in a network, one behind the other, each at a multiple of its size. */
function subnets(network: Data = null, ...bits: readonly Data[]): Data | undefined {
  const own = networkOf(network);
  if (!own) return undefined;
  const found: string[] = [];
  let next = own.address;
  for (const each of bits) {
    const added = numberOf(each);
    const prefix = own.prefix + (added ?? NaN);
    if (added === undefined || added < 1 || !Number.isInteger(prefix) || prefix > 32) return undefined;
    const size = 2 ** (32 - prefix);
    const address = Math.ceil(next / size) * size;
    if (address + size > own.address + 2 ** (32 - own.prefix)) return undefined;
    found.push(networkText({ address, prefix }));
    next = address + size;
  }
  return found;
}

export const networkFunctions: Readonly<Record<string, BakeFunction>> = {
  cidrhost: host,
  cidrnetmask: netmask,
  cidrsubnet: subnet,
  cidrsubnets: subnets,
};
