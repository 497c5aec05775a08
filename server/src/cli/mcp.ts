/** `mcp`: the tools for language models over standard input and output, by the Model Context Protocol. */
import { realpathSync, statSync } from "node:fs";
import { keepHeapSmall } from "../node/heap";
import type { RunCommand } from "./command";
import { serveTools } from "./mcp/serveTools";
import { createWorkspaceHost } from "./mcp/workspaceHost";
import { pathFrom, systemPath } from "./paths";
import { reasonOf } from "./textFile";
import { UsageError } from "./usageError";

export const run: RunCommand = async invocation => {
  const { values, has, version } = invocation;
  const written = values("folder").length > 0 ? values("folder") : ["."];
  const folders = [...new Set(written.map(folderFrom))];
  // It runs as long as the editor does.
  keepHeapSmall();
  const allowsBuilds = has("allow-build");
  const host = createWorkspaceHost(invocation, folders, allowsBuilds);
  await serveTools({ host, version, allowsBuilds }, process.stdin, process.stdout);
  return 0;
};

function folderFrom(written: string): string {
  const path = systemPath(pathFrom(written));
  try {
    if (statSync(path).isDirectory()) return realpathSync(path);
  } catch (error) {
    throw new UsageError(`--folder ${written}: ${reasonOf(error)}`);
  }
  throw new UsageError(`--folder ${written}: This is not a folder.`);
}
