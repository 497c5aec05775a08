/** The languages of which it is known how programs are built and what runs them. */
import type { Ecosystem } from "../plan";
import { bun } from "./bun";
import { deno } from "./deno";
import { dotnet } from "./dotnet";
import { elixir } from "./elixir";
import { go } from "./go";
import { java } from "./java";
import { node } from "./node";
import { php } from "./php";
import { python } from "./python";
import { ruby } from "./ruby";
import { rust } from "./rust";
import { systemPackages } from "./systemPackages";

export const ECOSYSTEMS: readonly Ecosystem[] = [
  node,
  go,
  python,
  java,
  dotnet,
  php,
  ruby,
  rust,
  bun,
  deno,
  elixir,
  systemPackages,
];
