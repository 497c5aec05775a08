import assert from "node:assert/strict";
import { namesInHeredoc } from "../../server/src/dockerfile/scriptHeredocs";
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
    ["X=1 Y+=2; run $X", ["X"], ["X", "Y"]],
    ["X=1 Y=$(a $X) run Z=3 $Y", ["X", "Y"], []],
    ["X=1 Y=$(Z=2) && A[1]=3; (B=1); { C=2; }", [], ["Z", "X", "Y", "A", "B", "C"]],
    ["let X+=1; printf -v Y x; mapfile Z; : ${A:=b} ${B=c}", [], ["X", "Y", "Z", "A", "B"]],
    ["for i in $LIST; do echo $i; done", ["LIST", "i"], ["i"]],
    ["export A=1 B; read -r C", [], ["A", "B", "C"]],
    ["echo $(echo $INNER)", ["INNER"], []],
    ["$1 $$ $? $@", [], []],
    ["cat <<EOF > $F\n$A \\$B '$C'\nEOF\necho $D", ["F", "A", "C", "D"], []],
    ["cat <<'EOF' > $F\n$A\nEOF\necho $D", ["F", "D"], []],
  ];
  for (const [script, used, set] of uses)
    it(`uses and sets the variables of ${JSON.stringify(script)}`, () => {
      const { uses, sets } = readShellScript(script);
      assert.deepEqual([...uses.keys()], used);
      assert.deepEqual([...sets.keys()], set);
    });

  /** A text without the marks before its names, and where the names begin. */
  const taken = (markedText: string) => {
    const [first = "", ...parts] = markedText.split("·");
    let text = first;
    const places = parts.map(part => {
      const start = text.length;
      text += part;
      return { name: /^\w+/.exec(part)?.[0] ?? "", start };
    });
    return { text, places };
  };
  const named = [
    "echo $·A ${·A} \"$·A\" '$A' \\$A ${·A:-$·B} ${·A%.*} ${#·A} $$A",
    "cat <<E $·A\n$·A \\$A $$A '${·A}'\nE\necho $·A",
    "cat <<'E' $·A\n$A\nE\necho $·A",
    "echo $(echo $·A) `echo $·A` # $A",
    "$1 $@ $? $- ${!·A}",
  ];
  for (const script of named)
    it(`names variables at every place of ${JSON.stringify(script)}`, () => {
      const { text, places } = taken(script);
      assert.deepEqual(readShellScript(text).names, places);
    });

  it("names variables in the body of a heredoc", () => {
    const { text, places } = taken("$·A '$·B' \\$C \\\\$·D ${·E:-$·F} ${#·G} $$H $1\n");
    assert.deepEqual(namesInHeredoc(text), places);
  });

  it("sets a variable from where it does so on", () => {
    const { text, places } = taken("PATH=$PATH:/x· && make && read A· && for I in 1; do :; done; unset B·");
    const { sets } = readShellScript(text);
    const [path, a, b] = places.map(({ start }) => start);
    // A command sets them at its end.
    assert.deepEqual([sets.get("PATH"), sets.get("B")], [path, b]);
    assert.ok(a !== undefined && (sets.get("A") ?? 0) >= a);
    assert.ok(text.indexOf("I") < (sets.get("I") ?? 0) && (sets.get("I") ?? 0) < text.indexOf("do"));
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
    const deep = readShellScript(`${"echo $(".repeat(20_000)}id -u${")".repeat(20_000)} && make`);
    assert.equal(deep.commands.length, 20_002);
    assert.deepEqual(
      [deep.commands[0], deep.commands[1], deep.commands.at(-1)],
      [["id", "-u"], ["echo", "$()"], ["make"]],
    );
    assert.ok(readShellScript("cat <<$(".repeat(50_000)).commands.length > 0);
  });

  it("is read once where a substitution of a heredoc does not end", () => {
    const { commands } = readShellScript("cat <<A\n$(id\nA\n".repeat(10_000));
    assert.deepEqual(commands.slice(-2), [["id"], ["cat"]]);
    assert.equal(commands.length, 20_000);
  });

  it("ends a substitution where the body of its heredoc ends", () => {
    assert.deepEqual(readShellScript("cat <<A\n$(id 'x\nA\nmake").commands, [
      ["id", "x\n"],
      ["cat"],
      ["make"],
    ]);
    assert.deepEqual(readShellScript("cat <<A\n$(cat <<B\nx\nA\nmake\nB").commands, [
      ["cat"],
      ["x"],
      ["cat"],
      ["make"],
      ["B"],
    ]);
  });
});
