/** The use in a project file of .NET: its Dockerfile, its context and its stage for debugging. */
import { isXmlNestedDeeply } from "../../shared/nesting";
import { parseXml, XmlElement, XmlText } from "@rgrove/parse-xml";
import type { XmlDocument } from "@rgrove/parse-xml";
import type { Files } from "../files";
import { baseName, folderOf } from "../paths";
import type { Use, Value } from "../use";
import { plainUse } from "./plainUse";

/** The uses that the text of a project file at a path describes. Throws where it is no XML. */
export function dotnet(path: string, text: string, files: Files): Use[] {
  if (isXmlNestedDeeply(text)) return [];
  const properties = propertiesOf(parseXml(text, { includeOffsets: true }), path);
  const dockerfile = properties.get("DockerfileFile");
  const target = properties.get("DockerfileFastModeStage");
  const place = dockerfile?.place ?? target?.place;
  if (!place) return [];
  const folder = folderOf(path);
  return [
    plainUse(
      {
        kind: "platform",
        name: baseName(path),
        place,
        dockerfile,
        folders: [folder],
        context: properties.get("DockerfileContext"),
        base: folder,
        target,
        args: new Map(),
      },
      files,
    ),
  ];
}

/** The properties of a project by name; `$(X)` in one is open. */
function propertiesOf({ root }: XmlDocument, file: string): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const group of root?.children ?? []) {
    if (!(group instanceof XmlElement) || group.name !== "PropertyGroup") continue;
    for (const property of group.children) {
      if (!(property instanceof XmlElement)) continue;
      const [content] = property.children;
      if (!(content instanceof XmlText)) continue;
      const text = content.text.trim().replaceAll("\\", "/");
      const start = content.start + content.text.length - content.text.trimStart().length;
      found.set(property.name, {
        text,
        isOpen: text.includes("$("),
        place: { file, span: { start, end: start + text.length } },
      });
    }
  }
  return found;
}
