/**
 * The module `vscode` for tests of what uses it: documents, events, commands and tasks that work, answers of a person that a test
 * gives, and nothing behind all the rest. To be imported before anything that imports `vscode`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import Module from "node:module";
import { relative } from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { DebugMessage } from "../../client/src/commands/debug/debugRelay";

type Listener<T> = (event: T) => unknown;
type Place = { line: number; character: number };

class EventEmitter<T> {
  private readonly listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire(event: T): void {
    for (const listener of [...this.listeners]) listener(event);
  }
  dispose(): void {
    this.listeners.clear();
  }
}

class Disposable {
  static from = (...all: { dispose(): unknown }[]) =>
    new Disposable(() => {
      for (const one of all) one.dispose();
    });
  constructor(readonly dispose: () => void) {}
}

class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
  isEqual(other: Place): boolean {
    return other.line === this.line && other.character === this.character;
  }
}

class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...given: [Place, Place] | [number, number, number, number]) {
    const [a, b, c, d] = given;
    this.start = typeof a === "number" ? new Position(a, b as number) : new Position(a.line, a.character);
    const end = typeof b === "number" ? { line: c ?? 0, character: d ?? 0 } : b;
    this.end = new Position(end.line, end.character);
  }
  contains({ line, character }: Place): boolean {
    const key = (place: Place) => place.line * 1e6 + place.character;
    const at = line * 1e6 + character;
    return key(this.start) <= at && at <= key(this.end);
  }
}

class Uri {
  private constructor(
    readonly scheme: string,
    readonly authority: string,
    readonly path: string,
    readonly query: string,
    readonly fragment = "",
  ) {}
  static parse(text: string): Uri {
    const [, scheme = "file", authority = "", path = "", fragment = ""] =
      /^([\w-]+):(?:\/\/([^/]*))?([^#]*)#?(.*)$/.exec(text) ?? [];
    return new Uri(scheme, authority, decodeURIComponent(path), "", decodeURIComponent(fragment));
  }
  static file = (path: string) => new Uri("file", "", path, "");
  static from = (parts: Partial<Pick<Uri, "scheme" | "authority" | "path" | "query" | "fragment">>) =>
    new Uri(parts.scheme ?? "", parts.authority ?? "", parts.path ?? "", parts.query ?? "", parts.fragment);
  static joinPath(base: Uri, ...more: string[]): Uri {
    return base.with({ path: new URL([base.path, ...more].join("/"), "file:///").pathname });
  }
  with(parts: Partial<Uri>): Uri {
    const { scheme, authority, path, query, fragment } = this;
    return Uri.from({ scheme, authority, path, query, fragment, ...parts });
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    const fragment = this.fragment === "" ? "" : `#${encodeURIComponent(this.fragment)}`;
    return `${this.scheme}://${this.authority}${encodeURI(this.path)}${fragment}`;
  }
}

class TestMessage {
  constructor(readonly message: string) {}
}

/** Whatever is asked of it, it is there and does nothing. */
const nothing: unknown = new Proxy(function () {}, {
  get: (_, key) => {
    if (key === "then" || key === Symbol.iterator) return undefined;
    return key === Symbol.toPrimitive ? () => "" : nothing;
  },
  set: () => true,
  apply: () => nothing,
  construct: () => nothing as object,
});

/** What is given, and nothing behind the rest. */
function partly<T extends object>(given: T): T {
  return Object.setPrototypeOf(given, nothing as object) as T;
}

export interface FakeDocument {
  readonly uri: Uri;
  readonly languageId: string;
  readonly version: number;
  readonly isDirty: boolean;
  readonly isClosed: boolean;
  readonly lineCount: number;
  getText(): string;
  lineAt(line: number): { range: Range };
  save(): Promise<boolean>;
}

/** What stands in the gutter beside a line, and behind it. */
export interface Decoration {
  range: Range;
  renderOptions?: { after: { contentText: string } };
  hoverMessage?: { value: string };
}

interface FakeTask {
  definition: Record<string, unknown>;
  execution: unknown;
}

type Configuration = Record<string, unknown>;

interface FakeDebugger {
  provider: {
    provideDebugConfigurations(folder: unknown): Configuration[];
    resolveDebugConfiguration(folder: unknown, given: Configuration): Configuration | undefined;
    resolveDebugConfigurationWithSubstitutedVariables(
      folder: unknown,
      given: Configuration,
    ): Promise<Configuration | undefined>;
  };
  factory: { createDebugAdapterDescriptor(session: unknown): Promise<{ adapter: FakeAdapter }> };
}

/** A debug adapter, as VS Code speaks with it. */
export interface FakeAdapter {
  onDidSendMessage(listener: Listener<DebugMessage>): unknown;
  handleMessage(message: object): void;
  dispose(): void;
}

interface FakeTerminal {
  onDidWrite: (listener: Listener<string>) => unknown;
  onDidClose: (listener: Listener<number>) => unknown;
  open(): void;
}

const changed = new EventEmitter<{ document: FakeDocument; contentChanges: unknown[] }>();
const opened = new EventEmitter<FakeDocument>();
const focused = new EventEmitter<{ focused: boolean }>();
const seen = new EventEmitter<readonly object[]>();
const documents: FakeDocument[] = [];
const endedTasks = new EventEmitter<{ execution: object }>();
const decorations = new Map<unknown, readonly Decoration[]>();
const handlers = new Map<string, (...args: unknown[]) => unknown>();
const diagnostics = new Map<string, Map<string, readonly { range: Range; message: string }[]>>();

const debuggers = new Map<string, Partial<FakeDebugger>>();

const watchers = new Set<{ folder: string; changed: EventEmitter<Uri> }>();

/** What a test does and sees in place of a person. */
export const editor = {
  /** A person comes to the window, or leaves it. */
  focus(isFocused: boolean): void {
    focused.fire({ focused: isFocused });
  },
  settings: {} as Record<string, unknown>,
  /** The path of the folder of the workspace. */
  folder: undefined as string | undefined,
  /** Answers to what is asked, the next one first: a message's button, an item of a list by its label, an input. */
  answers: [] as string[],
  /** All that was said in messages. */
  said: [] as string[],
  /** How tasks ended. */
  ended: [] as Promise<number>[],
  written: "",
  clipboard: "",
  /** The document of that address; undefined where it is not open. */
  document: (uri: string) => documents.find(document => document.uri.toString() === uri),
  /** Opens a Dockerfile; it is the active one, unless it is only read. */
  open(path: string, text: string, isActive = true): FakeDocument {
    let document = TextDocument.create(Uri.file(path).toString(), "dockerfile", 1, text);
    let isDirty = false;
    const open: FakeDocument & { change(offset: number, inserted: string): void } = {
      uri: Uri.file(path),
      languageId: "dockerfile",
      isClosed: false,
      get version() {
        return document.version;
      },
      get isDirty() {
        return isDirty;
      },
      getText: () => document.getText(),
      get lineCount() {
        return document.lineCount;
      },
      lineAt: line => {
        const text = document.getText().split("\n")[line] ?? "";
        return { range: new Range(line, 0, line, text.length) };
      },
      save() {
        writeFileSync(path, document.getText());
        isDirty = false;
        return Promise.resolve(true);
      },
      change(offset, inserted) {
        const at = document.positionAt(offset);
        const range = new Range(at, at);
        document = TextDocument.update(document, [{ range, text: inserted }], document.version + 1);
        isDirty = true;
        changed.fire({
          document: open,
          contentChanges: [{ range, rangeOffset: offset, rangeLength: 0, text: inserted }],
        });
      },
    };
    if (!isActive) {
      documents.push(open);
      return open;
    }
    documents.unshift(open);
    decorations.clear();
    opened.fire(open);
    seen.fire([textEditor(open)]);
    return open;
  },
  /** Closes all documents, so that none with changes hinders what other tests build. */
  closeAll(): void {
    documents.length = 0;
  },
  /** Types into a document. */
  type(document: FakeDocument, offset: number, text: string): void {
    (document as FakeDocument & { change(offset: number, text: string): void }).change(offset, text);
  },
  /** A file on disk is another: whoever watches a folder above it hears of that. */
  touch(path: string): void {
    for (const { folder, changed: fire } of watchers)
      if (path.startsWith(`${folder}/`)) fire.fire(Uri.file(path));
  },
  /** The document of the one editor that is seen. */
  active: () => documents.at(0),
  /** What decorates the active document now. */
  decorations: () => [...decorations.values()].flat(),
  /** The debugger of a type. */
  debugger: (type: string) => debuggers.get(type) as FakeDebugger,
  /** The sessions of the debugger that were started: their configurations, as an adapter gets them, and their adapters. */
  sessions: [] as { configuration: Configuration; adapter: FakeAdapter }[],
  breakpoints: [] as object[],
  /** The extensions that are there beside this one. */
  extensions: [] as string[],
  /** The program of a task has ended. */
  endTask(execution: object): void {
    endedTasks.fire({ execution });
  },
  run: (command: string, ...args: unknown[]) => Promise.resolve(handlers.get(command)?.(...args)),
  diagnostics: (document: FakeDocument) =>
    [...diagnostics.values()].flatMap(collection => collection.get(document.uri.toString()) ?? []),
};

const textEditors = new WeakMap<FakeDocument, object>();

/** The one editor of a document. */
function textEditor(document: FakeDocument): object {
  const found = textEditors.get(document) ?? {
    document,
    selection: { active: new Position(0, 0) },
    revealRange: () => undefined,
    setDecorations: (type: unknown, shown: readonly Decoration[]) => decorations.set(type, shown),
  };
  textEditors.set(document, found);
  return found;
}

const say = (message: string, ...buttons: unknown[]) => {
  editor.said.push(message);
  const answer = buttons.includes(editor.answers[0]) ? editor.answers.shift() : undefined;
  return Promise.resolve(answer);
};

class CustomExecution {
  constructor(readonly callback: (definition: unknown) => Promise<FakeTerminal>) {}
}

class SourceBreakpoint {
  readonly enabled = true;
  constructor(readonly location: { uri: Uri }) {}
}

function register<Part extends keyof FakeDebugger>(part: Part) {
  return (type: string, given: FakeDebugger[Part]) => {
    debuggers.set(type, { ...debuggers.get(type), [part]: given });
    return { dispose: () => undefined };
  };
}

/** As VS Code does it: each step may end it in silence. */
async function startDebugging(folder: unknown, given: Configuration): Promise<boolean> {
  const { provider, factory } = editor.debugger(String(given.type));
  const resolved = provider.resolveDebugConfiguration(folder, given);
  if (resolved === undefined) return false;
  const configuration = await provider.resolveDebugConfigurationWithSubstitutedVariables(folder, resolved);
  if (configuration === undefined) return false;
  const { adapter } = await factory.createDebugAdapterDescriptor({ configuration, workspaceFolder: folder });
  editor.sessions.push({ configuration, adapter });
  return true;
}

async function executeTask(task: FakeTask): Promise<object> {
  if (!(task.execution instanceof CustomExecution)) return { task };
  const terminal = await task.execution.callback(task.definition);
  const end = new Promise<number>(resolve => terminal.onDidClose(resolve));
  terminal.onDidWrite(text => (editor.written += text));
  editor.ended.push(end);
  terminal.open();
  return { task };
}

const vscode = partly({
  TestMessage,
  EventEmitter,
  Position,
  Range,
  Uri,
  Selection: Range,
  MarkdownString: class {
    constructor(readonly value = "") {}
  },
  RelativePattern: class {
    constructor(readonly baseUri: Uri) {}
  },
  Location: class {
    constructor(
      readonly uri: Uri,
      readonly range: Place,
    ) {}
  },
  Disposable,
  Diagnostic: class {
    constructor(
      readonly range: Range,
      readonly message: string,
      readonly severity: number,
    ) {}
  },

  DiagnosticSeverity: { Error: 0, Warning: 1 },
  CustomExecution,
  Task: class {
    constructor(
      readonly definition: unknown,
      readonly scope: unknown,
      readonly name: string,
      readonly source: string,
      readonly execution: unknown,
    ) {}
  },
  WorkspaceEdit: class {
    readonly inserts: { uri: Uri; at: Position; text: string }[] = [];
    insert(uri: Uri, at: Position, text: string) {
      this.inserts.push({ uri, at, text });
    }
  },
  env: partly({
    clipboard: { writeText: (text: string) => Promise.resolve((editor.clipboard = text)) },
    shell: "/bin/sh",
  }),
  workspace: partly({
    isTrusted: true,
    textDocuments: documents,
    workspaceFolders: undefined,
    getWorkspaceFolder({ path }: Uri) {
      const { folder } = editor;
      return folder !== undefined && path.startsWith(`${folder}/`)
        ? { uri: Uri.file(folder), name: "w", index: 0 }
        : undefined;
    },
    asRelativePath: (path: string | Uri) =>
      relative(editor.folder ?? "/", typeof path === "string" ? path : path.fsPath),
    getConfiguration: (section: string) => ({ get: (key: string) => editor.settings[`${section}.${key}`] }),
    openTextDocument: (uri: Uri) =>
      Promise.resolve(
        editor.document(uri.toString()) ?? editor.open(uri.path, readFileSync(uri.path, "utf8"), false),
      ),
    // A person answers with a path, or not.
    save() {
      const path = editor.answers.shift();
      return Promise.resolve(path === undefined ? undefined : Uri.file(path));
    },
    onDidChangeTextDocument: changed.event,
    onDidOpenTextDocument: opened.event,
    findFiles: () => Promise.resolve([]),
    createFileSystemWatcher({ baseUri }: { baseUri: Uri }) {
      const watcher = { folder: baseUri.path, changed: new EventEmitter<Uri>() };
      const never = () => ({ dispose: () => undefined });
      watchers.add(watcher);
      return {
        onDidChange: watcher.changed.event,
        onDidCreate: never,
        onDidDelete: never,
        dispose: () => watchers.delete(watcher),
      };
    },
    fs: partly({
      stat: () => Promise.resolve({ mtime: 0 }),
      readFile: async ({ fsPath }: Uri) => new Uint8Array(await readFile(fsPath)),
      writeFile: ({ fsPath }: Uri, content: Uint8Array) => writeFile(fsPath, content),
    }),
    applyEdit(edit: { inserts: { uri: Uri; at: Place; text: string }[] }) {
      for (const { uri, at, text } of edit.inserts) {
        const document = documents.find(one => one.uri.toString() === uri.toString());
        if (document === undefined) return Promise.resolve(false);
        const lines = document.getText().split("\n");
        const before = lines.slice(0, at.line).reduce((sum, line) => sum + line.length + 1, 0);
        editor.type(document, before + at.character, text);
      }
      return Promise.resolve(true);
    },
  }),
  window: partly({
    get visibleTextEditors() {
      const [document] = documents;
      return document === undefined ? [] : [textEditor(document)];
    },
    onDidChangeVisibleTextEditors: seen.event,
    onDidChangeWindowState: focused.event,
    createTextEditorDecorationType: () => ({ dispose: () => undefined }),
    tabGroups: partly({ all: [] }),
    terminals: [],
    createTerminal({ pty }: { pty: FakeTerminal }) {
      pty.onDidWrite(text => (editor.written += text));
      queueMicrotask(() => {
        pty.open();
      });
      return { show: () => undefined, dispose: () => undefined };
    },
    get activeTextEditor() {
      const [document] = documents;
      return document && textEditor(document);
    },
    showErrorMessage: say,
    showWarningMessage: say,
    showInformationMessage: say,
    showInputBox: () => Promise.resolve(editor.answers.shift()),
    async showQuickPick(offered: unknown, options: { canPickMany?: boolean }) {
      const items = (await offered) as { label: string; picked?: boolean }[];
      if (options.canPickMany === true) return items.filter(({ picked }) => picked);
      const wanted = editor.answers.shift();
      if (wanted === undefined) return undefined;
      return (
        items.find(({ label }) => label.endsWith(wanted)) ?? items.find(({ label }) => label.includes(wanted))
      );
    },
    showOpenDialog: () => Promise.resolve([]),
    // A person answers with a path, or not.
    showSaveDialog() {
      const path = editor.answers.shift();
      return Promise.resolve(path === undefined ? undefined : Uri.file(path));
    },
    withProgress: (_: unknown, work: (progress: unknown, token: unknown) => unknown) =>
      work(nothing, {
        isCancellationRequested: false,
        onCancellationRequested: () => ({ dispose: () => undefined }),
      }),
  }),
  languages: partly({
    getDiagnostics: () => [],
    createDiagnosticCollection(name: string) {
      const own = new Map<string, readonly { range: Range; message: string }[]>();
      diagnostics.set(name, own);
      return {
        get: (uri: Uri) => own.get(uri.toString()),
        set: (uri: Uri, found: readonly { range: Range; message: string }[]) =>
          own.set(uri.toString(), found),
        delete: (uri: Uri) => own.delete(uri.toString()),
        dispose: () => undefined,
      };
    },
  }),
  commands: partly({
    registerCommand(name: string, handler: (...args: unknown[]) => unknown) {
      handlers.set(name, handler);
      return { dispose: () => handlers.delete(name) };
    },
    executeCommand: (name: string, ...args: unknown[]) => editor.run(name, ...args),
  }),
  SourceBreakpoint,
  DebugAdapterInlineImplementation: class {
    constructor(readonly adapter: FakeAdapter) {}
  },
  debug: partly({
    get breakpoints() {
      return editor.breakpoints;
    },
    registerDebugConfigurationProvider: register("provider"),
    registerDebugAdapterDescriptorFactory: register("factory"),
    startDebugging,
  }),
  extensions: partly({
    getExtension: (id: string) => (editor.extensions.includes(id) ? { id } : undefined),
    onDidChange: () => ({ dispose: () => undefined }),
  }),
  tasks: partly({ taskExecutions: [], executeTask, onDidEndTask: endedTasks.event }),
});

const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = loader._load.bind(Module);
loader._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));
