// Answers without a new page: a choice, a word or a chip asks the same address and swaps results and choices.
// Everything here is a plain form and plain links without it.
(() => {
  const form = document.getElementById("ask");
  const words = document.getElementById("ask-words");
  const SWAPPED = ["results", "choices", "map-table"];
  document.querySelector(".finder").classList.add("is-live"); // choices act at once: their button is not needed
  let latest = 0;
  let waiting;

  // What the form asks, without the fields nobody filled in.
  function asked() {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    return query.size ? `${form.action}?${query}` : form.action;
  }

  async function ask(address, { keep = true } = {}) {
    const turn = ++latest;
    document.getElementById("results").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (turn !== latest) return;
      show(page);
      if (keep && !document.body.classList.contains("embedded")) history.pushState({}, "", address);
    } catch {
      location.assign(address);
    }
  }

  function show(page) {
    const focused = document.activeElement?.id;
    const opened = [...document.querySelectorAll("#choices details[open]")].map((fold) => fold.id);
    for (const id of SWAPPED) document.getElementById(id).replaceWith(page.getElementById(id));
    for (const id of opened) if (id && document.getElementById(id)) document.getElementById(id).open = true;
    if (document.activeElement !== words) words.value = page.getElementById("ask-words").value;
    const side = document.getElementById("map-side");
    side.classList.toggle("is-shown", page.getElementById("map-side").classList.contains("is-shown"));
    const again = focused && document.getElementById(focused);
    if (again && again !== document.activeElement) again.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("finder:answered"));
  }

  document.addEventListener("change", (event) => {
    if (event.target.form === form && event.target !== words) ask(asked());
  });
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(asked()), 300);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    const sheet = document.getElementById("narrowing");
    if (sheet.matches(":popover-open")) sheet.hidePopover();
    ask(asked());
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-ask]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(link.href).then(() => document.querySelector("#results h2")?.focus());
  });
  addEventListener("popstate", () => ask(location.href, { keep: false }));
})();
