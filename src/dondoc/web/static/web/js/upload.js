// Files dropped on the page: one request a file, each with its own progress; the answer is a row that asks for its
// state by itself. Without this module the same form sends all files at once.

const zone = document.querySelector("[data-drop]");
const form = zone?.closest("form");
const list = document.getElementById("intakes");

if (form) {
  const input = form.querySelector("input[type=file]");
  form.querySelector("[data-plain]").hidden = true;
  input.addEventListener("change", () => { send([...input.files]); input.value = ""; });

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
    send([...event.dataTransfer.files]);
  });
}

// Two at a time: the line is shared with colleagues, and the server reads in the background anyway.
async function send(files) {
  const rows = files.map((file) => [file, waiting(file)]);
  const next = async () => { for (let pair; (pair = rows.shift()); ) await one(...pair); };
  await Promise.all([next(), next()]);
}

function waiting(file) {
  const row = document.getElementById("upload-row").content.firstElementChild.cloneNode(true);
  row.querySelector("[data-name]").textContent = file.name;
  list.prepend(row);
  list.hidden = false;
  return row;
}

function one(file, row) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("files", file);
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
