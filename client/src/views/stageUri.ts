/** The address of a file in an image: the authority is the id of the image, so that it means the same for ever. */
import * as vscode from "vscode";

export const STAGE_SCHEME = "dockerfile-stage";

/** The address of a path in the image of that id. */
export function stageUri(imageId: string, path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: STAGE_SCHEME, authority: imageId, path });
}

/** The id in an address; undefined where it is none of ours. */
export function imageIdOf({ scheme, authority }: vscode.Uri): string | undefined {
  return scheme === STAGE_SCHEME && /^[0-9a-f]{64}$/.test(authority) ? authority : undefined;
}
