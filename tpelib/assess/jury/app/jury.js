// A sentence of the bank goes into the reason, where it can be changed. Everything else works without a script.
document.addEventListener("click", (event) => {
  const pressed = /** @type {HTMLElement} */ (event.target);
  const button = /** @type {HTMLButtonElement | null} */ (pressed.closest("button.phrase"));
  if (!button) return;
  const reason = /** @type {HTMLTextAreaElement} */ (document.getElementById("raison"));
  const before = reason.value.trim();
  reason.value = before ? `${before} ${button.dataset.phrase}` : button.dataset.phrase;
  reason.focus();
});
