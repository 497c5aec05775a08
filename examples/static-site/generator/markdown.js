// The little of Markdown that the pages use: headings, paragraphs, lists, links, code.

/** The HTML of a page, and its title. */
export function renderPage(markdown) {
  const blocks = markdown.trim().split(/\n{2,}/);
  const title = /^# (.+)$/m.exec(markdown)?.[1];
  if (!title) throw new Error("a page begins with a heading: # Title");
  return { title, body: blocks.map(renderBlock).join("\n") };
}

function renderBlock(block) {
  const heading = /^(#{1,6}) (.+)$/.exec(block);
  if (heading) return `<h${heading[1].length}>${renderText(heading[2])}</h${heading[1].length}>`;
  if (block.startsWith("- ")) {
    const items = block.slice(2).split(/\n- /);
    return `<ul>\n${items.map(item => `<li>${renderText(item)}</li>`).join("\n")}\n</ul>`;
  }
  return `<p>${renderText(block)}</p>`;
}

function renderText(text) {
  return text
    .split(/(`[^`]+`)/)
    .map(part => (part.startsWith("`") ? `<code>${escape(part.slice(1, -1))}</code>` : renderLinks(part)))
    .join("");
}

function renderLinks(text) {
  return escape(text).replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>');
}

function escape(text) {
  return text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
}
