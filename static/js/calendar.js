// Arrow keys walk from day to day of the month; page up and down turn to its neighbours.
(() => {
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const TURNS = { PageUp: "previous", PageDown: "next" };

  document.querySelector(".month")?.addEventListener("keydown", (event) => {
    const day = event.target.closest("a.day");
    if (!day || event.altKey || event.ctrlKey || event.metaKey) return;
    const days = [...document.querySelectorAll(".month a.day")];
    const next = event.key in STEPS ? days[days.indexOf(day) + STEPS[event.key]] : undefined;
    const turn = event.key in TURNS ? document.querySelector(`[data-step=${TURNS[event.key]}]`) : undefined;
    if (!next && !turn) return;
    event.preventDefault();
    if (turn) turn.click();
    else next.focus();
  });
})();

// The address of one's calendar, copied at a press.
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    const words = button.firstChild;
    const before = words.textContent;
    words.textContent = button.dataset.done;
    setTimeout(() => {
      words.textContent = before;
    }, 3000);
  });
}
