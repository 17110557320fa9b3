/* A star goes on and off without leaving the page; without this script the button posts. */
"use strict";
for (const form of document.querySelectorAll("form[data-star]")) {
  const button = form.querySelector("button"), value = form.elements.namedItem("star");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) throw new Error();
      const { star } = await answer.json();
      button.setAttribute("aria-pressed", String(star));
      value.value = star ? "0" : "1";
      form.closest(".card")?.classList.toggle("kept", star);
    } catch { form.submit(); }
  });
}
