// A sentence of the bank goes into the reason, where it can be changed. Everything else works without a script.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.phrase");
  if (!button) return;
  const reason = document.getElementById("raison");
  const before = reason.value.trim();
  reason.value = before ? `${before} ${button.dataset.phrase}` : button.dataset.phrase;
  reason.focus();
});
