/**
 * What dockerfile-ast uses of Node's `Buffer`: it looks for a byte-order mark with it. A web worker has no `Buffer`, so its
 * bundle is given this one (esbuild.mjs).
 */
export const Buffer = { from: (text: string): Uint8Array => new TextEncoder().encode(text) };
