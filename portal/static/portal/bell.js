/* The open bell follows every repair: it asks which plan is in force and opens itself again. */
"use strict";
const { version, ask } = document.currentScript.dataset;
setInterval(async () => {
  try {
    const answer = await fetch(ask, { headers: { Accept: "application/json" } });
    if (answer.ok && (await answer.json()).version !== version) location.reload();
  } catch { /* no connection: the bell rings on by the plan it has */ }
}, 10000);
