// The review page: a field lights its words, words lead to their field, marked words become a task, all by keyboard too.

const { selectedSpan, selectSpan, step } = window.paperWords;
const review = document.querySelector(".review");
const paper = document.getElementById("paper");
const papers = document.querySelector(".pane-paper");
const side = document.querySelector(".pane-side");
const tool = document.getElementById("select-tool");
const narrow = matchMedia("(max-width: 1080px)");

// ---- light ----

let lit = "";

function light(id, { reveal = true } = {}) {
  if (!id) return;
  lit = id;
  for (const node of paper.querySelectorAll(".m.on")) node.classList.remove("on");
  const nodes = paper.querySelectorAll(`[data-m~="${CSS.escape(id)}"]`);
  for (const node of nodes) node.classList.add("on");
  if (reveal && nodes.length && !narrow.matches) intoView(nodes[0]);
}

function intoView(node) {
  const box = node.getBoundingClientRect();
  const pane = papers.getBoundingClientRect();
  if (box.top < pane.top + 60 || box.bottom > pane.bottom - 60) {
    papers.scrollTo({ top: papers.scrollTop + box.top - pane.top - pane.height / 3 });
  }
}

side.addEventListener("focusin", (event) => {
  const field = event.target.closest("[data-lights]");
  if (field) light(field.dataset.lights);
  const card = event.target.closest(".task-card");
  if (card) open(card);
});

// ---- tasks: one is open ----

const cards = () => [...side.querySelectorAll(".task-card")];
const current = () => side.querySelector(".task-card.open");

// The fields of a card come when it is opened; those of the next one are fetched ahead.
function load(card) {
  const body = card?.querySelector(".task-body[data-src]");
  if (!body) return;
  const source = body.dataset.src;
  delete body.dataset.src;
  card.loading = window.htmx.ajax("GET", source, { target: body, swap: "innerHTML" }).catch(() => { body.dataset.src = source; });
}

async function open(card) {
  if (!card) return;
  for (const other of cards()) if (other.classList.contains("open") !== (other === card)) setOpen(other, other === card);
  load(card);
  await card.loading;
  const all = cards();
  load(all[all.indexOf(card) + 1]);
}

function setOpen(card, is) {
  card.classList.toggle("open", is);
  card.querySelector(".task-head")?.setAttribute("aria-expanded", String(is));
}

function go(card) {
  if (!card) return;
  tab("tasks");
  open(card);
  card.querySelector(".task-head").focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  if (card.getBoundingClientRect().bottom > side.getBoundingClientRect().bottom) card.scrollIntoView({ block: "start" });
  light(card.dataset.lights);
}

side.addEventListener("click", (event) => {
  const head = event.target.closest(".task-head");
  if (head) {
    const card = head.closest(".task-card");
    if (card.classList.contains("open") && card.dataset.seen) setOpen(card, false);
    else open(card);
    for (const other of cards()) other.dataset.seen = other === card && card.classList.contains("open") ? "1" : "";
  }
  const place = event.target.closest("[data-show]");
  if (place) { pane("paper"); light(place.dataset.show, { reveal: false }); paper.querySelector(".m.on")?.scrollIntoView({ block: "center" }); }
});

// ---- words lead to their field ----

paper.addEventListener("click", (event) => {
  if (!getSelection().isCollapsed) return;
  const mark = event.target.closest(".m");
  if (!mark) return;
  // The most particular meaning first: what the linter says, then a task's lead before the task.
  const depth = (id) => (id.startsWith("finding:") ? 9 : id.split(":").length);
  const ids = mark.dataset.m.split(" ").sort((a, b) => depth(b) - depth(a));
  const again = ids.indexOf(lit);
  const id = ids[again >= 0 && ids.length > 1 ? (again + 1) % ids.length : 0];
  focusField(id);
});

async function focusField(id) {
  const owner = document.getElementById(id.replace(/^task:(\d+).*$/, "task-$1"));
  if (owner?.matches(".task-card")) await open(owner);
  // Meanwhile the click may have become a double click that chooses words.
  if (selectedSpan(paper)) return;
  const field = (owner ?? side).querySelector(`[data-lights="${CSS.escape(id)}"]`) ?? owner;
  if (!field) return light(id, { reveal: false });
  pane("side");
  const card = field.closest(".task-card");
  tab(card ? "tasks" : field.closest("[data-tab-panel]")?.dataset.tabPanel);
  if (field === card) go(card);
  else {
    (field.matches("input, textarea, select, button") ? field : field.querySelector("input:not([type=hidden]), textarea, select, button, a"))?.focus();
    field.scrollIntoView({ block: "nearest" });
  }
  light(id, { reveal: false });
}

// ---- tabs of the right side, panes of narrow screens ----

function tab(name) {
  if (!name) return;
  for (const button of side.querySelectorAll("[data-tab]")) button.setAttribute("aria-selected", String(button.dataset.tab === name));
  for (const panel of side.querySelectorAll("[data-tab-panel]")) panel.hidden = panel.dataset.tabPanel !== name;
}

function pane(name) {
  review.dataset.pane = name;
  for (const button of review.querySelectorAll("[data-pane-button]")) button.setAttribute("aria-selected", String(button.dataset.paneButton === name));
}

review.addEventListener("click", (event) => {
  const tabs = event.target.closest("[data-tab]");
  if (tabs) tab(tabs.dataset.tab);
  const panes = event.target.closest("[data-pane-button]");
  if (panes) pane(panes.dataset.paneButton);
});

// ---- marked words become a task ----

let chosen = null;

document.addEventListener("selectionchange", () => {
  chosen = selectedSpan(paper);
  if (!tool) return;
  tool.hidden = !chosen;
  if (!chosen) return;
  const range = getSelection().getRangeAt(0).getBoundingClientRect();
  const box = papers.getBoundingClientRect();
  tool.style.top = `${range.bottom - box.top + papers.scrollTop + 6}px`;
  tool.style.left = `${Math.max(8, Math.min(range.left - box.left, box.width - 260))}px`;
});

function addTask(span) {
  if (!span) {
    const words = "Hãy bôi đen câu giao việc trong văn bản trước, rồi thêm nhiệm vụ.";
    return document.dispatchEvent(new CustomEvent("toast", { detail: { words, tone: "info" } }));
  }
  const list = document.getElementById("added");
  window.htmx.ajax("POST", list.dataset.add, { target: list, swap: "beforeend", values: span }).then(() => {
    getSelection().removeAllRanges();
    const card = list.querySelector(".task-card:last-of-type");
    if (card) { pane("side"); go(card); card.querySelector("[role=combobox]")?.focus(); }
  });
}

if (tool) {
  tool.addEventListener("pointerdown", (event) => event.preventDefault());
  tool.addEventListener("click", () => addTask(chosen));
  side.addEventListener("dragover", (event) => { if (chosen) { event.preventDefault(); side.classList.add("over"); } });
  side.addEventListener("dragleave", () => side.classList.remove("over"));
  side.addEventListener("drop", (event) => {
    side.classList.remove("over");
    if (!chosen) return;
    event.preventDefault();
    addTask(chosen);
  });
}

// The paper is drawn again when its marks change; the reader stays at the same place, with the same words chosen.
let before = { top: 0, span: null };
paper.addEventListener("htmx:beforeSwap", () => { before = { top: papers.scrollTop, span: selectedSpan(paper) }; });
paper.addEventListener("htmx:afterSwap", () => {
  papers.scrollTo({ top: before.top, behavior: "instant" });
  if (before.span) selectSpan(paper, before.span);
  if (lit) light(lit, { reveal: false });
});

// ---- keyboard ----

const typing = (node) => node.closest("input, textarea, select, .edit, dialog");

function move(by) {
  const all = cards();
  const at = all.indexOf(current());
  go(all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))]);
}

async function press(key) {
  const card = current();
  await card?.loading;
  card?.querySelector(`[data-key=${key}]`)?.click();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  n: () => go(cards().slice(cards().indexOf(current()) + 1).find((card) => card.dataset.unsure) ?? cards().find((card) => card.dataset.unsure)),
  c: () => press("confirm"),
  x: () => press("dismiss"),
  z: () => press("undo"),
  a: () => addTask(chosen),
  v: () => { pane("paper"); papers.focus(); step(paper, 0, false); },
  "?": () => document.getElementById("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) {
    if (event.key === "Escape" && !event.target.closest("dialog")) event.target.closest(".task-card")?.querySelector(".task-head").focus();
    if (event.key === "Enter" && event.target.matches("textarea") && !event.shiftKey) { event.preventDefault(); event.target.blur(); event.target.focus(); }
    return;
  }
  if (document.activeElement === papers && ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"].includes(event.key)) {
    event.preventDefault();
    const sentence = event.key === "ArrowLeft" || event.key === "ArrowRight";
    return step(paper, event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : -1, event.shiftKey, sentence);
  }
  if (document.activeElement === papers && event.key === "Enter") { event.preventDefault(); return addTask(chosen); }
  if (event.key === "Enter" && event.target.matches(".task-head")) {
    event.preventDefault();
    const card = event.target.closest(".task-card");
    return open(card).then(() => card.querySelector(".task-body textarea, .task-body input:not([type=hidden])")?.focus());
  }
  if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); }
});

// An address with #cau-12 (from a task's page) shows the sentence.
const wanted = location.hash.match(/^#cau-(\d+)$/);
if (wanted) {
  pane("paper");
  light(`task:${wanted[1]}`);
  paper.querySelector(".m.on")?.scrollIntoView({ block: "center" });
  const card = document.getElementById(`task-${wanted[1]}`);
  if (card) { tab("tasks"); open(card); card.scrollIntoView({ block: "nearest" }); }
}
