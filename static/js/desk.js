// Comforts of the desk; every one of them has a plain way beside it.
(() => {
  // A form that opened in its row: the menu closes, the first field is ready to type in.
  document.addEventListener("htmx:afterSwap", (event) => {
    const slot = event.target;
    if (!slot.matches?.(".in-place-slot")) return;
    for (const other of document.querySelectorAll(".in-place-slot")) if (other !== slot) other.replaceChildren();
    for (const open of document.querySelectorAll("details.menu[open]")) open.open = false;
    (slot.querySelector(".is-invalid") ?? slot.querySelector("input:not([type=hidden]), select, button"))?.focus();
  });

  // Its cancel button closes it and leads back to the row's menu.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-closes]");
    if (!button) return;
    const slot = button.closest(button.dataset.closes);
    if (!slot) return;
    event.preventDefault();
    slot.replaceChildren();
    slot.parentElement.querySelector("summary")?.focus();
  });

  // "3 put aside" in the sentence above opens what it leads to.
  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.matches("details")) target.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
