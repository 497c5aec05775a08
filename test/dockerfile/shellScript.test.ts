import assert from "node:assert/strict";
import { readShellScript } from "../../server/src/dockerfile/shellScript";

const COMMANDS: Record<string, string[][]> = {
  "apt-get update && apt-get install -y 'g++' gcc": [
    ["apt-get", "update"],
    ["apt-get", "install", "-y", "g++", "gcc"],
  ],
  "CC=gcc make -j4 > log 2>&1; echo done # really": [
    ["make", "-j4"],
    ["echo", "done"],
  ],
  'if [ -f x ]; then go build -ldflags "-s -w" ./...; fi': [
    ["[", "-f", "x", "]"],
    ["go", "build", "-ldflags", "-s -w", "./..."],
    ["fi"],
  ],
  "(cd /src && make) | tee log": [["cd", "/src"], ["make"], ["tee", "log"]],
  "echo $(uname -m) `id -u`": [
    ["uname", "-m"],
    ["echo", "$()"],
    ["id", "-u"],
  ],
  "set -e\ncargo build\n": [
    ["set", "-e"],
    ["cargo", "build"],
  ],
  "cat > f <<'EOF' && ls\nrm $X\nEOF\nmake": [["cat"], ["ls"], ["make"]],
  "cat <<-A <<\\B\n\tone\n\tA\ntwo\nB\nmake": [["cat"], ["make"]],
  "x=$((1<<2))\nmake\ncat <<< EOF\nEOF": [["make"], ["cat"], ["EOF"]],
  "cat <<EOF\nmake": [["cat"], ["make"]],
  "$(cat <<EOF\nmake )\nEOF\n) b": [["cat"], ["$()", "b"]],
  "": [],
  "$(": [["$()"]],
  "'": [],
};

describe("a shell script", () => {
  for (const [script, commands] of Object.entries(COMMANDS))
    it(`has the commands of ${JSON.stringify(script)}`, () => {
      assert.deepEqual(readShellScript(script).commands, commands);
    });

  const uses: [string, string[], string[]][] = [
    ["echo $A ${B} \"$C\" '$D' \\$E ${F:-x} ${G%.*} ${#H}", ["A", "B", "C", "G", "H"], []],
    ["X=1 Y+=2 run $X", ["X"], ["X", "Y"]],
    ["for i in $LIST; do echo $i; done", ["LIST", "i"], ["i", "in"]],
    ["export A=1 B; read -r C", [], ["A", "B", "C", ""]],
    ["echo $(echo $INNER)", ["INNER"], []],
    ["$1 $$ $? $@", [], []],
    ["cat <<EOF > $F\n$A \\$B '$C'\nEOF\necho $D", ["F", "A", "C", "D"], []],
    ["cat <<'EOF' > $F\n$A\nEOF\necho $D", ["F", "D"], []],
  ];
  for (const [script, used, set] of uses)
    it(`uses and sets the variables of ${JSON.stringify(script)}`, () => {
      const { uses, sets } = readShellScript(script);
      assert.deepEqual([...uses.keys()], used);
      for (const name of set) assert.ok(sets.has(name), name);
    });

  it("is opaque where it runs what is not to be seen", () => {
    for (const script of [". /etc/os-release && echo $ID", "source x", 'eval "$(y)"'])
      assert.equal(readShellScript(script).isOpaque, true);
    assert.equal(readShellScript("./configure .").isOpaque, false);
  });

  it("is read in one pass, whatever heredocs it announces", () => {
    const announced = Array.from({ length: 20_000 }, (_, index) => `cat <<E${index}`).join("\n");
    assert.equal(readShellScript(announced).commands.length, 20_000);
  });

  it("is read however deep it is nested", () => {
    assert.ok(readShellScript("$(".repeat(100_000)).commands.length > 0);
  });
});
