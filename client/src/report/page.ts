/** The page around what a panel shows: where its style and script come from, and that nothing else may be loaded or run. */
import * as l10n from "@vscode/l10n";
import { html, type Html } from "./html";

export interface PageParts {
  title: string;
  /** The language of its texts, as `en` or `de`. */
  language: string;
  body: Html;
  /** Addresses of the style and the script. */
  style: string;
  script: string;
  /** Fresh for each page: nothing without it is taken for style or script. */
  nonce: string;
  /** Where pictures may come from; nowhere without it. */
  pictures?: "blob:";
}

/** A whole HTML document. */
export function page({ title, language, body, style, script, nonce, pictures }: PageParts): string {
  const images = pictures === undefined ? "" : `; img-src ${pictures}`;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'${images}`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" nonce="${nonce}" href="${style}" />
      </head>
      <body>
        <main>${body}</main>
        <script nonce="${nonce}" src="${script}"></script>
      </body>
    </html>`.html;
}

/** A button of the page; the panel is told `action` and, if there is one, the line. Ids keep the focus when the page changes. */
export function button(id: string, action: string, text: string, line?: number): Html {
  return html`<button
    id="${id}"
    data-action="${action}"
    ${line === undefined ? undefined : html`data-line="${line}"`}
  >
    ${text}
  </button>`;
}

/** The buttons that every page has, behind its own ones. */
export function exportButtons(): Html[] {
  return [
    button("export-html", "exportHtml", l10n.t("Export as HTML")),
    button("export-markdown", "exportMarkdown", l10n.t("Export as Markdown")),
    button("export-json", "exportJson", l10n.t("Export as JSON")),
    button("copy-markdown", "copyMarkdown", l10n.t("Copy as Markdown")),
  ];
}
