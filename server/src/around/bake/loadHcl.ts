/** The reader of HCL with its WebAssembly: made once, and only where a bake file in HCL is there. */
import library from "web-tree-sitter/web-tree-sitter.wasm";
import grammar from "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm";
import { createHclReader } from "./hcl";
import type { ReadHcl } from "./hcl";

let reader: Promise<ReadHcl> | null = null;

/** The reader; rejects where WebAssembly cannot be run. */
export function loadHcl(): Promise<ReadHcl> {
  return (reader ??= createHclReader(library, grammar));
}
