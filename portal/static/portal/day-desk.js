/* The day desk goes on without a connection: what was ticked waits on this device, and says so.
   A tick shows at once. What changes the plan opens the page again, with who must be told what. */
"use strict";
const said = document.currentScript.dataset, line = document.getElementById("lijn"), KEY = "koppel dagbalie";
const read = () => { try { return JSON.parse(sessionStorage.getItem(KEY)) || []; } catch { return []; } };
const keep = (waiting) => { try { sessionStorage.setItem(KEY, JSON.stringify(waiting)); } catch { /* full or forbidden */ } };
let queue = read(), busy = false, fresh = false;
const say = (text, state) => {
  const span = document.createElement("span");
  span.className = "state " + state;
  span.textContent = text;
  line.replaceChildren(span);
  line.classList.toggle("alert", state !== "done");
};
const versions = () => [...document.querySelectorAll("input[name=versie]")];
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;

async function send() {
  if (busy) return;
  busy = true;
  const refused = [];
  while (queue.length) {
    const { url, fields, label } = queue[0];
    const body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", token());
    let answer;
    try {
      answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
    } catch { break; }
    if (answer.status >= 500) break;
    const found = await answer.json().catch(() => ({}));
    if (found.version) {
      for (const field of versions()) field.value = found.version;
      for (const one of queue) one.fields = one.fields.map(([name, value]) => [name, name === "versie" && answer.ok ? String(found.version) : value]);
    }
    if (!answer.ok) refused.push(`${label}. ${found.says || ""}`);
    else if (!found.tick) fresh = true;
    queue.shift();
    keep(queue);
  }
  busy = false;
  if (queue.length) say(`${said.none} ${queue.length} ${said.waiting}.`, "wait");
  else if (refused.length) say(`${said.refused} ${refused.join(" ")}`, "bad");
  else if (fresh) location.reload();
  else if (line.firstChild) say(said.sent, "done");
}

for (const form of document.querySelectorAll("form[data-desk]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    data.delete("csrfmiddlewaretoken");
    const fields = [...data].map(([name, value]) => [name, String(value)]);
    queue.push({ url: form.action, fields, label: form.dataset.label });
    keep(queue);
    if (event.submitter?.value === "er") {
      event.submitter.setAttribute("aria-pressed", "true");
      const li = form.closest("li");
      let state = li.querySelector(".state");
      if (!state) { state = document.createElement("span"); li.querySelector("p").append(document.createElement("br"), state); }
      state.className = "state small done";
      state.textContent = said.here;
    }
    send();
  });
}

const find = document.getElementById("naam");
find.addEventListener("input", () => {
  const wanted = find.value.trim().toLocaleLowerCase();
  for (const li of document.querySelectorAll(".people > li")) li.hidden = !li.dataset.name.toLocaleLowerCase().includes(wanted);
});
window.addEventListener("online", send);
if (queue.length) send();
setInterval(async () => {
  if (queue.length) return send();
  const at_work = document.querySelector("details[open]") || find.value || line.classList.contains("alert") || document.hidden;
  if (at_work || document.activeElement?.closest("form")) return;
  try {
    if ((await fetch(location.href, { method: "HEAD" })).ok) location.reload();
  } catch { say(said.none, "wait"); }
}, 20000);
