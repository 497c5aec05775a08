// The one-way order of docs/architecture.md as data: which folder may import from which, and what is read in one place alone.
const EDITOR = /^vscode(-|$)/;
const NODE = /^node:/;
const AST = /^dockerfile-ast$/;
const LANGUAGE_CLIENT = /^vscode-languageclient(\/|$)/;
export const SERVER = "server/src";
const CLIENT = "client/src";
const PROTOCOL = `${SERVER}/protocol`;
/** What client and server both do: pure functions that every layer may use. */
export const SHARED = `${SERVER}/shared`;

const inClient = folder => `${CLIENT}/${folder}`;

/**
 * Each layer: what it may import beside itself (folders or modules, from the root of the repository; null: all of its side),
 * the packages that it may not, and why. The first layer whose folder holds a file is the file's.
 */
export const LAYERS = [
  layer(
    `${SERVER}/dockerfile`,
    [],
    [EDITOR, NODE],
    "dockerfile/ knows text only: no editor, no Node, no later layer.",
  ),
  layer(
    `${SERVER}/stages/model`,
    [`${SERVER}/dockerfile`, `${SERVER}/stages/files/contextPaths`],
    [AST, EDITOR, NODE],
    "stages/model reads dockerfile/ alone.",
  ),
  layer(
    `${SERVER}/stages/evaluation`,
    [`${SERVER}/dockerfile`, `${SERVER}/stages/model`],
    [AST, EDITOR, NODE],
    "stages/evaluation reads the model.",
  ),
  layer(
    `${SERVER}/stages`,
    [`${SERVER}/dockerfile`],
    [AST, EDITOR, NODE],
    "stages/ reads dockerfile/ alone.",
  ),
  layer(
    `${SERVER}/edits`,
    [`${SERVER}/dockerfile`, `${SERVER}/stages`],
    [AST, EDITOR, NODE],
    "edits/ change what the stage model says.",
  ),
  layer(
    `${SERVER}/ecosystems`,
    [],
    [AST, EDITOR, NODE],
    "ecosystems/ knows what the files of a project say: texts and paths in, facts out.",
  ),
  layer(
    `${SERVER}/project`,
    [`${SERVER}/ecosystems`, PROTOCOL],
    [AST, EDITOR, NODE],
    "project/ makes a Dockerfile of the facts of a project.",
  ),
  layer(
    `${SERVER}/convert`,
    [`${SERVER}/ecosystems`, `${SERVER}/dockerfile`, `${SERVER}/stages`, `${SERVER}/edits`, PROTOCOL],
    [AST, EDITOR, NODE],
    "convert/ reads the stage model and answers with edits.",
  ),
  layer(
    `${SERVER}/rules`,
    [...["dockerfile", "stages", "edits", "around", "ecosystems"].map(folder => `${SERVER}/${folder}`)],
    [AST, EDITOR, NODE],
    "rules/ read the stage model, the uses around it and what installs need, and fix by edits.",
  ),
  layer(
    `${SERVER}/around`,
    [`${SERVER}/dockerfile`],
    [AST, EDITOR, NODE],
    "around/ reads the files around a Dockerfile: texts and paths in, uses out.",
  ),
  layer(
    SHARED,
    [PROTOCOL],
    [AST, EDITOR, NODE],
    "shared/ is what client and server both do: pure functions.",
  ),
  layer(`${SERVER}/features`, null, [AST, NODE], "features/ lie below the server."),
  layer(`${SERVER}/cli`, null, [AST], "cli/ is the command line: nobody else knows it."),
  layer(`${SERVER}/cliThread`, null, [AST], "cliThread.ts is an entry of the command line."),
  layer(`${SERVER}/node`, null, [AST], "node/ is what the server needs of Node."),
  layer(SERVER, null, [AST, NODE], "Only node.ts and node/ touch Node, and nobody imports an entry."),
  layer(
    `${CLIENT}/engine`,
    [],
    [EDITOR],
    "engine/ knows no editor: what an engine is told, and its answers.",
  ),
  layer(
    `${CLIENT}/progress`,
    [`${CLIENT}/engine`, `${CLIENT}/snapshot`, PROTOCOL],
    [EDITOR],
    "progress/ knows no editor: what an engine reports.",
  ),
  layer(
    `${CLIENT}/history`,
    [PROTOCOL],
    [EDITOR],
    "history/ knows no editor: what is kept of builds, and why their steps run.",
  ),
  layer(
    `${CLIENT}/context`,
    [`${CLIENT}/history`, PROTOCOL],
    [EDITOR],
    "context/ knows no editor: the files of a build context, and which of them are read.",
  ),
  layer(`${CLIENT}/inside`, [`${CLIENT}/engine`], [EDITOR], "inside/ knows no editor: what is in an image."),
  layer(
    `${CLIENT}/report`,
    [...["engine", "progress", "inside", "context", "history"].map(inClient), PROTOCOL],
    [EDITOR],
    "report/ knows no editor: what is reported of builds, as data and as text.",
  ),
  layer(
    `${CLIENT}/snapshot`,
    [PROTOCOL],
    [EDITOR],
    "snapshot/ knows no editor: a document in one version, and where things stand after edits.",
  ),
  layer(`${CLIENT}/walkthrough`, [PROTOCOL], [], "walkthrough/ knows only its steps: others complete them."),
  layer(
    `${CLIENT}/server`,
    [`${CLIENT}/snapshot`, `${CLIENT}/walkthrough`, `${CLIENT}/language`, `${CLIENT}/messages`, PROTOCOL],
    [],
    "server/ is the seam to the language server: it knows nothing of builds.",
  ),
  layer(
    `${CLIENT}/build`,
    [
      ...["engine", "progress", "inside", "context", "snapshot", "server", "language", "messages"].map(
        inClient,
      ),
      PROTOCOL,
    ],
    [LANGUAGE_CLIENT],
    "build/ builds: nothing of what is seen of builds, and the server by server/languageServer.ts alone.",
  ),
  layer(
    `${CLIENT}/results`,
    [...["engine", "progress", "report", "snapshot", "server", "build", "history"].map(inClient), PROTOCOL],
    [LANGUAGE_CLIENT],
    "results/ keep what came of builds.",
  ),
  layer(
    `${CLIENT}/views`,
    [
      ...["engine", "progress", "inside", "report", "snapshot", "walkthrough", "server", "build"].map(
        inClient,
      ),
      ...["context", "history", "results", "language", "messages"].map(inClient),
      PROTOCOL,
    ],
    [LANGUAGE_CLIENT],
    "views/ show: commands/ may use them, and they do not know commands/.",
  ),
  layer(
    `${CLIENT}/commands`,
    [
      ...["engine", "progress", "inside", "report", "snapshot", "walkthrough", "server", "build"].map(
        inClient,
      ),
      ...["context", "history", "results", "language", "messages", "views"].map(inClient),
      PROTOCOL,
    ],
    [LANGUAGE_CLIENT],
    "commands/ know no entry, and the server by server/languageServer.ts alone.",
  ),
  layer(
    `${CLIENT}/headless`,
    [
      ...["engine", "progress", "report"].map(inClient),
      ...["imageTags", "stageTarget", "targetValue"].map(name => `${CLIENT}/build/request/${name}`),
      PROTOCOL,
    ],
    [EDITOR],
    "headless/ builds without an editor: what is pure of a build.",
  ),
  layer(
    `${CLIENT}/tools`,
    [
      ...["engine", "progress", "report", "server", "build", "history", "results", "language", "views"].map(
        inClient,
      ),
      PROTOCOL,
    ],
    [LANGUAGE_CLIENT],
    "tools/ answers language models from what the window knows, and the server by server/languageServer.ts alone.",
  ),
  layer(
    `${CLIENT}/pages`,
    [`${CLIENT}/views/graph/messages`, PROTOCOL],
    [EDITOR, NODE],
    "pages/ run in a page: they know what the extension tells them, and how a graph is drawn.",
  ),
  layer(
    `${CLIENT}/messages`,
    [`${CLIENT}/progress`],
    [LANGUAGE_CLIENT],
    "messages.ts shows whatever it is given.",
  ),
  layer(
    `${CLIENT}/building`,
    [CLIENT, PROTOCOL],
    [LANGUAGE_CLIENT],
    "building.ts knows the server by server/languageServer.ts alone.",
  ),
  layer(CLIENT, [PROTOCOL], [], "Of the server, the client imports protocol.ts and shared/ alone."),
];

/**
 * The readers whose answers an analysis holds: outside of these folders nobody reads text, scripts, graphs or stages a second
 * time, but asks the analysis.
 */
export const READERS = new Set([
  "checkOptionsFor",
  "evaluateStage",
  "fileCheckOptions",
  "findCycle",
  "findEscapeSlips",
  "findMisspelledStages",
  "frontendFor",
  "readDirectives",
  "readDockerfile",
  "readShellCommands",
  "readSections",
  "readShellScript",
  "readStages",
  "readUses",
  "runnableStages",
  "scriptOf",
  "stageGraph",
  "stageRoles",
]);
/** Scripts in other files are read in around/. */
export const MAY_READ = [`${SERVER}/dockerfile`, `${SERVER}/stages/analysis`, `${SERVER}/around`];
/** What takes the analysis and no part of it: so it can ask for every other fact of the same version. */
export const TAKES_ANALYSIS = ["edits", "convert", "rules", "features"].map(folder => `${SERVER}/${folder}`);

function layer(folder, may, packages, message) {
  return { folder, may, packages, message };
}
