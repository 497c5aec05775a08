// The script of our pages: tells the extension which button was pressed, and changes the page in place when it is sent anew.
const code = acquireVsCodeApi();
const main = document.querySelector("main");

document.addEventListener("click", event => {
  const pressed = event.target.closest("[data-action]");
  if (pressed === null) return;
  const { action, line, item } = pressed.dataset;
  code.postMessage({ action, item, ...(line !== undefined && { line: Number(line) }) });
});

addEventListener("message", ({ data }) => {
  // What the page is made of again when the window is loaded anew.
  if ("saved" in data) keep({ saved: data.saved });
  if (typeof data.body === "string") show(data.body);
  if (typeof data.focus === "string") document.getElementById(data.focus)?.focus();
});

// Where the page was left, when it is made anew after it was hidden.
let scrolled;
addEventListener("scroll", () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(() => keep({ top: document.documentElement.scrollTop }), 200);
});
document.documentElement.scrollTop = code.getState()?.top ?? 0;
code.postMessage({ action: "ready" });

function keep(part) {
  code.setState({ ...code.getState(), ...part });
}

/** Takes over what is another, and leaves the rest alone: a selection, the focus and what a screen reader reads stay. */
function show(body) {
  const next = document.createElement("main");
  next.innerHTML = body;
  const focused = document.activeElement?.id;
  become(main, next);
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}

function become(node, next) {
  if (node.isEqualNode(next)) return;
  if (node.nodeType !== Node.ELEMENT_NODE || node.nodeName !== next.nodeName) {
    node.replaceWith(next);
    return;
  }
  for (const { name } of [...node.attributes]) if (!next.hasAttribute(name)) node.removeAttribute(name);
  for (const { name, value } of next.attributes)
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  const children = [...node.childNodes];
  const wanted = [...next.childNodes];
  for (const [index, child] of wanted.entries()) {
    if (children[index] === undefined) node.append(child);
    else become(children[index], child);
  }
  for (const child of children.slice(wanted.length)) child.remove();
}
