/** This machine. Engines build in Linux, on whatever system they run. */
import { endianness } from "node:os";
import type { Platform } from "../stages/model/platform";
import type { Machine } from "../workspace/machine";

/** The names of architectures, of Node as the builder has them; the others are the same. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  ia32: "386",
  mips: endianness() === "LE" ? "mipsle" : "mips",
  mipsel: "mipsle",
  ppc64: endianness() === "LE" ? "ppc64le" : "ppc64",
  x64: "amd64",
};

const asked = process.env["DOCKER_DEFAULT_PLATFORM"] ?? "";

export const machine: Machine = {
  platform: linuxOn(process.arch),
  defaultPlatforms: asked === "" ? [] : [asked],
};

function linuxOn(architecture: string): Platform {
  const arch = ARCHITECTURES[architecture] ?? architecture;
  return { os: "linux", arch, variant: arch === "arm" ? "v7" : "" };
}
