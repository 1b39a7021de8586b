// Comfort only: every page works without it.
"use strict";
document.querySelector("[data-focus]")?.focus();
for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
// Coming back from the next page, the form may be sent again.
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
