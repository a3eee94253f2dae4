// Small comforts for pages that work without it.
(() => {
  // "/" puts the cursor into the search box, as long as nobody is typing.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const box = document.querySelector("[data-shortcut='/']");
    if (event.key === "/" && !typing && box) {
      event.preventDefault();
      box.focus();
    }
    if (event.key === "Escape") {
      for (const open of document.querySelectorAll("details.menu[open], details.chip[open]")) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    }
  });

  // One menu or chip is open at a time, and a click elsewhere closes it.
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.menu[open], details.chip[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });

  // A chip near the right edge unfolds to the left.
  document.addEventListener(
    "toggle",
    (event) => {
      const chip = event.target;
      if (!chip.matches?.("details.chip") || !chip.open) return;
      chip.classList.remove("at-edge");
      chip.classList.toggle("at-edge", chip.querySelector(".sheet").getBoundingClientRect().right > innerWidth - 8);
    },
    true,
  );

  // Who keeps a view types its name at once.
  document.querySelector("details.view-menu")?.addEventListener("toggle", (event) => {
    if (event.target.open) event.target.querySelector("input[name=name]").focus();
  });

  // Ticking rows to change together: one box for the page, and the number on the button.
  const countTicked = () => {
    const boxes = [...document.querySelectorAll("input[form=bulk][type=checkbox]")];
    const ticked = boxes.filter((box) => box.checked).length;
    const all = document.querySelector("[data-tick-all]");
    const shown = document.querySelector("[data-ticked]");
    if (!all || !shown) return;
    all.closest("label").hidden = false;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    shown.textContent = ticked ? ` (${ticked})` : "";
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-tick-all]")) {
      for (const box of document.querySelectorAll("input[form=bulk][type=checkbox]")) box.checked = event.target.checked;
    }
    if (event.target.matches("[data-tick-all], input[form=bulk]")) countTicked();
  });
  document.addEventListener("htmx:afterSettle", countTicked);
  window.addEventListener("pageshow", countTicked);
  countTicked();

  // Arrow keys walk from the search box through what it found.
  for (const box of document.querySelectorAll("form.find")) {
    box.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [box.querySelector("input"), ...box.querySelectorAll(".find-results a")];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }

  // The theme switch of public pages: kept on this device.
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const root = document.documentElement;
      const next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
      root.setAttribute("data-bs-theme", next);
      try {
        localStorage.setItem("theme", next);
      } catch {
        // Without storage the choice holds for this page.
      }
    });
  }

  // Filters left empty stay out of the address, so that it can be read and sent on.
  document.addEventListener("formdata", (event) => {
    if (!event.target.matches("form[method=get]")) return;
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });

  // A search as one types changes the address but not the chips: taking one off, or keeping the view, starts from the address.
  document.addEventListener("click", (event) => {
    const cross = event.target.closest("a.chip-off");
    if (!cross || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const address = new URL(location.href);
    for (const name of [cross.dataset.filter, "page"]) address.searchParams.delete(name);
    location.assign(address);
  });
  document.addEventListener("submit", (event) => {
    const query = event.target.closest(".view-menu") && event.target.querySelector("input[name=query]");
    if (query) query.value = location.search.slice(1);
  });

  // A form sent once is not sent twice by an impatient second click.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.dataset.sent) {
      if (form.dataset.sent) event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  });

  // Buttons that fill a form with the values they carry (the demonstration's accounts).
  for (const button of document.querySelectorAll("[data-fill]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    if (!button) return;
    for (const [id, value] of Object.entries(JSON.parse(button.dataset.fill))) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    document.querySelector("main form [type=submit]").focus();
  });
})();
