// Files dropped on the page: one request a file, each with its own progress; the answer is a row that asks for its
// state by itself. Of several it is asked whether they are one document: then one request carries all of them. Without
// this module the same form sends all files at once.

const zone = document.querySelector("[data-drop]");
const form = zone?.closest("form");
const list = document.getElementById("intakes");

if (form) {
  const input = form.querySelector("input[type=file]");
  for (const plain of form.querySelectorAll("[data-plain]")) plain.hidden = true;
  input.addEventListener("change", () => { ask([...input.files]); input.value = ""; });

  let depth = 0;
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragenter", (event) => { if (carriesFiles(event)) { depth += 1; zone.classList.add("over"); } });
  addEventListener("dragleave", (event) => { if (carriesFiles(event) && --depth <= 0) { depth = 0; zone.classList.remove("over"); } });
  addEventListener("dragover", (event) => { if (carriesFiles(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    zone.classList.remove("over");
    ask([...event.dataTransfer.files]);
  });
}

const NAMES_SHOWN = 8;

function ask(files) {
  if (files.length < 2) return send(files);
  const dialog = document.getElementById("together");
  dialog.querySelector("[data-count]").textContent = files.length;
  const names = files.slice(0, NAMES_SHOWN).map((file) => Object.assign(document.createElement("li"), { textContent: file.name }));
  if (files.length > NAMES_SHOWN) names.push(Object.assign(document.createElement("li"), { textContent: `và ${files.length - NAMES_SHOWN} tệp khác` }));
  dialog.querySelector("[data-names]").replaceChildren(...names);
  for (const button of dialog.querySelectorAll("[data-answer]")) {
    button.onclick = () => {
      dialog.close();
      if (button.dataset.answer === "many") send(files);
      else one(files, waiting(files));
    };
  }
  dialog.querySelector("[data-close]").onclick = () => dialog.close();
  dialog.showModal();
}

// Two at a time: the line is shared with colleagues, and the server reads in the background anyway.
async function send(files) {
  const rows = files.map((file) => [[file], waiting([file])]);
  const next = async () => { for (let pair; (pair = rows.shift()); ) await one(...pair); };
  await Promise.all([next(), next()]);
}

function waiting(files) {
  const row = document.getElementById("upload-row").content.firstElementChild.cloneNode(true);
  row.querySelector("[data-name]").textContent = files.length > 1 ? `${files[0].name} và ${files.length - 1} tệp nữa` : files[0].name;
  list.prepend(row);
  list.hidden = false;
  return row;
}

function one(files, row) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    for (const file of files) body.append("files", file);
    if (files.length > 1) body.append("together", "1");
    body.append("direction", form.elements.direction.value);
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const percent = Math.round((event.loaded / event.total) * 100);
      row.querySelector("progress").value = percent;
      row.querySelector("[data-state]").textContent = percent < 100 ? `Đang gửi ${percent}%` : "Đang lưu";
    });
    const fail = (words) => {
      row.classList.add("intake-failed");
      row.querySelector("progress").hidden = true;
      row.querySelector("[data-state]").textContent = words;
      resolve();
    };
    request.addEventListener("error", () => fail("Không gửi được tệp: mất kết nối với máy chủ. Hãy gửi lại."));
    request.addEventListener("load", () => {
      if (request.status !== 200) return fail(request.getResponseHeader("X-Sentence") ? decodeURIComponent(request.getResponseHeader("X-Sentence")) : "Không gửi được tệp. Hãy tải lại trang rồi gửi lại.");
      const holder = document.createElement("template");
      holder.innerHTML = request.responseText.trim();
      const fresh = [...holder.content.children];
      row.replaceWith(...fresh);
      for (const node of fresh) window.htmx.process(node);
      resolve();
    });
    request.open("POST", form.action);
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    request.setRequestHeader("X-Upload", "one");
    request.send(body);
  });
}
