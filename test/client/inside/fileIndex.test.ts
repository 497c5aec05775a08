import { strict as assert } from "node:assert";
import { Readable, Writable } from "node:stream";
import { pack, type Header } from "tar-stream";
import { indexArchive, readFirst } from "../../../client/src/inside/archive";
import {
  isFolderAt,
  listFolder,
  nodeAt,
  resolvePath,
  withoutContainerFiles,
  type FileIndex,
} from "../../../client/src/inside/fileIndex";
import { pathProposals } from "../../../client/src/inside/pathProposals";

type Entry = [header: Partial<Header> & { name: string }, content?: string];

/** An archive, in pieces of that many bytes. */
async function archive(entries: readonly Entry[], piece = 1000): Promise<NodeJS.ReadableStream> {
  const packed = pack();
  for (const [header, content = ""] of entries) packed.entry(header, content);
  packed.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of packed) chunks.push(chunk as Uint8Array);
  const all = Buffer.concat(chunks);
  const pieces = Array.from({ length: Math.ceil(all.length / piece) }, (_, at) =>
    all.subarray(at * piece, (at + 1) * piece),
  );
  return Readable.from(pieces);
}

const link = (name: string, linkname: string): Entry => [{ name, type: "symlink", linkname }];
const folder = (name: string): Entry => [{ name, type: "directory" }];
const LONG = "very-long-name/".repeat(20) + "ü €.txt";

const ENTRIES: Entry[] = [
  folder("bin/"),
  [{ name: "bin/busybox", mode: 0o755 }, "#".repeat(2000)],
  [{ name: "bin/sh", type: "link", linkname: "bin/busybox" }],
  link("sbin", "bin"),
  folder("srv"),
  [{ name: "srv/a;$(id)", mode: 0o600 }, "x"],
  [{ name: "srv/-rf" }, "y"],
  link("srv/up", "../../../bin/sh"),
  link("srv/root", "/"),
  link("srv/gone", "nowhere"),
  link("srv/near", "-rf"),
  link("srv/one", "two"),
  link("srv/two", "one"),
  [{ name: "dev/null", type: "character-device" }],
  [{ name: LONG }, "long"],
  [{ name: "deep/without/folders.txt" }, "z"],
];

async function indexOf(entries = ENTRIES, piece?: number, most?: number): Promise<FileIndex> {
  return indexArchive(await archive(entries, piece), most);
}

describe("the index of the files of an image", () => {
  it("has what the archive says, in whatever pieces it comes", async () => {
    const whole = await indexOf();
    for (const piece of [1, 511, 512, 513, 7000]) assert.deepEqual(await indexOf(ENTRIES, piece), whole);
    assert.equal(nodeAt(whole, "/bin/busybox")?.size, 2000);
    assert.equal(nodeAt(whole, "/bin/busybox")?.mode, 0o755);
    assert.equal(nodeAt(whole, "/bin/sh")?.size, 2000, "a second name of a file has its size");
    assert.equal(nodeAt(whole, `/${LONG}`)?.size, 4);
    assert.equal(nodeAt(whole, "/dev/null")?.kind, "other");
    assert.deepEqual(
      listFolder(whole, "/srv")?.map(([name]) => name),
      ["-rf", "a;$(id)", "gone", "near", "one", "root", "two", "up"],
    );
    assert.deepEqual(
      listFolder(whole, "/")?.map(([name]) => name),
      ["bin", "deep", "dev", "srv", "very-long-name", "sbin"],
    );
  });

  const paths: [path: string, real: string | undefined][] = [
    ["/", "/"],
    ["", "/"],
    ["/bin/./sh", "/bin/sh"],
    ["/sbin/sh", "/bin/sh"],
    ["/sbin/../srv/-rf", "/srv/-rf"],
    ["/srv/up", "/bin/sh"],
    ["/srv/near", "/srv/-rf"],
    ["/srv/root/srv/root/sbin/sh", "/bin/sh"],
    ["/../../bin", "/bin"],
    ["/srv/gone", undefined],
    ["/srv/one", undefined],
    ["/bin/sh/x", undefined],
    ["/constructor", undefined],
    ["/__proto__", undefined],
  ];
  for (const [path, real] of paths)
    it(`leads from ${JSON.stringify(path)} to ${real ?? "nothing"}, inside of the image`, async () => {
      assert.equal(resolvePath(await indexOf(), path)?.path, real);
    });

  it("follows the last link only where it is told to", async () => {
    const index = await indexOf();
    assert.equal(resolvePath(index, "/srv/up", false)?.node.kind, "link");
    assert.equal(resolvePath(index, "/srv/gone", false)?.node.target, "nowhere");
    assert.ok(isFolderAt(index, "/sbin"));
    assert.ok(!isFolderAt(index, "/srv/up"));
  });

  it("is cut where there is more than it keeps, and says so", async () => {
    const { count, isCut } = await indexOf();
    assert.ok(!isCut);
    for (const most of [0, 1, 5, count - 1]) {
      const cut = await indexOf(ENTRIES, undefined, most);
      assert.ok(cut.isCut, `${most}`);
      assert.ok(cut.count <= most, `${cut.count} of ${most}`);
    }
    assert.ok(!(await indexOf(ENTRIES, undefined, count)).isCut);
  });

  it("has nothing of what an engine puts into a container, and all that an image has there", async () => {
    const added: Entry[] = [
      [{ name: ".dockerenv" }],
      folder("dev/pts"),
      [{ name: "dev/console" }],
      folder("etc"),
      [{ name: "etc/hosts" }],
      link("etc/mtab", "/proc/mounts"),
      folder("proc"),
      folder("sys"),
    ];
    assert.equal(withoutContainerFiles(await indexOf(added)).count, 0);
    const own: Entry[] = [
      [{ name: "etc/hosts" }, "1.2.3.4 me"],
      link("etc/mtab", "mine"),
      [{ name: "app" }, "x"],
    ];
    const index = withoutContainerFiles(await indexOf([...added, ...own]));
    assert.deepEqual(
      listFolder(index, "/")?.map(([name]) => name),
      ["etc", "app"],
    );
    assert.deepEqual(
      listFolder(index, "/etc")?.map(([name]) => name),
      ["hosts", "mtab"],
    );
  });

  it("is none of what is no archive, or only the beginning of one", async () => {
    await assert.rejects(indexArchive(Readable.from([Buffer.alloc(1024, 7)])));
    const [first] = (await Readable.from(await archive(ENTRIES, 700))
      .take(1)
      .toArray()) as Uint8Array[];
    await assert.rejects(indexArchive(Readable.from([first])));
  });
});

describe("a file of an archive", () => {
  const read = async (entries: Entry[], piece?: number) => {
    let text = "";
    const sink = new Writable({
      write(chunk: Buffer, _, done) {
        text += chunk.toString("latin1");
        setTimeout(done, 1);
      },
    });
    const file = await readFirst(await archive(entries, piece), () => sink);
    return { text, ...file };
  };

  it("is the first one, byte for byte, to a reader that takes its time", async () => {
    const content = "abc".repeat(5000);
    for (const piece of [100_000, 4096]) {
      const file = await read(
        [
          [{ name: "a", mode: 0o751 }, content],
          [{ name: "b" }, "other"],
        ],
        piece,
      );
      assert.deepEqual(file, { text: content, kind: "file", size: 15_000, mode: 0o751 });
    }
  });

  it("may be refused, and then none of it is read", async () => {
    const refusing = readFirst(await archive([[{ name: "a" }, "x".repeat(9000)]]), () => {
      throw new Error("too large");
    });
    await assert.rejects(refusing, /too large/);
  });

  it("is not there in an archive without one", async () => {
    await assert.rejects(read([]), /no file/);
  });
});

describe("the paths that are proposed", () => {
  const typed: [typed: string, proposed: string[]][] = [
    ["", ["/bin/", "/deep/", "/dev/", "/srv/", "/very-long-name/", "/sbin/"]],
    ["/s", ["/srv/", "/sbin/"]],
    ["bin/s", ["/bin/sh"]],
    ["/sbin/b", ["/sbin/busybox"]],
    ["/srv/r", ["/srv/root/"]],
    ["/srv/-", ["/srv/-rf"]],
    ["/nowhere/x", []],
    ["/bin/sh/", []],
  ];
  for (const [text, proposed] of typed)
    it(`behind ${JSON.stringify(text)}`, async () => {
      const index = await indexOf();
      assert.deepEqual(
        pathProposals(index, text).map(({ path }) => path),
        proposed,
      );
    });
});
