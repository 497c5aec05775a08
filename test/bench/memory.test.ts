import assert from "node:assert/strict";
import { parsePs, parseStatus, parseTasklist, residentBytes } from "../../bench/memory";

describe("bench: memory", () => {
  it("is read from what each system says", () => {
    assert.equal(parseStatus("VmPeak:\t  900 kB\nVmRSS:\t   51234 kB\nRssAnon:\t 1 kB\n"), 51_234 * 1024);
    assert.equal(parsePs("  51234\n"), 51_234 * 1024);
    assert.equal(parseTasklist('"node.exe","1234","Console","1","51,234 K"\r\n'), 51_234 * 1024);
    assert.equal(parseTasklist('"node.exe","1234","Console","1","51.234 K"\r\n'), 51_234 * 1024);
  });

  it("is never taken from an answer without a figure", () => {
    assert.throws(() => parseStatus("Name:\tnode\n"), /No memory figure/);
    assert.throws(() => parsePs(""), /No memory figure/);
    assert.throws(() => parseTasklist("INFO: No tasks are running."), /No memory figure/);
  });

  it("of this process is what this process says of itself", () => {
    const outside = residentBytes(process.pid);
    const inside = process.memoryUsage.rss();
    assert.ok(Math.abs(outside - inside) < 0.2 * inside, `${outside} and ${inside}`);
  });
});
