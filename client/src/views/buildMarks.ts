/**
 * Marks in the gutter beside the instructions that are built, with the time that each took behind its line. They move with
 * edits, go where the instruction itself is edited, and stay until the next build of the file or until somebody clears them.
 */
import * as vscode from "vscode";
import type { Build, Builds } from "../build/builds";
import type { Uses } from "../build/uses/uses";
import { rangesNow } from "../snapshot/textVersions";
import type { BuiltSizes } from "./builtSizes";
import {
  MARK_KINDS,
  marksOf,
  movedPlaces,
  placesOf,
  placesStillThere,
  type Mark,
  type MarkKind,
  type Places,
} from "./marks";
import { markHover } from "./markHover";
import { reasonsByInstruction } from "./costWords";
import { code } from "../report/markdown";
import type { BuildHistory } from "../results/buildHistory";
import type { Ticks } from "./ticks";

interface MarkedBuild {
  build: Build;
  places: Places;
}

/** A mark with the use that was built, where another one is in force, and whether the Dockerfile is a file. */
interface ShownMark extends Mark {
  use: string;
  isFile: boolean;
}

type Decorations = Record<MarkKind, vscode.TextEditorDecorationType>;

export interface BuildMarks {
  /** Takes all marks away, those of builds that run as well. */
  clear(): void;
  dispose(): void;
}

/** Marks for the builds of this window: of each Dockerfile those of the build that is shown. `media` is the folder of the pictures. */
export function createBuildMarks(
  builds: Builds,
  uses: Pick<Uses, "onDidChange">,
  sizes: BuiltSizes,
  history: Pick<BuildHistory, "of" | "onDidChange">,
  ticks: Ticks,
  media: vscode.Uri,
): BuildMarks {
  const marked = new Map<Build, MarkedBuild>();
  const begun = new WeakSet<Build>();
  const types = decorationTypes(media);

  /** What is known of what each editor shows, as JSON. */
  const drawn = new WeakMap<vscode.TextEditor, Map<MarkKind, string>>();

  const shownMarks = ({ build, places }: MarkedBuild): ShownMark[] => {
    const cost = history.of(build, build.file.target);
    const reasons = cost && reasonsByInstruction(cost, build.file.model.stages, code);
    const marks = marksOf(build, places, Date.now(), sizes.of(build), reasons);
    const isFile = build.file.inside === undefined;
    return marks.map(mark => ({ ...mark, use: builds.otherUse(build), isFile }));
  };

  function draw(editor: vscode.TextEditor): void {
    const { uri } = editor.document;
    const isWanted = vscode.workspace.getConfiguration("dockerfileStages.build", uri).get("marks") !== false;
    const marks = isWanted ? shownIn(uri).flatMap(shownMarks) : [];
    const there = drawn.get(editor) ?? new Map<MarkKind, string>();
    drawn.set(editor, there);
    for (const kind of MARK_KINDS) {
      const own = marks.filter(mark => mark.kind === kind && mark.line < editor.document.lineCount);
      const wanted = JSON.stringify(own);
      if (wanted === there.get(kind)) continue;
      there.set(kind, wanted);
      editor.setDecorations(
        types[kind],
        own.map(mark => decoration(editor.document, mark)),
      );
    }
  }

  /** Those of which marks are shown in a document: one for each Dockerfile that it is or has inside. */
  function shownIn(uri: vscode.Uri): MarkedBuild[] {
    return builds.latestIn(uri).flatMap(build => marked.get(build) ?? []);
  }

  /** Those of a document, shown or not. */
  function ofFile(uri: vscode.Uri): MarkedBuild[] {
    return [...marked.values()].filter(({ build }) => build.document.toString() === uri.toString());
  }

  function drawDocumentOf({ document }: Build): void {
    drawAll(uri => uri.toString() === document.toString());
  }

  function drawAll(wanted: (uri: vscode.Uri) => boolean = () => true): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (wanted(editor.document.uri)) draw(editor);
    }
  }

  const listeners = vscode.Disposable.from(
    builds.onDidChange(build => {
      const isNew = build.state === "running" && !begun.has(build);
      if (isNew) {
        begun.add(build);
        // Somebody may have typed since the engine read the file.
        const { ranges } = rangesNow(placesOf(build.file), build.snapshot.at);
        marked.set(build, { build, places: ranges });
      }
      // Of two builds of a file at once, the one that began later is shown.
      if (builds.latest(build.uri) === build) drawDocumentOf(build);
    }),
    builds.onDidForget(build => {
      if (marked.delete(build)) drawDocumentOf(build);
    }),
    uses.onDidChange(uri => {
      drawAll(other => other.toString() === uri.toString());
    }),
    sizes.onDidChange(drawDocumentOf),
    history.onDidChange(drawDocumentOf),
    ticks.onTick(() => {
      drawAll(uri => shownIn(uri).some(({ build }) => build.state === "running"));
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const { uri } = document;
      const found = contentChanges.length === 0 ? [] : ofFile(uri);
      if (found.length === 0) return;
      for (const each of found) each.places = movedPlaces(each.places, contentChanges);
      // The editor has moved its marks by rules of its own.
      for (const editor of vscode.window.visibleTextEditors) {
        if (editor.document === document) drawn.delete(editor);
      }
      drawAll(other => other.toString() === uri.toString());
    }),
    vscode.workspace.onDidOpenTextDocument(document => {
      const lines = document.getText().split(/\r?\n/);
      for (const each of ofFile(document.uri))
        each.places = placesStillThere(each.places, each.build.file, lines);
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) for (const { build } of ofFile(uri)) marked.delete(build);
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration("dockerfileStages.build.marks")) drawAll();
    }),
    vscode.window.onDidChangeVisibleTextEditors(() => {
      drawAll(uri => ofFile(uri).length > 0);
    }),
    ...Object.values(types),
  );
  return {
    clear() {
      marked.clear();
      drawAll();
    },
    dispose() {
      listeners.dispose();
    },
  };
}

function decorationTypes(media: vscode.Uri): Decorations {
  const type = (kind: MarkKind) =>
    vscode.window.createTextEditorDecorationType({
      gutterIconSize: "contain",
      light: { gutterIconPath: vscode.Uri.joinPath(media, `${kind}-light.svg`) },
      dark: { gutterIconPath: vscode.Uri.joinPath(media, `${kind}-dark.svg`) },
      after: { color: new vscode.ThemeColor("editorCodeLens.foreground"), margin: "0 0 0 1.5em" },
      // What is written behind the line does not become a part of it.
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      ...(kind === "failed" && {
        overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.errorForeground"),
        overviewRulerLane: vscode.OverviewRulerLane.Left,
      }),
    });
  return { running: type("running"), done: type("done"), cached: type("cached"), failed: type("failed") };
}

function decoration(
  document: vscode.TextDocument,
  { line, text, reasons, use, isFile }: ShownMark,
): vscode.DecorationOptions {
  const { range } = document.lineAt(line);
  return {
    range,
    // Nothing but the service or the target builds a Dockerfile that is no file.
    ...(isFile && { hoverMessage: markHover(document.uri, line + 1, reasons, use) }),
    ...(text !== "" && { renderOptions: { after: { contentText: text } } }),
  };
}
