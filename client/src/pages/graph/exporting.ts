/** The graph as a file or on the clipboard. Only a page can draw a PNG, and put it on the clipboard. */
import type { StageGraphData } from "../../../../server/src/shared/graph/graph";
import { graphSvg } from "../../../../server/src/shared/graph/svg";
import type { ExportFormat, FromPage } from "../../views/graph/messages";

/** So that a picture is sharp where it is shown larger. */
const SCALE = 2;
/** What browsers can draw at all. */
const LARGEST = 16_384;

/** Does what a button of the export menu says: `action` is `save` or `copy`. */
export async function exportGraph(
  graph: StageGraphData,
  title: string,
  action: string | undefined,
  format: string,
  send: (message: FromPage) => void,
): Promise<void> {
  if ((action !== "save" && action !== "copy") || !isFormat(format)) return;
  if (format !== "png") {
    send({ kind: action, format, data: format === "svg" ? graphSvg(graph, title) : "" });
    return;
  }
  if (action === "save") {
    send({ kind: "save", format, data: await base64(await pngOf(graph, title)) });
    return;
  }
  // The clipboard is given the promise, because it may be written only as long as the click counts.
  await navigator.clipboard.write([new ClipboardItem({ "image/png": pngOf(graph, title) })]);
  send({ kind: "copy", format, data: "" });
}

function isFormat(format: string): format is ExportFormat {
  return format === "svg" || format === "png" || format === "mermaid" || format === "dot";
}

async function pngOf(graph: StageGraphData, title: string): Promise<Blob> {
  const picture = new Image();
  const address = URL.createObjectURL(new Blob([graphSvg(graph, title, "light")], { type: "image/svg+xml" }));
  try {
    picture.src = address;
    await picture.decode();
    const scale = Math.min(SCALE, LARGEST / picture.naturalWidth, LARGEST / picture.naturalHeight);
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(picture.naturalWidth * scale);
    canvas.height = Math.ceil(picture.naturalHeight * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob(blob => {
        if (blob) resolve(blob);
        else reject(new Error("The picture is too large."));
      });
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
