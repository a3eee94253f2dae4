// Comforts of the agreement forms; every one of them has a plain way beside it.
(() => {
  // Enter in the partner search finds instead of saving.
  document.addEventListener("keydown", (event) => {
    const finds = event.target.dataset?.finds;
    if (event.key !== "Enter" || !finds) return;
    event.preventDefault();
    document.getElementById(finds)?.click();
  });

  // A field that one answer of another field asks for waits for that answer; what was typed stays in sight.
  for (const field of document.querySelectorAll("[data-only-with]")) {
    const [name, answer] = field.dataset.onlyWith.split("=");
    const other = field.form.elements[name];
    const row = field.closest("[id^=div_]");
    if (!other || !row) continue;
    const said = () => (other.type === "checkbox" ? (other.checked ? "yes" : "no") : other.value);
    const follow = () => (row.hidden = said() !== answer && !field.value && !row.querySelector(".is-invalid"));
    other.addEventListener("change", follow);
    follow();
  }

  // A long list of checkboxes gets a box that narrows it.
  for (const input of document.querySelectorAll("input[data-searchable]")) {
    const list = input.closest("[id^=div_]") ?? input.closest("fieldset");
    if (!list || list.dataset.narrowed) continue;
    list.dataset.narrowed = "yes";
    const box = document.createElement("input");
    box.type = "search";
    box.className = "form-control mb-2";
    box.setAttribute("aria-label", input.dataset.searchable);
    box.placeholder = input.dataset.searchable;
    const rows = [...list.querySelectorAll(".form-check")];
    rows[0]?.parentElement.classList.add("narrowable");
    rows[0]?.parentElement.before(box);
    const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    box.addEventListener("input", () => {
      const words = fold(box.value).split(/\s+/);
      for (const row of rows) {
        const chosen = row.querySelector("input").checked;
        row.hidden = !chosen && !words.every((word) => fold(row.textContent).includes(word));
      }
    });
    box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  }
})();
