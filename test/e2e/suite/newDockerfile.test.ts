import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Uri, commands, window, workspace, type TextDocument } from "vscode";
import { workspaceFolder } from "./markedFile";
import { memoryFiles } from "./memoryFiles";
import { catchMessages, type Messages } from "./messages";

const NODE = {
  "package.json": JSON.stringify({
    scripts: { build: "tsc", start: "node dist/server.js --port 4000" },
    dependencies: { express: "5" },
  }),
  "package-lock.json": "{}",
};
const GO = { "go.mod": "module example.com/shop\n\ngo 1.25\n", "main.go": "package main\n" };

let folders = 0;

/** Writes a project into a folder of its own in the workspace. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  folders += 1;
  const folder = join(workspaceFolder(), `project-${process.pid}-${folders}`);
  await mkdir(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

const run = (folder: Uri) => commands.executeCommand("dockerfileStages.newDockerfile", folder);

/** The new files of a folder that are open, by their names. */
function openIn(folder: string): Map<string, TextDocument> {
  const documents = workspace.textDocuments.filter(
    ({ uri, isUntitled, isClosed }) => isUntitled && !isClosed && dirname(uri.path) === Uri.file(folder).path,
  );
  return new Map(documents.map(document => [document.uri.path.replace(/^.*\//, ""), document]));
}

/** Answers lists and questions as a person would who takes what is asked for, in order. */
function answering(...answers: (string | undefined)[]): { asked: string[]; stop: () => void } {
  const asked: string[] = [];
  const pick = Object.getOwnPropertyDescriptor(window, "showQuickPick");
  const input = Object.getOwnPropertyDescriptor(window, "showInputBox");
  assert.ok(pick && input);
  const list = (items: (string | { label: string; description?: string })[]) => {
    const wanted = answers.shift();
    const labels = items.map(item =>
      typeof item === "string" ? item : `${item.label}|${item.description ?? ""}`,
    );
    asked.push(labels.join("; "));
    return Promise.resolve(items[labels.findIndex(label => wanted !== undefined && label.includes(wanted))]);
  };
  const question = ({ title = "", value = "" }) => {
    asked.push(`${title}: ${value}`);
    return Promise.resolve(answers.shift());
  };
  Object.defineProperty(window, "showQuickPick", { ...pick, value: list });
  Object.defineProperty(window, "showInputBox", { ...input, value: question });
  return {
    asked,
    stop: () => {
      Object.defineProperty(window, "showQuickPick", pick);
      Object.defineProperty(window, "showInputBox", input);
    },
  };
}

describe("New Dockerfile from Project", () => {
  let told: Messages;
  let warned: Messages;

  beforeEach(() => {
    told = catchMessages("showInformationMessage");
    warned = catchMessages("showWarningMessage");
  });

  afterEach(async () => {
    told.stop();
    warned.stop();
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("opens both files unsaved, by their names in the folder, without a question where all is known", async () => {
    const folder = await folderWith(NODE);
    await run(Uri.file(folder));
    const open = openIn(folder);
    assert.deepEqual([...open.keys()].sort(), [".dockerignore", "Dockerfile"]);
    const dockerfile = open.get("Dockerfile");
    assert.equal(dockerfile?.languageId, "dockerfile");
    assert.match(
      dockerfile.getText(),
      /^EXPOSE 4000\nCMD \["node", "dist\/server\.js", "--port", "4000"\]\n$/m,
    );
    assert.match(open.get(".dockerignore")?.getText() ?? "", /^node_modules\ndist$/m);
    assert.equal(window.activeTextEditor?.document, dockerfile);
    assert.deepEqual((await readdir(folder)).sort(), Object.keys(NODE).sort());
    assert.match(told.shown[0]?.text ?? "", /^Dockerfile and \.dockerignore for Node\.js with npm are open/);
    assert.deepEqual(told.shown[0]?.buttons, ["Save Both"]);
  });

  it("saves to the folder, and the next one gets another name and overwrites nothing", async () => {
    const folder = await folderWith(NODE);
    await run(Uri.file(folder));
    for (const document of openIn(folder).values()) assert.ok(await document.save());
    assert.match(await readFile(join(folder, "Dockerfile"), "utf8"), /^# base /);
    assert.ok(existsSync(join(folder, ".dockerignore")));
    await writeFile(join(folder, "Dockerfile"), "FROM scratch\n");
    await writeFile(join(folder, ".dockerignore"), "mine\n");
    await run(Uri.file(folder));
    const open = openIn(folder);
    assert.deepEqual([...open.keys()].sort(), ["Dockerfile.new", "Dockerfile.new.dockerignore"]);
    assert.equal(open.get("Dockerfile.new")?.languageId, "dockerfile");
    assert.equal(await readFile(join(folder, "Dockerfile"), "utf8"), "FROM scratch\n");
    assert.equal(await readFile(join(folder, ".dockerignore"), "utf8"), "mine\n");
    assert.match(
      told.shown[1]?.text ?? "",
      /already has a Dockerfile\. The new one is named Dockerfile\.new\./,
    );
    assert.deepEqual(told.shown[1]?.buttons, ["Save Both", "Compare"]);
    // One that is open and not saved has its name, too.
    await run(Uri.file(folder));
    assert.ok(openIn(folder).has("Dockerfile.new-2"));
  });

  it("asks which project of several, which image, and nothing that a file says", async () => {
    const folder = await folderWith({
      ...Object.fromEntries(Object.entries(GO).map(([path, text]) => [`server/${path}`, text])),
      ...Object.fromEntries(Object.entries(NODE).map(([path, text]) => [`web/${path}`, text])),
    });
    const person = answering("Go", "ms-go-alpine");
    try {
      await run(Uri.file(folder));
    } finally {
      person.stop();
    }
    assert.match(
      person.asked[0] ?? "",
      /^Go\|project-\S+\/server\/go\.mod; Node\.js with npm\|\S+\/web\/package\.json$/,
    );
    assert.equal(person.asked.length, 2);
    const text = openIn(join(folder, "server")).get("Dockerfile")?.getText() ?? "";
    assert.match(text, /^FROM --platform=\$BUILDPLATFORM golang:1\.25 AS source$/m);
    assert.match(text, /^ENTRYPOINT \["shop"\]$/m);
  });

  it("opens nothing where a person does not want to answer", async () => {
    const folder = await folderWith(GO);
    const person = answering(undefined);
    try {
      await run(Uri.file(folder));
    } finally {
      person.stop();
    }
    assert.equal(openIn(folder).size, 0);
    assert.deepEqual(told.shown, []);
  });

  it("says what could not be read, and makes one all the same", async () => {
    const folder = await folderWith({ "package.json": "{ broken", "package-lock.json": "{}" });
    const person = answering("Start Command", "node app.js", "Port", "", "Create Dockerfile");
    try {
      await run(Uri.file(folder));
    } finally {
      person.stop();
    }
    assert.deepEqual(
      person.asked.filter(text => !text.includes("Create Dockerfile")),
      ["Start Command: node index.js", "Port: 3000"],
    );
    assert.match(openIn(folder).get("Dockerfile")?.getText() ?? "", /^CMD \["node", "app\.js"\]$/m);
    assert.match(warned.shown[0]?.text ?? "", /package\.json cannot be read: /);
  });

  it("offers the snippets where no project is found", async () => {
    const folder = await folderWith({ "notes.txt": "" });
    await run(Uri.file(folder));
    assert.match(told.shown[0]?.text ?? "", /^No project was found in /);
    assert.deepEqual(told.shown[0]?.buttons, ["Fill File with Snippet"]);
  });

  it("reads a folder that is on no disk", async () => {
    const files = Object.fromEntries(Object.entries(NODE).map(([path, text]) => [`/shop/${path}`, text]));
    const provider = workspace.registerFileSystemProvider("memory-of-a-test", memoryFiles(files), {
      isReadonly: true,
    });
    try {
      await run(Uri.from({ scheme: "memory-of-a-test", path: "/shop" }));
    } finally {
      provider.dispose();
    }
    const document = window.activeTextEditor?.document;
    assert.equal(document?.isUntitled, true);
    assert.equal(document.languageId, "dockerfile");
    assert.match(document.getText(), /^EXPOSE 4000$/m);
    assert.match(told.shown[0]?.text ?? "", /Save them in memory-of-a-test:\/shop\.$/);
    assert.deepEqual(told.shown[0]?.buttons, []);
  });
});
