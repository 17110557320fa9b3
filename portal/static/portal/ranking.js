// Moves rows of the ranking at once, says so, and saves by itself. Without it the same buttons post.
"use strict";
(() => {
  const form = document.querySelector("form.ranking");
  if (!form) return;
  const list = form.querySelector("ol.rank"), status = form.querySelector(".saved");
  const nl = form.dataset.lang !== "en", top = Number(form.dataset.top);
  const t = (dutch, english) => (nl ? dutch : english);
  const live = document.createElement("p");
  live.className = "unseen";
  live.setAttribute("role", "status");
  form.append(live);
  const rows = new Map([...list.children].map(li => [li.dataset.code, li]));
  const name = code => rows.get(code).querySelector("b").textContent;
  let groups = form.orde.value.split(" ").filter(Boolean).map(g => g.split("+"));
  let before = null, timer = 0, busy = false, again = false, stopped = false;

  const at = code => groups.findIndex(g => g.includes(code));
  const rank = index => groups.slice(0, index).reduce((sum, g) => sum + g.length, 1);
  const total = () => rank(groups.length) - 1;
  const without = code => groups.map(g => g.filter(c => c !== code)).filter(g => g.length);

  function moveTo(code, index) {
    const rest = without(code), place = Math.min(Math.max(index, 0), rest.length);
    show([...rest.slice(0, place), [code], ...rest.slice(place)], code);
  }
  function up(code) {
    const i = at(code);
    if (i === 0 && groups[0].length === 1) return tell(`${name(code)} ${t("staat al bovenaan", "is at the top already")}.`);
    moveTo(code, groups[i].length > 1 ? i : i - 1);
  }
  function down(code) {
    const i = at(code);
    if (i === groups.length - 1 && groups[i].length === 1) return tell(`${name(code)} ${t("staat al onderaan", "is at the bottom already")}.`);
    moveTo(code, i + 1);
  }
  function tell(text) { live.textContent = ""; setTimeout(() => { live.textContent = text; }, 30); }

  // Put the rows in that order; the focus stays where it was.
  function show(order, touched) {
    const focus = document.activeElement;
    groups = order;
    let first = true;
    groups.forEach((group, index) => group.forEach((code, n) => {
      const li = rows.get(code), r = rank(index), select = li.querySelector("select");
      list.append(li);
      li.querySelector(".place").textContent = r;
      li.classList.toggle("joined", n > 0);
      li.classList.toggle("from-here", r > top && first);
      if (r > top) first = false;
      select.replaceChildren(...groups.map((_, i) => new Option(rank(i), i + 1, i === index, i === index)));
    }));
    form.orde.value = groups.map(g => g.join("+")).join(" ");
    if (focus && form.contains(focus)) focus.focus();
    if (touched) {
      const li = rows.get(touched);
      list.querySelectorAll(".moved").forEach(one => one.classList.remove("moved"));
      li.classList.add("moved");
      tell(t(`${name(touched)} staat nu op plaats ${rank(at(touched))} van ${total()}.`,
             `${name(touched)} is now at place ${rank(at(touched))} of ${total()}.`));
      later();
    }
  }

  // ── saving ──────────────────────────────────────────────────────────────────────────────────
  function say(text, kind) {
    const span = status.querySelector(".state");
    span.textContent = text;
    span.className = `state ${kind}`;
  }
  function later(wait = 400) {
    clearTimeout(timer);
    timer = setTimeout(() => save(), wait);
    if (wait === 400 && !stopped) say(t("Bewaren …", "Saving …"), "wait");
  }
  // Who leaves the page within that moment loses nothing.
  addEventListener("pagehide", () => { if (timer && !stopped) save(true); });
  async function save(leaving = false) {
    clearTimeout(timer);
    timer = 0;
    if (stopped) return;
    if (busy) { again = true; return; }
    busy = true;
    say(t("Bewaren …", "Saving …"), "wait");
    let answer = null;
    try {
      answer = await fetch(form.dataset.autosave, {
        method: "POST", credentials: "same-origin", redirect: "manual", keepalive: leaving,
        headers: {"Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": form.csrfmiddlewaretoken.value},
        body: JSON.stringify({groups, revision: Number(form.revisie.value)}),
      });
    } catch { /* no connection: the order stays on the page and is tried again */ }
    busy = false;
    if (answer && answer.ok) {
      const kept = await answer.json();
      form.revisie.value = kept.revision;
      say(`${t("Bewaard om", "Saved at")} ${kept.at}`, "done");
      const stand = document.getElementById("stand");
      if (stand && stand.classList.contains("done")) { stand.className = "state half"; stand.textContent = t("Ingeleverd, daarna gewijzigd", "Handed in, changed since"); }
    } else if (answer && answer.status === 409 && answer.headers.get("Content-Type").includes("json")) {
      clash(await answer.json());
    } else if (answer && (answer.status === 401 || answer.type === "opaqueredirect")) {
      say(t("Niet bewaard: je bent uitgelogd. Log in op een nieuw tabblad; wat hier staat blijft.",
            "Not saved: you are logged out. Log in on another tab; what is here stays."), "bad");
      later(5000);
    } else {
      say(answer ? t("Niet bewaard. We proberen het opnieuw.", "Not saved. We try again.")
                 : t("Geen verbinding. Je volgorde staat hier nog; we bewaren hem zodra het weer kan.",
                     "No connection. Your order is still here; we save it as soon as we can."), "bad");
      later(answer ? 4000 : 2000);
    }
    if (again) { again = false; later(); }
  }
  // Somebody else (or another tab) saved: nothing is overwritten until the person chose.
  function clash(other) {
    stopped = true;
    say(t(`Er is intussen iets anders bewaard door ${other.by}.`, `Something else was saved meanwhile by ${other.by}.`), "bad");
    const box = document.createElement("p");
    box.className = "acts note alert";
    box.setAttribute("role", "alert");
    const button = (text, act) => {
      const one = document.createElement("button");
      one.type = "button"; one.className = "do"; one.textContent = text;
      one.addEventListener("click", () => { box.remove(); stopped = false; form.revisie.value = other.revision; act(); });
      box.append(one, " ");
    };
    box.append(t("Welke volgorde moet blijven? ", "Which order is to stay? "));
    button(t("Neem de bewaarde over", "Take the saved one"), () => location.reload());
    button(t("Bewaar die van dit scherm", "Keep the one of this screen"), () => save());
    status.after(box);
  }
  addEventListener("online", () => later(50));

  // ── buttons, select, keys ───────────────────────────────────────────────────────────────────
  form.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (!button || !["hoger", "lager"].includes(button.name)) return;
    event.preventDefault();
    (button.name === "hoger" ? up : down)(button.value);
  });
  form.addEventListener("change", event => {
    const li = event.target.closest("li[data-code]");
    if (li && event.target.matches("select")) moveTo(li.dataset.code, Number(event.target.value) - 1);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; });
  list.addEventListener("keydown", event => {
    const li = event.target.closest("li[data-code]");
    if (!li) return;
    const code = li.dataset.code;
    const act = {ArrowUp: () => up(code), ArrowDown: () => down(code), Home: () => moveTo(code, 0), End: () => moveTo(code, groups.length)}[event.key];
    if (act && (event.altKey || (event.target === li && ["Home", "End"].includes(event.key)))) { event.preventDefault(); act(); }
  });

  // ── dragging by the grip: mouse, pen, finger ────────────────────────────────────────────────
  list.addEventListener("pointerdown", event => {
    const grip = event.target.closest(".grip"), li = grip && grip.closest("li");
    if (!li || event.button > 0) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    before = groups;
    li.classList.add("held");
    // The others move around it: a row that is taken out of the page loses the pointer.
    const middle = o => o.getBoundingClientRect().top + o.offsetHeight / 2;
    const move = e => {
      while (li.previousElementSibling && e.clientY < middle(li.previousElementSibling)) li.after(li.previousElementSibling);
      while (li.nextElementSibling && e.clientY > middle(li.nextElementSibling)) li.before(li.nextElementSibling);
    };
    const stop = escaped => {
      grip.removeEventListener("pointermove", move);
      removeEventListener("keydown", key);
      li.classList.remove("held");
      if (escaped) { show(before, ""); tell(t("Teruggezet.", "Put back.")); return; }
      const above = [...list.children].slice(0, [...list.children].indexOf(li)).map(o => o.dataset.code);
      const rest = without(li.dataset.code);
      const index = rest.filter(g => g.every(c => above.includes(c))).length;
      moveTo(li.dataset.code, index);
    };
    const key = e => { if (e.key === "Escape") stop(true); };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", () => stop(false), {once: true});
    grip.addEventListener("pointercancel", () => stop(true), {once: true});
    addEventListener("keydown", key);
  });

  // The time that is left, by the clock of the server.
  const left = document.getElementById("rest-tijd");
  if (left) {
    const closes = Date.parse(left.dataset.closes), shift = Date.parse(form.dataset.now || "") - Date.now() || 0;
    const tick = () => {
      const minutes = Math.max(0, Math.floor((closes - Date.now() - shift) / 60000));
      const d = Math.floor(minutes / 1440), h = Math.floor(minutes / 60) % 24, m = minutes % 60;
      const part = (n, word) => { const s = document.createElement("small"); s.textContent = word; return [`${n} `, s, " "]; };
      left.replaceChildren(...(d ? part(d, d === 1 ? t("dag", "day") : t("dagen", "days")) : []), ...part(h, t("uur", "hours")), ...(d ? [] : part(m, t("minuten", "minutes"))));
    };
    setInterval(tick, 15000);
  }
})();
