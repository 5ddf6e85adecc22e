// What every page needs: toasts, dialogs, errors of the connection, drafts that are not lost on leaving.

const toasts = () => document.getElementById("toasts");

function toast(words, tone = "info") {
  const template = document.getElementById("toast-template");
  const node = template.content.firstElementChild.cloneNode(true);
  node.classList.add(`toast-${tone}`);
  node.querySelector("[data-words]").textContent = words;
  toasts().append(node);
  if (tone !== "bad") setTimeout(() => node.remove(), 6000);
}

document.documentElement.classList.add("js");

document.addEventListener("click", (event) => {
  const filters = event.target.closest("[data-filters]");
  if (filters) filters.setAttribute("aria-expanded", String(filters.form.classList.toggle("open")));
  const close = event.target.closest(".toast-close");
  if (close) close.closest(".toast").remove();
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.dialog)?.showModal();
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  if (event.target.matches("dialog.dialog")) event.target.close();
  for (const menu of document.querySelectorAll("details.more[open]")) {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  }
});

document.addEventListener("toast", (event) => toast(event.detail.words, event.detail.tone));
document.addEventListener("close-dialog", () => document.querySelector("dialog[open]")?.close());
document.addEventListener("htmx:sendError", () =>
  toast("Không kết nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại; nội dung vừa sửa chưa được lưu.", "bad"));
document.addEventListener("htmx:responseError", (event) => {
  const code = event.detail.xhr.status;
  if (code === 422 || event.detail.xhr.getResponseHeader("HX-Trigger")?.includes("toast")) return;
  if (code === 403) toast("Bạn không có quyền làm việc này, hoặc phiên làm việc đã hết. Hãy tải lại trang.", "bad");
  else if (code === 404) toast("Không còn thấy nội dung này. Hãy tải lại trang.", "bad");
  else toast("Máy chủ gặp lỗi, nội dung vừa sửa chưa được lưu. Hãy thử lại; nếu vẫn lỗi, báo quản trị.", "bad");
});

// A dropdown or a date in a filter form takes effect at once; typing waits for Enter.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto]");
  if (form && event.target.matches("select, input[type=date], input[type=checkbox]")) form.requestSubmit();
});

// Empty filters stay out of the address, so that an address can be read and passed on.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[method=get]")) return;
  for (const input of event.target.elements) if (input.name && !input.value) input.disabled = true;
  setTimeout(() => { for (const input of event.target.elements) input.disabled = false; }, 0);
});

// One box for all boxes of a name. What says more than is ticked is taken back: the box for the whole list
// ("whole") when one of its rows is left out.
document.addEventListener("change", (event) => {
  const { form, dataset: { all }, checked } = event.target;
  if (all) for (const box of form.querySelectorAll(`[name="${all}"], [data-all="${all}"]:not([name="whole"])`)) box.checked = checked;
  const wider = all ? form?.querySelectorAll(`[name="whole"]`) : form?.querySelectorAll(`[data-all="${event.target.name}"]`);
  if (!checked) for (const box of wider ?? []) box.checked = false;
});

// A sample account fills the form of the login page.
document.addEventListener("click", (event) => {
  const account = event.target.closest("[data-username]");
  if (!account) return;
  const form = document.getElementById("login");
  form.elements.username.value = account.dataset.username;
  form.elements.password.value = account.dataset.password;
  form.requestSubmit();
});
