/** The files of images as VS Code reads files, so that they open as any others do, and cannot be changed. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { engineOf } from "../build/engines/engineOf";
import type { Engines } from "../build/engines/engines";
import { listFolder, nodeAt, resolvePath, type FileNode } from "../inside/fileIndex";
import { inspectImage } from "../engine/image";
import { MOST_BYTES, readImageFile } from "../inside/imageFiles";
import { size } from "../engine/amounts";
import type { IndexedImage, StageFiles } from "./stageFileIndexes";
import { imageIdOf } from "./stageUri";
import { isRestricted } from "../build/restrictedMode";

const { FileSystemError, FileType } = vscode;

/** To be registered as read-only. */
export function createStageFileSystem(engines: Engines, files: StageFiles): vscode.FileSystemProvider {
  const never = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const reading = new Map<string, Promise<IndexedImage>>();
  const refuse = (uri: vscode.Uri): never => {
    throw FileSystemError.NoPermissions(uri);
  };

  /** An image that was looked into, or one of a window before this: its files are read anew. */
  async function imageOf(uri: vscode.Uri): Promise<IndexedImage> {
    const id = imageIdOf(uri);
    if (id === undefined) throw FileSystemError.FileNotFound(uri);
    const there = files.image(id);
    if (there) return there;
    const begun = reading.get(id) ?? readAnew(id);
    reading.set(id, begun);
    try {
      return await begun;
    } finally {
      // Another one may have begun to read it anew.
      if (reading.get(id) === begun) reading.delete(id);
    }
  }

  async function readAnew(id: string): Promise<IndexedImage> {
    if (isRestricted())
      throw FileSystemError.NoPermissions(
        l10n.t("You can browse the files of images only in a trusted workspace."),
      );
    const asked = await engineOf(engines, { uri: workspaceUri() });
    if (asked.problem !== undefined) throw FileSystemError.Unavailable(asked.problem.message);
    const inspected = await inspectImage(asked.engine, id);
    if (inspected.problem !== undefined)
      throw FileSystemError.FileNotFound(
        l10n.t("The engine no longer has this image: {0}", inspected.problem),
      );
    const read = await files.readImage(asked.engine, inspected.answer);
    if (read.problem !== undefined) throw FileSystemError.Unavailable(read.problem);
    return read.answer;
  }

  return {
    onDidChangeFile: never.event,
    // An image never changes.
    watch: () => new vscode.Disposable(() => undefined),
    async stat(uri) {
      const image = await imageOf(uri);
      const link = resolvePath(image.index, uri.path, false);
      if (!link) throw FileSystemError.FileNotFound(uri);
      const time = image.facts.created ?? 0;
      const node = nodeAt(image.index, uri.path) ?? link.node;
      const type = typeOf(node, link.node.kind === "link");
      return { type, ctime: time, mtime: time, size: node.size };
    },
    async readDirectory(uri) {
      const { index } = await imageOf(uri);
      const entries = listFolder(index, uri.path);
      if (!entries) throw notThere(uri, nodeAt(index, uri.path));
      return entries.map(([name, node]) => {
        const target = nodeAt(index, `${uri.path}/${name}`) ?? node;
        return [name, typeOf(target, node.kind === "link")];
      });
    },
    async readFile(uri) {
      const { engine, facts, index } = await imageOf(uri);
      const found = resolvePath(index, uri.path);
      if (!found) throw FileSystemError.FileNotFound(uri);
      const { node, path } = found;
      if (node.kind === "folder") throw FileSystemError.FileIsADirectory(uri);
      if (node.kind === "other")
        throw FileSystemError.Unavailable(
          l10n.t("It is a device or a pipe. An image does not store its content."),
        );
      if (node.size > MOST_BYTES) throw FileSystemError.Unavailable(tooLarge(node.size));
      const read = await readImageFile(engine, facts.id, path);
      if (read.problem !== undefined) throw FileSystemError.Unavailable(read.problem);
      return read.answer;
    },
    writeFile: refuse,
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
}

function tooLarge(bytes: number): string {
  return l10n.t(
    "The file has {0}, and files larger than {1} cannot be opened here. Copy the file out of the stage instead.",
    size(bytes),
    size(MOST_BYTES),
  );
}

function typeOf({ kind }: FileNode, isLink: boolean): vscode.FileType {
  let type = kind === "folder" ? FileType.Directory : kind === "file" ? FileType.File : FileType.Unknown;
  if (isLink) type |= FileType.SymbolicLink;
  return type;
}

function notThere(uri: vscode.Uri, node: FileNode | undefined): vscode.FileSystemError {
  return node ? FileSystemError.FileNotADirectory(uri) : FileSystemError.FileNotFound(uri);
}

/** Whose settings say which engine there is, where no Dockerfile is known. */
function workspaceUri(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");
}
