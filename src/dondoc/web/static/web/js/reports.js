// The desk of who consolidates: a line shows what it was made of, a source shows its line, a click puts it in.

const words = (text) => new Set(text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []);

function likeness(one, other) {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  return shared / Math.max(1, Math.min(one.size, other.size));
}

function lineAt(area) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = area.value.indexOf("\n", area.selectionStart);
  return area.value.slice(start, end < 0 ? area.value.length : end);
}

function light(area) {
  const sources = [...area.closest("[data-draft]").querySelectorAll("[data-words]")];
  const line = words(lineAt(area));
  let best = null;
  let most = 0.55;
  for (const source of sources) {
    source.classList.remove("on");
    const now = likeness(words(source.dataset.words), line);
    if (line.size && now > most) [best, most] = [source, now];
  }
  best?.classList.add("on");
  best?.scrollIntoView({ block: "nearest" });
}

function show(source) {
  const area = source.closest("[data-draft]").querySelector("textarea");
  const wanted = words(source.dataset.words);
  let at = 0;
  let found = null;
  let most = 0.55;
  for (const line of area.value.split("\n")) {
    const now = likeness(wanted, words(line));
    if (now > most) [found, most] = [[at, at + line.length], now];
    at += line.length + 1;
  }
  if (!found) return;
  area.focus();
  area.setSelectionRange(...found);
  light(area);
}

function insert(button) {
  const area = document.getElementById(button.dataset.insert);
  if (area.readOnly) return;
  const text = button.closest("[data-words]").dataset.words;
  area.value = area.value.trim() ? `${area.value.trimEnd()}\n${text}` : text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (button) return insert(button);
  if (event.target.closest("a, button")) return undefined;
  const source = event.target.closest("[data-words]");
  if (source) return show(source);
  if (event.target.matches("[data-draft] textarea")) light(event.target);
  return undefined;
});

document.addEventListener("keyup", (event) => {
  if (event.target.matches("[data-draft] textarea")) light(event.target);
});

// What is not saved yet must not be lost by leaving.
let unsaved = false;
document.addEventListener("input", (event) => { if (event.target.closest("[data-draft]")) unsaved = true; });
document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) unsaved = false; });
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
