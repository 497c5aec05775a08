import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { commandLine, commandLines, shellOf, type Shell } from "../../../client/src/engine/commandLine";

const line = (shell: Shell, ...args: string[]) => commandLine({ file: "docker", args, env: {} }, shell);

const HARD = [
  "plain",
  "with space",
  "",
  "it's",
  'say "hi"',
  "$HOME `id` $(id)",
  "a\\b",
  "trailing\\",
  'both \\" of',
  "C:\\Program Files\\x\\",
  "%PATH%",
  "!x!",
  "a&b|c<d>e^f",
  "(x)",
  "*?[a]",
  "~",
  "#no comment",
  "-t",
  "--x=y z",
  "a;b,c",
  "{a,b}",
  "@x",
  "ünï \u2019cödé\u2018",
  "=x",
];

describe("a command line to paste", () => {
  it("leaves alone what needs no quotes", () => {
    const words = [
      "buildx",
      "build",
      "--target",
      "build",
      "-f",
      "/src/app/Dockerfile",
      "-t",
      "app:build",
      "/src/app",
    ];
    for (const shell of ["posix", "fish", "powershell", "pwsh", "cmd"] as const) {
      assert.equal(line(shell, ...words), `docker ${words.join(" ")}`);
    }
    const windows = ["-f", "C:\\src\\Dockerfile", "--build-arg", "A=1"];
    for (const shell of ["powershell", "pwsh", "cmd"] as const) {
      assert.equal(line(shell, ...windows), `docker ${windows.join(" ")}`);
    }
  });

  it("joins several, each of which runs if the one before it went well", () => {
    const commands = [["a"], ["b c"]].map(args => ({ file: "docker", args, env: {} }));
    assert.equal(commandLines(commands, "posix"), "docker a && docker 'b c'");
    assert.equal(commandLines(commands, "cmd"), 'docker a && docker "b c"');
    assert.equal(commandLines(commands, "powershell"), "docker a; if ($?) { docker 'b c' }");
    assert.equal(commandLines([{ file: "docker", args: ["a\nb"], env: {} }, ...commands], "cmd"), undefined);
  });

  const expected: Record<Shell, string> = {
    posix: `docker 'a b' 'it'\\''s' 'say "hi"' '$X' ''`,
    fish: `docker 'a b' 'it\\'s' 'say "hi"' '$X' ''`,
    powershell: `docker 'a b' 'it''s' 'say \\"hi\\"' '$X' '""'`,
    pwsh: `docker 'a b' 'it''s' 'say "hi"' '$X' ''`,
    cmd: `docker "a b" "it's" ^"say \\^"hi\\^"^" "$X" ""`,
  };
  for (const shell of Object.keys(expected) as Shell[]) {
    it(`quotes as ${shell} wants it`, () => {
      assert.equal(line(shell, "a b", "it's", 'say "hi"', "$X", ""), expected[shell]);
    });
  }

  it("keeps cmd from filling in variables", () => {
    assert.equal(line("cmd", "%PATH%"), 'docker ^"^%PATH^%^"');
  });

  it("says that cmd cannot hold a line break, and the others can", () => {
    assert.equal(line("cmd", "a\nb"), undefined);
    assert.equal(line("posix", "a\nb"), "docker 'a\nb'");
  });

  it("calls a program whose path has spaces", () => {
    const command = { file: "C:\\Program Files\\docker.exe", args: ["build"], env: {} };
    assert.equal(commandLine(command, "pwsh"), "& 'C:\\Program Files\\docker.exe' build");
    assert.equal(commandLine(command, "cmd"), '"C:\\Program Files\\docker.exe" build');
    assert.equal(commandLine(command, "posix"), "'C:\\Program Files\\docker.exe' build");
  });

  it("sets a variable first where the engine needs one", () => {
    const command = { file: "docker", args: ["build"], env: { DOCKER_BUILDKIT: "1" } };
    assert.deepEqual(
      (["posix", "fish", "pwsh", "cmd"] as const).map(shell => commandLine(command, shell)),
      [
        "DOCKER_BUILDKIT=1 docker build",
        "env DOCKER_BUILDKIT=1 docker build",
        "$env:DOCKER_BUILDKIT='1'; docker build",
        'set "DOCKER_BUILDKIT=1" && docker build',
      ],
    );
  });

  const shells: [path: string, platform: NodeJS.Platform, shell: Shell][] = [
    ["/bin/bash", "linux", "posix"],
    ["/usr/bin/zsh", "darwin", "posix"],
    ["/usr/bin/fish", "linux", "fish"],
    ["/usr/bin/pwsh", "linux", "pwsh"],
    ["C:\\Windows\\System32\\cmd.exe", "win32", "cmd"],
    ["C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe", "win32", "powershell"],
    ["C:\\Program Files\\PowerShell\\7\\pwsh.exe", "win32", "pwsh"],
    ["C:\\Program Files\\Git\\bin\\bash.exe", "win32", "posix"],
    ["", "win32", "powershell"],
    ["", "linux", "posix"],
  ];
  for (const [path, platform, shell] of shells) {
    it(`is written for ${shell} where the terminal runs ${path || "an unknown shell"} (${platform})`, () => {
      assert.equal(shellOf(path, platform), shell);
    });
  }

  // The shells that every machine of the platform has say themselves what they made of the line.
  const real: Shell[] = process.platform === "win32" ? ["cmd", "powershell"] : ["posix"];
  for (const shell of real) {
    it(`means in a real ${shell} what was meant, for every hard word`, () => {
      assert.deepEqual(argumentsSeen(shell, HARD), HARD);
    });
  }
});

/** The arguments that a program gets when the line for it is given to the shell. */
function argumentsSeen(shell: Shell, words: string[]): unknown {
  const print = "process.stdout.write(JSON.stringify(process.argv.slice(1)))";
  const text =
    commandLine({ file: process.execPath, args: ["-e", print, "--", ...words], env: {} }, shell) ?? "";
  const out = (file: string, args: string[], input?: string) =>
    execFileSync(file, args, { encoding: "utf8", ...(input !== undefined && { input }) });
  switch (shell) {
    case "cmd": {
      // Typed in, as a person does it: in a batch file, percent signs mean something else.
      const typed = out("cmd.exe", ["/q", "/k", "prompt $g"], `${text}\r\nexit\r\n`);
      return JSON.parse(/^.*?(\[".*"\])/m.exec(typed)?.[1] ?? "null");
    }
    case "powershell":
    case "pwsh":
      return JSON.parse(out("powershell.exe", ["-NoProfile", "-Command", text]));
    case "posix":
    case "fish":
      return JSON.parse(out("sh", ["-c", text]));
  }
}
