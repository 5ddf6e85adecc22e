// Rows of a table that is filled in, and the rules that fit a field's kind in the builder. Without this script rows are
// added by saving the draft, and all rules stand open.

function renumber(list) {
  [...list.querySelectorAll("[data-line]")].forEach((line, at) => {
    line.querySelector("[data-number]").textContent = at + 1;
  });
}

function addRow(rows) {
  const list = rows.querySelector("[data-list]");
  const lines = list.querySelectorAll("[data-line]");
  if (lines.length >= Number(rows.dataset.rows)) return;
  const used = [...list.querySelectorAll("[name]")].map((input) => Number(input.name.split("-").at(-2)));
  const number = Math.max(-1, ...used) + 1;
  const line = rows.querySelector("template").content.firstElementChild.cloneNode(true);
  for (const node of line.querySelectorAll("[name], [id], [for], [aria-describedby], [data-needed-by]")) {
    for (const name of ["name", "id", "for", "data-needed-by"]) {
      if (node.hasAttribute(name)) node.setAttribute(name, node.getAttribute(name).replace("NUMBER", number));
    }
  }
  list.append(line);
  renumber(list);
  line.querySelector("input, select, textarea")?.focus();
}

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-row]");
  if (add) addRow(add.closest("[data-rows]"));
  const drop = event.target.closest("[data-drop-row]");
  if (drop) {
    const list = drop.closest("[data-list]");
    drop.closest("[data-line]").remove();
    renumber(list);
  }
});

function fit(form) {
  const kind = form.elements.kind.value;
  for (const node of form.querySelectorAll("[data-for]")) node.hidden = !node.dataset.for.split(" ").includes(kind);
  const when = form.elements.when;
  for (const node of form.querySelectorAll("[data-unless]")) node.hidden = form.elements.needed.checked;
  for (const node of form.querySelectorAll("[data-when]")) node.hidden = node.dataset.when !== when.value;
}

// The star of a field that is needed only because of what another says; the server is who decides.
function star(field) {
  const form = field.closest("form") ?? document;
  const inputs = [...form.querySelectorAll(`[name="${CSS.escape(field.dataset.neededBy)}"]`)];
  const said = inputs.filter((one) => one.type !== "checkbox" || one.checked).map((one) => one.value.trim());
  const words = field.dataset.neededWords.split(";").filter(Boolean);
  const holds = words.length ? said.some((one) => words.includes(one)) : said.some((one) => one && one !== "0");
  field.querySelector("[data-star]").hidden = !holds;
}
const stars = () => document.querySelectorAll("[data-needed-by]").forEach(star);
document.addEventListener("change", stars);

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-kinds]");
  if (form) fit(form);
});

// Beside the help that was given stands a link to the page of the handbook that says how.
function guide(select) {
  const pages = [...document.querySelectorAll("details[data-guide]")];
  select.parentElement.querySelectorAll("[data-to-guide]").forEach((link) => link.remove());
  for (const page of pages.filter((one) => select.value && one.dataset.guide === select.value)) {
    const link = document.createElement("a");
    link.href = `#${page.id}`;
    link.dataset.toGuide = page.id;
    link.className = "field-hint";
    link.textContent = "Xem các bước làm trong sổ tay";
    select.after(link);
  }
}
const guides = () => document.querySelectorAll(".rows-list select").forEach(guide);
document.addEventListener("change", (event) => { if (event.target.closest(".rows-list select")) guide(event.target); });
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-to-guide]");
  if (link) document.getElementById(link.dataset.toGuide).open = true;
});

const start = () => { guides(); document.querySelectorAll("form[data-kinds]").forEach(fit); stars(); };
start();
document.addEventListener("htmx:load", start);

// What was typed is not lost by leaving the page.
let typed = false;
document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) typed = true; });
document.addEventListener("submit", () => { typed = false; });
window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
