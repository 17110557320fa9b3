"use strict";
/* Everything is computed from the clock and from what the timekeeper changed, at every tick:
   a reload, a sleeping laptop or a second screen show the same. Names only ever become text. */
(() => {
  const plan = JSON.parse(document.getElementById("plan").textContent);
  const say = plan.words;
  const $ = (id) => document.getElementById(id);
  const make = (tag, text, cls) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (cls) node.className = cls;
    return node;
  };
  const fill = (text, fields) => text.replace(/\{(\w+)\}/g, (_, name) => String(fields[name]));

  // ── the day in stretches, without holes ──────────────────────────────────────────────────
  const bells = [
    ...plan.turns.map(([turn, begin, end]) => ({ kind: "turn", turn, begin, end })),
    ...plan.breaks.map(([begin, end]) => ({ kind: "break", turn: 0, begin, end })),
  ].sort((a, b) => a.begin - b.begin);
  const day = [{ kind: "before", turn: 0, begin: -Infinity, end: bells.length ? bells[0].begin : 0 }];
  for (const bell of bells) {
    const last = day[day.length - 1].end;
    if (bell.begin > last) day.push({ kind: "change", turn: 0, begin: last, end: bell.begin });
    day.push(bell);
  }
  day.push({ kind: "after", turn: 0, begin: day[day.length - 1].end, end: Infinity });

  // ── what the timekeeper changed ──────────────────────────────────────────────────────────
  const KEY = "koppel-bell:" + plan.key;
  let state = { changes: [], pausedAt: null };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    const sound = (c) => Number.isInteger(c.at) && c.at >= 0 && c.at < day.length && Number.isFinite(c.ms);
    if (kept && Array.isArray(kept.changes) && kept.changes.every(sound)) {
      state = { changes: kept.changes, pausedAt: Number.isFinite(kept.pausedAt) ? kept.pausedAt : null };
    }
  } catch { /* no storage: it works until the page is closed */ }
  const keep = () => { try { localStorage.setItem(KEY, JSON.stringify(state)); } catch { /* idem */ } };

  const longer = (at) => state.changes.reduce((sum, c) => sum + (c.at === at ? c.ms : 0), 0);
  function stretches(now) {
    let moved = 0;
    const real = day.map((stretch, at) => {
      const begin = stretch.begin + moved;
      moved += longer(at);
      return { ...stretch, at, begin, end: stretch.end + moved };
    });
    if (state.pausedAt === null) return real;
    const stopped = real.find((s) => state.pausedAt < s.end);
    const wait = Math.max(0, now - state.pausedAt);
    return real.map((s) => s.at < stopped.at ? s : {
      ...s, begin: s.at === stopped.at ? s.begin : s.begin + wait, end: s.end + wait,
    });
  }
  const current = (real, now) => real.find((s) => now < s.end);

  function change(ms) {
    const now = Date.now();
    const here = current(stretches(now), now);
    if (here.kind === "after") return;
    if (ms < 0 && here.end - now + ms < 1000) return;
    state.changes.push({ at: here.at, ms });
    keep(); tick();
  }
  function pause() {
    const now = Date.now();
    if (state.pausedAt === null) {
      if (current(stretches(now), now).kind === "after") return;
      state.pausedAt = now;
    } else {
      const from = state.pausedAt;
      state.pausedAt = null;
      const here = stretches(from).find((s) => from < s.end);
      state.changes.push({ at: here.at, ms: Math.max(0, now - from) });
    }
    keep(); tick();
  }
  function undo() {
    if (state.pausedAt !== null) state.pausedAt = null;
    else state.changes.pop();
    keep(); tick();
  }

  // ── sound ────────────────────────────────────────────────────────────────────────────────
  let audio = null;
  function wakeSound() {
    try {
      audio = audio || new (window.AudioContext || window.webkitAudioContext)();
      if (audio.state === "suspended") audio.resume().then(tick, () => {});
    } catch { audio = null; }
  }
  function strike(at, pitch, loud, long) {
    for (const [ratio, share] of [[1, 1], [2.01, 0.5], [2.99, 0.3], [4.2, 0.16]]) {
      const tone = audio.createOscillator(), gain = audio.createGain();
      tone.frequency.value = pitch * ratio;
      gain.gain.setValueAtTime(0.0001, at);
      gain.gain.exponentialRampToValueAtTime(loud * share, at + 0.01);
      gain.gain.exponentialRampToValueAtTime(0.0001, at + long / ratio);
      tone.connect(gain).connect(audio.destination);
      tone.start(at); tone.stop(at + long / ratio + 0.05);
    }
  }
  const root = document.documentElement;
  root.dataset.bells = root.dataset.warnings = "0";
  function ring(soft) {
    const name = soft ? "warnings" : "bells";
    root.dataset[name] = String(Number(root.dataset[name]) + 1);
    if (!audio || audio.state !== "running") return;
    const t = audio.currentTime + 0.02;
    if (soft) { strike(t, 523, 0.14, 1.6); return; }
    for (const n of [0, 1, 2]) strike(t + 0.7 * n, 784, 0.42, 3);
  }

  // ── showing ──────────────────────────────────────────────────────────────────────────────
  const zone = { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit", hour12: false };
  const hm = new Intl.DateTimeFormat("nl-NL", zone);
  const hms = new Intl.DateTimeFormat("nl-NL", { ...zone, second: "2-digit" });
  // a pause ends between two seconds: the nearest minute is the one to announce
  const at = (ms) => hm.format(Math.round(ms / 60000) * 60000);
  const two = (n) => String(n).padStart(2, "0");
  function left(ms) {
    const s = Math.max(0, Math.ceil(ms / 1000));
    return s < 3600 ? `${two(Math.floor(s / 60))}:${two(s % 60)}`
      : `${Math.floor(s / 3600)}:${two(Math.floor((s % 3600) / 60))}:${two(s % 60)}`;
  }
  const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };
  const name = (s) => s.kind === "turn" ? fill(say.turn, { n: s.turn, of: plan.turns.length })
    : s.kind === "break" ? say.pause_break : s.kind === "change" ? say.change : say.done;

  let last = null, warned = null, stopped = false;
  function tick() {
    const now = Date.now();
    const real = stretches(now);
    const here = current(real, now);
    const paused = state.pausedAt !== null;
    const rest = here.end - now;
    const warn = !paused && here.kind === "turn" && rest <= plan.warn_ms;
    if (last !== null && here.at !== last && here.at > last && now - here.begin < 5000) ring(false);
    last = here.at;
    if (warn && warned !== here.at) {
      if (plan.warn_ms - rest < 5000) ring(true);
      warned = here.at;
    }
    if (!warn && warned === here.at) warned = null;  // it was extended: warn again
    document.body.classList.toggle("warn", warn);
    document.body.classList.toggle("rest", here.kind === "break" || here.kind === "after");
    document.body.classList.toggle("paused", paused);
    put($("now"), hms.format(now));
    const count = $("count");
    const far = here.kind === "before" && rest > 12 * 3600e3;
    const before = far ? say.before_day : say.before;
    put($("what"), paused ? say.paused : here.kind === "before" ? before : name(here));
    put(count, here.kind === "after" ? say.goodbye : far ? plan.day : left(rest));
    count.className = here.kind === "after" || far ? "words" : rest >= 3600e3 ? "long" : "";
    const length = here.end - here.begin;
    const done = Number.isFinite(length) ? Math.min(1, Math.max(0, 1 - rest / length)) : 0;
    $("bar").firstElementChild.style.width = `${(100 * done).toFixed(2)}%`;
    const soon = real[here.at + 1];
    put($("next"), !soon ? "" : soon.kind === "after" ? fill(say.ends, { at: at(here.end) })
      : fill(say.next, { what: name(soon), at: at(soon.begin) }));
    const end = real[real.length - 1].begin, planned = day[day.length - 1].begin;
    const late = Math.round((end - planned) / 60000);
    const said = fill(say.end, { at: at(end) });
    if ($("end").dataset.said !== said + late) {
      $("end").dataset.said = said + late;
      $("end").replaceChildren(make("div", said));
      if (late) $("end").append(make("div", fill(late > 0 ? say.later : say.earlier, { n: Math.abs(late) }), "late"));
    }
    const turnNow = here.kind === "turn" ? here.turn : 0;
    const after = real.slice(here.at + 1).find((s) => s.kind === "turn");
    showTables(turnNow, after ? after.turn : 0);
    showFound(turnNow, after ? after.turn : 0, real);
    buttons.pause.setAttribute("aria-pressed", String(paused));
    put(buttons.pause, paused ? say.resume : say.pause);
    buttons.undo.disabled = !paused && state.changes.length === 0;
    const on = Boolean(audio && audio.state === "running");
    put(buttons.sound, on ? say.sound_on : say.sound_off);
    buttons.sound.classList.toggle("urgent", !on);
    stopped = here.kind === "after";
  }

  // ── tables ───────────────────────────────────────────────────────────────────────────────
  const seat = new Map();  // "turn/table" → [person, person]; "turn:person" → [table, other]
  plan.meetings.forEach(([turn, table, a, h]) => {
    seat.set(`${turn}/${table}`, [a, h]);
    seat.set(`${turn}:${a}`, [table, h]);
    seat.set(`${turn}:${h}`, [table, a]);
  });
  const cards = plan.tables.map(([number, room, home]) => {
    const card = make("div", undefined, "table");
    const parts = { home: make("span", undefined, "home"), now: make("span", undefined, "now"), soon: make("span", undefined, "soon") };
    card.append(make("b", String(number)), parts.home, parts.now, parts.soon);
    parts.home.textContent = [home.map((p) => plan.people[p][1]).join(", "), plan.rooms > 1 ? room : ""].filter(Boolean).join(" · ");
    $("tables").append(card);
    return { number, home: new Set(home), parts };
  });
  const across = Math.min(7, Math.max(2, Math.ceil(Math.sqrt(cards.length / 1.2))));
  $("tables").style.setProperty("--across", across);
  $("tables").style.setProperty("--down", Math.max(1, Math.ceil(cards.length / across)));
  let shown = "";
  function guest(turn, card) {
    const pair = seat.get(`${turn}/${card.number}`);
    if (!pair) return "";
    const guests = pair.filter((p) => !card.home.has(p));
    return (guests.length ? guests : pair).map((p) => plan.people[p][1]).join(" – ");
  }
  function showTables(turn, soon) {
    if (shown === `${turn}/${soon}`) return;
    shown = `${turn}/${soon}`;
    for (const card of cards) {
      const empty = say.nobody;
      put(card.parts.now, fill(say.now, { who: (turn && guest(turn, card)) || empty }));
      put(card.parts.soon, soon ? fill(say.soon, { who: guest(soon, card) || empty }) : "");
    }
  }

  // ── where must I be? ─────────────────────────────────────────────────────────────────────
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const keys = plan.people.map(([code, full]) => [plain(code), plain(full)]);
  let chosen = null, foundFor = "";
  function search() {
    const asked = plain($("find").value);
    chosen = null; foundFor = "";
    if (!asked) { $("found").hidden = true; return; }
    const hits = keys.map((k, at) => ({ k, at })).filter(({ k }) => k[0] === asked || k[1].includes(asked));
    hits.sort((a, b) => (b.k[0] === asked) - (a.k[0] === asked) || b.k[1].startsWith(asked) - a.k[1].startsWith(asked));
    if (hits.length === 1 || (hits.length && hits[0].k[0] === asked)) { chosen = hits[0].at; tick(); return; }
    $("found").hidden = false;
    $("found").replaceChildren(make("p", hits.length ? say.which : say.nobody_found));
    for (const { at } of hits.slice(0, 12)) {
      const button = make("button", plan.people[at][1]);
      button.type = "button";
      button.addEventListener("click", () => { chosen = at; foundFor = ""; tick(); });
      $("found").append(button);
    }
  }
  function showFound(turn, soon, real) {
    if (chosen === null) return;
    const sign = `${chosen}/${turn}/${soon}/${state.changes.length}/${state.pausedAt}`;
    if (sign === foundFor) return;
    foundFor = sign;
    const box = $("found");
    box.hidden = false;
    const line = (t) => {
      const at = seat.get(`${t}:${chosen}`);
      return at ? fill(say.at_table, { table: at[0], who: plan.people[at[1]][1] }) : say.free;
    };
    box.replaceChildren(make("h2", plan.people[chosen][1]));
    if (turn) box.append(make("p", fill(say.now, { who: line(turn) }), "big"));
    if (soon) box.append(make("p", fill(say.soon, { who: line(soon) })));
    const list = make("ol");
    for (const stretch of real.filter((s) => s.kind === "turn")) {
      const at = seat.get(`${stretch.turn}:${chosen}`);
      const row = make("li", undefined, stretch.turn === turn ? "here" : stretch.end <= Date.now() ? "past" : "");
      row.append(make("span", hm.format(stretch.begin)), make("span", at ? fill(say.table, { n: at[0] }) : ""),
        make("span", at ? plan.people[at[1]][1] : say.free));
      list.append(row);
    }
    box.append(list);
  }
  function close() {
    $("find").value = ""; chosen = null; foundFor = "";
    $("found").hidden = true; $("help").hidden = true;
    document.activeElement.blur();
  }

  // ── buttons and keys ─────────────────────────────────────────────────────────────────────
  function theme(next) {
    root.dataset.theme = next;
    try { localStorage.setItem("koppel-bell-theme", next); } catch { /* idem */ }
  }
  try {
    const kept = localStorage.getItem("koppel-bell-theme");
    root.dataset.theme = kept === "light" || kept === "dark" ? kept
      : matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  } catch { /* dark */ }
  function view() { $("stage").dataset.view = $("stage").dataset.view === "clock" ? "tables" : "clock"; }
  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
  }
  const doing = {
    pause: [" ", pause], more: ["+", () => change(60000)], less: ["-", () => change(-60000)], undo: ["u", undo],
    tables: ["t", view], sound: ["g", () => { wakeSound(); setTimeout(() => ring(false), 60); }],
    theme: ["d", () => theme(root.dataset.theme === "dark" ? "light" : "dark")], full: ["f", full],
    help: ["?", () => { $("help").hidden = !$("help").hidden; }],
  };
  const buttons = {};
  for (const [what, [key, act]] of Object.entries(doing)) {
    const button = make("button", say[what]);
    button.type = "button"; button.id = "do-" + what; button.title = key === " " ? say.space : key;
    button.addEventListener("click", () => { act(); button.blur(); tick(); });
    buttons[what] = button;
    $("buttons").append(button);
  }
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { close(); return; }
    if (event.target === $("find")) return;
    if (event.key === "/" ) { event.preventDefault(); $("find").focus(); return; }
    if (event.target instanceof HTMLButtonElement && (event.key === " " || event.key === "Enter")) return;
    const key = event.key === "=" ? "+" : event.key.toLowerCase();
    for (const [wanted, act] of Object.values(doing)) {
      if (key === wanted && !event.repeat) { event.preventDefault(); act(); tick(); }
    }
  });
  addEventListener("pointerdown", wakeSound);
  addEventListener("keydown", wakeSound);
  $("finder").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  $("find").addEventListener("input", search);
  addEventListener("storage", (event) => {  // a second window of the same page on this laptop
    if (event.key !== KEY || !event.newValue) return;
    try { state = JSON.parse(event.newValue); tick(); } catch { /* somebody else's */ }
  });

  // ── keep the screen on ───────────────────────────────────────────────────────────────────
  async function awake() {
    try { if (document.visibilityState === "visible" && !stopped) await navigator.wakeLock.request("screen"); }
    catch { /* not allowed here: the help says to switch off sleep */ }
  }
  document.addEventListener("visibilitychange", () => { awake(); tick(); });

  put($("where"), plan.where);
  put($("find-label"), say.find);
  put($("stamp"), plan.stamp);
  $("find").placeholder = say.find_hint;
  if (plan.trial) { $("trial").hidden = false; put($("trial"), plan.trial); }
  $("help").append(make("h2", say.keys));
  const list = make("dl");
  for (const [what, [key]] of Object.entries(doing)) {
    list.append(make("dt", key === " " ? say.space : key), make("dd", say["help_" + what] || say[what]));
  }
  list.append(make("dt", "/"), make("dd", say.find), make("dt", "Esc"), make("dd", say.close));
  $("help").append(list, make("p", say.sleep));
  awake();
  tick();
  setInterval(tick, 200);
})();
