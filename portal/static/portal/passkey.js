// A passkey that was not used or not made: say so on the page, where allauth only tells the console.
document.addEventListener("allauth.error", function (event) {
  event.preventDefault();
  const said = document.getElementById("passkey_failed");
  if (said) { said.hidden = false; }
});
