/* Asks every eight seconds whether the office changed the afternoon, and shows the new one; goes on
   to the next talk by itself. Whoever is typing is asked first. */
"use strict";
const { state, version, changed, show, offline, next, now } = document.currentScript.dataset;
const line = document.getElementById("lijn"), calm = line?.innerHTML;
const typing = () => document.activeElement?.matches("textarea");
const fresh = `${location.pathname}?since=${version}`;
let told = false;
const renew = (address) => { if (!typing()) location.replace(address); };

function tell(text, address) {
  line.replaceChildren(Object.assign(document.createElement("span"), { className: "state bad", textContent: text }));
  if (address) line.append(Object.assign(document.createElement("a"), { className: "do", href: address, textContent: show }));
}
async function ask() {
  try {
    const answer = await fetch(state, { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" });
    if (answer.ok) {
      const said = await answer.json();
      if (String(said.version) !== version) {
        if (typing()) { if (!told) tell(changed, fresh); told = true; } else { location.replace(fresh); return; }
      } else if (line.querySelector(".bad")) line.innerHTML = calm;
    }
  } catch { tell(offline); }
  setTimeout(ask, 8000);
}
if (line) setTimeout(ask, 8000);
if (next) setTimeout(() => navigator.onLine && renew(location.pathname), Math.max(1, Number(next) - Number(now) + 1) * 1000);
document.getElementById("gewijzigd")?.focus();
