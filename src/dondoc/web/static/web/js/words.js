// Between the words on the screen and offsets in the document's text (characters, half open).
// Offsets of the server count Unicode characters; a JavaScript string counts UTF-16 units.

const characters = (text) => [...text].length;

function offsetAt(root, node, at) {
  if (node.nodeType === Node.ELEMENT_NODE) {
    const child = node.childNodes[at];
    if (child) return child.nodeType === Node.TEXT_NODE ? offsetAt(root, child, 0) : offsetAt(root, child, 0);
    const runs = node.closest("[data-o]") ? [node] : [...node.querySelectorAll("[data-o]")];
    const last = runs.at(-1);
    return last ? Number(last.dataset.o) + characters(last.textContent) : null;
  }
  const run = node.parentElement.closest("[data-o]");
  if (run && root.contains(run)) return Number(run.dataset.o) + characters(node.data.slice(0, at));
  // Between runs (white space of the page, the mark of a note): the nearest run before.
  const before = [...root.querySelectorAll("[data-o]")].filter((other) => other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
  const last = before.at(-1);
  return last ? Number(last.dataset.o) + characters(last.textContent) : null;
}

// The offsets of the selected words, or null where nothing of the paper is selected.
function selectedSpan(root) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  const start = offsetAt(root, range.startContainer, range.startOffset);
  const end = offsetAt(root, range.endContainer, range.endOffset);
  return start !== null && end !== null && end > start ? { start, end } : null;
}

// Where an offset of the document's text stands on the screen: a text node and the place in it.
function standsAt(root, offset) {
  const run = [...root.querySelectorAll("[data-o]")].findLast((other) => Number(other.dataset.o) <= offset);
  if (!run) return null;
  const walker = document.createTreeWalker(run, NodeFilter.SHOW_TEXT);
  let rest = offset - Number(run.dataset.o);
  let node = walker.nextNode();
  for (let next = node; next; next = walker.nextNode()) {
    node = next;
    const length = characters(node.data);
    if (rest <= length) return [node, [...node.data].slice(0, rest).join("").length];
    rest -= length;
  }
  return node && [node, node.data.length];
}

// Choose the words of a span again, on a paper that was drawn anew.
function selectSpan(root, span) {
  const [start, end] = [standsAt(root, span.start), standsAt(root, span.end)];
  if (start && end) getSelection().setBaseAndExtent(...start, ...end);
}

// ---- choosing words without a mouse: by paragraph or by sentence, Shift extends ----

let at = { unit: 0, sentence: false, anchor: 0 };

function units(root, sentences) {
  const found = [];
  for (const paragraph of root.querySelectorAll(".para")) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let node; (node = walker.nextNode()); ) nodes.push(node);
    const text = nodes.map((node) => node.data).join("");
    if (!text.trim()) continue;
    const cuts = sentences ? [...text.matchAll(/[.;:!?](?=\s)\s*/g)].map((match) => match.index + match[0].length) : [];
    const edges = [0, ...cuts.filter((cut) => cut < text.length), text.length];
    for (let index = 0; index + 1 < edges.length; index += 1) found.push({ paragraph, nodes, start: edges[index], end: edges[index + 1] });
  }
  return found;
}

function place({ nodes }, offset) {
  let rest = offset;
  for (const node of nodes) {
    if (rest <= node.data.length) return [node, rest];
    rest -= node.data.length;
  }
  const last = nodes.at(-1);
  return [last, last.data.length];
}

function nearest(list) {
  const selection = getSelection();
  const node = selection.rangeCount ? selection.getRangeAt(0).endContainer : null;
  const paragraph = node && (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".para");
  if (paragraph) return Math.max(0, list.findIndex((unit) => unit.paragraph === paragraph));
  return Math.max(0, list.findIndex((unit) => unit.paragraph.getBoundingClientRect().top >= 80));
}

function step(root, by, extend, sentence = false) {
  const list = units(root, sentence);
  if (!list.length) return;
  const fresh = by === 0 || sentence !== at.sentence || getSelection().isCollapsed;
  const from = fresh ? nearest(list) : at.unit;
  const to = Math.max(0, Math.min(list.length - 1, from + (fresh && by !== 0 && !sentence ? 0 : by)));
  at = { unit: to, sentence, anchor: extend && !fresh ? at.anchor : to };
  const [low, high] = [Math.min(at.anchor, to), Math.max(at.anchor, to)];
  getSelection().setBaseAndExtent(...place(list[low], list[low].start), ...place(list[high], list[high].end));
  list[to].paragraph.scrollIntoView({ block: "nearest" });
}

// A module that is imported has no version in its address and would be kept by browsers over an update.
window.paperWords = { selectedSpan, selectSpan, step };
