/** From an image's name to the page where its registry describes it. Names of stages are no links: they go to the stage. */
import * as l10n from "@vscode/l10n";
import type { DocumentLink } from "vscode-languageserver-protocol";
import { toDocument } from "../dockerfile/sourceMap";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import { parseImageReference } from "../stages/model/imageReference";
import type { ImageReference } from "../stages/model/imageReference";
import { imageText } from "../stages/model/references";
import type { Reference } from "../stages/model/references";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The pages of registries that everybody knows. */
const PAGES: Readonly<Record<string, string>> = {
  "docker.io": "https://hub.docker.com/r/{repository}",
  "ghcr.io": "https://ghcr.io/{repository}",
  "mcr.microsoft.com": "https://mcr.microsoft.com/artifact/mar/{repository}",
  "quay.io": "https://quay.io/repository/{repository}",
};
const OFFICIAL_PAGE = "https://hub.docker.com/_/";
const OFFICIAL = /^library\/(?=[^/]+$)/;

/** The links of a document, in its order. `tooltips`: the client shows what a link says of itself. */
export function documentLinks(context: FeatureContext, tooltips: boolean): DocumentLink[] {
  const { analysis } = context;
  const links: DocumentLink[] = [];
  const add = (span: Span, image: string) => {
    const { reference } = parseImageReference(image);
    const target = reference && pageOf(reference, context.settings.documentLinks.registries);
    if (!target) return;
    const tooltip = tooltips ? { tooltip: l10n.t("Open the page of {0}", reference.familiar) } : {};
    links.push({ range: rangeOf(context, span), target, ...tooltip });
  };
  const { syntax } = context.analysis.directives;
  if (syntax) {
    // The frontend is the first word; the builder passes on what stands behind it.
    const [image = ""] = syntax.value.split(" ", 1);
    add({ start: syntax.valueSpan.start, end: syntax.valueSpan.start + image.length }, image);
  }
  for (const reference of analysis.model.references)
    if (isImage(analysis, reference)) add(toDocument(reference.line, reference.span), imageText(reference));
  return links;
}

/** Whether it is known which image is meant: it is none of a variable that a build has to give. */
function isImage({ model: { stages } }: Analysis, { form, to, inStage }: Reference): boolean {
  if (to !== "image") return false;
  return form !== "FROM" || stages[inStage]?.base.expansion.conditional === false;
}

/** The address of an image's page, or null for a registry of which none is known. */
function pageOf(
  { domain, repository, tag }: ImageReference,
  registries: Readonly<Record<string, string>>,
): string | null {
  const host = domain.toLowerCase();
  const own = Object.entries(registries).find(([name]) => name.toLowerCase() === host)?.[1];
  if (own === undefined && host === "docker.io" && OFFICIAL.test(repository))
    return repository.replace(OFFICIAL, OFFICIAL_PAGE);
  const page = own ?? PAGES[host];
  if (page === undefined || !/^https?:\/\//i.test(page)) return null;
  return page.replaceAll("{repository}", repository).replaceAll("{tag}", tag ?? "latest");
}
