/** Reads a stream in pieces of the length that is asked for, whatever pieces it comes in. */
import { cutOff } from "./problems";

export interface ByteReader {
  isAtEnd(): Promise<boolean>;
  /** The next `length` bytes. Throws where there are fewer. */
  take(length: number): Promise<Buffer>;
  /** Passes over `length` bytes, of which it holds none. Throws where there are fewer. */
  skip(length: number): Promise<void>;
}

export function readerOf(source: AsyncIterator<Buffer>): ByteReader {
  let held: Buffer = Buffer.alloc(0);

  /** The bytes that come next, none at the end. */
  async function next(): Promise<Buffer> {
    for (;;) {
      const step = await source.next();
      if (step.done === true) return Buffer.alloc(0);
      if (step.value.length > 0) return step.value;
    }
  }

  async function some(): Promise<Buffer> {
    if (held.length === 0) held = await next();
    return held;
  }

  async function required(): Promise<Buffer> {
    const bytes = await some();
    if (bytes.length === 0) throw cutOff();
    return bytes;
  }

  return {
    async isAtEnd() {
      return (await some()).length === 0;
    },
    async take(length) {
      const taken: Buffer[] = [];
      for (let left = length; left > 0;) {
        const part = (await required()).subarray(0, left);
        held = held.subarray(part.length);
        left -= part.length;
        taken.push(part);
      }
      return Buffer.concat(taken);
    },
    async skip(length) {
      for (let left = length; left > 0;) {
        const { length: there } = (await required()).subarray(0, left);
        held = held.subarray(there);
        left -= there;
      }
    },
  };
}
