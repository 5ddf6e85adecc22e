// A field that completes from the organisation's names (ARIA combobox with a listbox). Chosen values are tokens with a
// hidden input each; after every change the holder sends "chosen", on which htmx saves the field.

const OPTION_LIMIT = 9;
let serial = 0;

class Combo {
  constructor(holder) {
    this.holder = holder;
    this.input = holder.querySelector("[role=combobox]");
    this.list = holder.querySelector("[role=listbox]");
    this.tokens = holder.querySelector("[data-tokens]");
    this.single = !("multiple" in holder.dataset);
    this.strict = "strict" in holder.dataset;
    this.list.id ||= `combo-${++serial}`;
    this.input.setAttribute("aria-controls", this.list.id);
    this.options = [];
    this.at = -1;
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.leave(), 120));
    this.input.addEventListener("change", (event) => event.stopPropagation());
    holder.addEventListener("keydown", (event) => this.walk(event));
    holder.addEventListener("click", (event) => {
      const remove = event.target.closest("[data-remove]");
      if (remove) { remove.closest("[data-token]").remove(); this.changed(); this.input.focus(); }
    });
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.options[option.dataset.at]);
    });
  }

  // From the empty input the arrow keys go through the tokens; Delete takes one away.
  walk(event) {
    const stops = [...this.tokens.querySelectorAll("[data-remove]"), this.input];
    const at = stops.indexOf(document.activeElement);
    if (at < 0 || (document.activeElement === this.input && this.input.value)) return;
    if (event.key === "ArrowLeft" && at > 0) stops[at - 1].focus();
    else if (event.key === "ArrowRight" && at + 1 < stops.length) stops[at + 1].focus();
    else if ((event.key === "Delete" || event.key === "Backspace") && stops[at] !== this.input) stops[at].click();
    else return;
    event.preventDefault();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 140);
  }

  async ask() {
    const words = this.input.value.trim();
    if (!words) return this.close();
    const address = new URL(this.holder.dataset.url, location.href);
    address.searchParams.set("q", words);
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (!answer?.ok || words !== this.input.value.trim()) return;
    this.show((await answer.json()).options.slice(0, OPTION_LIMIT));
  }

  show(options) {
    this.options = options;
    this.list.replaceChildren(...options.map((option, at) => {
      const node = document.createElement("li");
      node.id = `${this.list.id}-${at}`;
      node.setAttribute("role", "option");
      node.setAttribute("aria-selected", "false");
      node.dataset.at = at;
      const name = document.createElement("span");
      name.textContent = option.label;
      const hint = document.createElement("small");
      hint.textContent = option.hint;
      node.append(name, hint);
      return node;
    }));
    if (!options.length) {
      const node = document.createElement("li");
      node.className = "combo-none";
      node.textContent = this.strict ? "Không thấy tên này trong danh sách" : "Không thấy đơn vị nào; Enter để ghi nguyên tên này";
      this.list.append(node);
    }
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.move(options.length ? 0 : -1);
  }

  move(at) {
    this.at = at;
    [...this.list.children].forEach((node, index) => node.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) {
      this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
      this.list.children[at].scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return this.ask();
      const size = this.options.length;
      if (size) this.move((this.at + (event.key === "ArrowDown" ? 1 : size - 1)) % size);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (open && this.at >= 0) this.choose(this.options[this.at]);
      else if (this.input.value.trim() && !this.strict) this.choose({ label: this.input.value.trim() });
    } else if (event.key === "Escape" && (open || this.input.value)) {
      event.stopPropagation();
      this.input.value = "";
      this.close();
    } else if (event.key === "Backspace" && !this.input.value) {
      const last = this.tokens.querySelector("[data-token]:last-child");
      if (last) { last.remove(); this.changed(); }
    } else if (event.key === "Tab" && open && this.at >= 0 && this.input.value.trim()) {
      this.choose(this.options[this.at]);
    }
  }

  choose(option) {
    clearTimeout(this.timer);
    const tokens = this.tokens.querySelectorAll("[data-token]");
    if (this.single || ("one" in this.holder.dataset && tokens.length === 1)) this.tokens.replaceChildren();
    const token = document.getElementById("token-template").content.firstElementChild.cloneNode(true);
    token.querySelector("[data-label]").textContent = option.label;
    token.querySelector("input").value = JSON.stringify(option.unit || option.person ? { name: option.label, unit: option.unit ?? null, person: option.person ?? null } : { name: option.label });
    token.querySelector("input").name = this.holder.dataset.name;
    token.querySelector("[data-remove]").setAttribute("aria-label", `Bỏ ${option.label}`);
    this.tokens.append(token);
    this.input.value = "";
    this.close();
    this.changed();
  }

  leave() {
    if (this.input.value.trim() && document.activeElement !== this.input && !this.options.length && !this.strict) {
      this.choose({ label: this.input.value.trim() });
    }
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.options = [];
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  changed() {
    this.holder.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
  }
}

// A suggestion beside a field ("Có phải: …") settles whom an unclear name means.
document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-pick]");
  if (!pick) return;
  const holder = document.getElementById(pick.dataset.pick).querySelector("[data-combo]");
  for (const input of holder.querySelectorAll("[data-token] input")) {
    const item = JSON.parse(input.value);
    if (item.name === pick.dataset.name) input.value = JSON.stringify({ name: item.name, unit: Number(pick.dataset.unit), person: null });
  }
  holder.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
});

function start(root) {
  for (const holder of root.querySelectorAll("[data-combo]:not([data-ready])")) {
    holder.dataset.ready = "";
    new Combo(holder);
  }
}

start(document);
document.addEventListener("htmx:load", (event) => start(event.target.parentElement ?? document));
