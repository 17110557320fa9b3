/* Saves a form a moment after each change, and says so. Without a connection what was typed stays
   on this device (localStorage) and goes along later. Nothing is ever overwritten unseen. */
"use strict";
const words = JSON.parse(document.currentScript.dataset.words);
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const line = form.querySelector("[role=status]");
  const fields = [...form.querySelectorAll("textarea, input[type=text]")];
  const revision = form.elements.namedItem("revision");
  const place = form.getAttribute("action") || location.pathname;
  const key = `koppel ${form.dataset.who} ${place}`;
  let timer = 0, busy = false, again = false, asking = false, wait = 4000;

  const say = (text, state, alert) => {
    line.replaceChildren();
    const span = document.createElement("span");
    span.className = "state " + state;
    span.textContent = text;
    line.append(span);
    line.classList.toggle("alert", Boolean(alert));
  };
  const add = (text, how) => {
    const made = document.createElement(typeof how === "string" ? "a" : "button");
    made.className = "do";
    made.textContent = text;
    if (typeof how === "string") { made.href = how; made.target = "_blank"; made.rel = "noopener"; }
    else { made.type = "button"; made.addEventListener("click", how); }
    line.append(made);
  };
  const keep = () => {
    try { localStorage.setItem(key, JSON.stringify(fields.map(f => [f.name, f.value]))); } catch { /* full or forbidden */ }
  };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* forbidden */ } };
  const later = (ms) => { clearTimeout(timer); timer = setTimeout(save, ms); };

  async function save() {
    if (asking) return;
    if (busy) { again = true; return; }
    busy = true;
    say(words.saving, "wait");
    try {
      const answer = await fetch(place, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "error",
      });
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) {
        if (revision) revision.value = said.revision;
        say(said.says, "done");
        if (!again) forget();
        wait = 4000;
      } else if (answer.status === 401) { say(words.logged_out, "bad", true); add(words.log_in, words.login); later(15000); }
      else if (answer.status === 409) {
        asking = true;
        say(said.says, "bad", true);
        add(words.theirs, () => { forget(); location.reload(); });
        add(words.mine, () => form.submit());
      } else { say(said.says || words.trouble, "bad", true); if (answer.status >= 500) later(wait = Math.min(wait * 2, 60000)); }
    } catch {
      say(words.offline, "bad", true);
      later(wait = Math.min(wait * 2, 60000));
    }
    busy = false;
    if (again) { again = false; later(400); }
  }
  form.addEventListener("input", () => { keep(); later(700); });
  form.addEventListener("submit", forget);
  addEventListener("online", () => { if (localStorage.getItem(key)) later(100); });
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "[]");
    let differs = false;
    for (const [name, value] of kept) {
      const field = fields.find(f => f.name === name);
      if (field && field.value !== value) { field.value = value; differs = true; }
    }
    if (differs) later(100); else forget();
  } catch { forget(); }
}
