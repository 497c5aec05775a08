/** A page as a file of its own, which any browser shows: its style is in it, it loads nothing, and nothing in it runs. Pure. */
import { createHash } from "node:crypto";
import { html, type Html } from "./html";

export interface ExportedPage {
  title: string;
  /** The language of its texts, as `en` or `de`. */
  language: string;
  body: Html;
  /** The text of the style, which is ours. */
  style: string;
}

/** A whole HTML document. The style is allowed by its hash, so it stands in it to the letter. */
export function exportedPage({ title, language, body, style }: ExportedPage): string {
  const hash = createHash("sha256").update(style, "utf8").digest("base64");
  const own: Html = { html: `<style>${style}</style>` };
  const main: Html = { html: withoutButtons(body.html) };
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${own}
      </head>
      <body>
        <main>${main}</main>
      </body>
    </html>`.html;
}

/**
 * What is of the panel alone (`class="panel"`) goes, as do buttons; of those that lead to a line the text stays. All tags are ours: texts
 * of files are escaped.
 */
function withoutButtons(body: string): string {
  return body
    .replace(/<div class="buttons"[^>]*>[^]*?<\/div>/g, "")
    .replace(/<button\b([^>]*)>([^<]*)<\/button>/g, (_, attributes: string, text: string) =>
      /data-action="(?:reveal|show)"/.test(attributes) ? text.trim() : "",
    )
    .replace(/<(td|th|span)(?: scope="col")? class="panel">[^<]*<\/\1>/g, "")
    .replace(/ data-(?:action|line)="[^"]*"/g, "");
}
