// Keeps partners in this browser: their numbers, in the order they were kept. Nothing of it is sent anywhere, except
// in the address of the list when somebody opens it. Without storage there are no buttons and no count.
(() => {
  const STORE = "kept-partners";
  const MOST = 40;
  const way = document.querySelector("[data-own-list]");
  const status = document.querySelector("[data-own-status]");
  const count = way?.querySelector(".own-count");

  // The numbers kept; null where the browser stores nothing. What is no list of numbers counts as an empty one.
  function readable() {
    let stored;
    try {
      stored = localStorage.getItem(STORE);
    } catch {
      return null;
    }
    try {
      const kept = JSON.parse(stored ?? "[]");
      return [...new Set(kept.filter((number) => Number.isSafeInteger(number) && number > 0))];
    } catch {
      return [];
    }
  }

  function write(kept) {
    try {
      localStorage.setItem(STORE, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  }

  const addressOf = (kept) => (kept.length ? `${way.pathname}?at=${kept.join(",")}` : way.pathname);
  const numbersOn = (list) => (list.dataset.kept ? list.dataset.kept.split(",").map(Number) : []);
  const same = (one, other) => one.length === other.length && one.every((number) => other.includes(number));

  // Marks what is kept on this page, and the count beside the way to the list.
  function draw() {
    const kept = readable() ?? [];
    for (const button of document.querySelectorAll("[data-keep]")) {
      button.hidden = false;
      button.classList.toggle("is-kept", kept.includes(Number(button.dataset.keep)));
    }
    way.hidden = !kept.length;
    way.href = addressOf(kept);
    count.textContent = kept.length;
    const list = document.getElementById("kept");
    const all = list?.querySelector("[data-keep-all]");
    if (all) all.hidden = numbersOn(list).every((number) => kept.includes(number));
  }

  const say = (sentence, name, number) => {
    status.textContent = sentence.replace("%1", name).replace("%2", number);
  };

  function toggle(button) {
    const number = Number(button.dataset.keep);
    const before = readable() ?? [];
    const isKept = before.includes(number);
    if (!isKept && before.length >= MOST) return say(way.dataset.full, "", "");
    const after = isKept ? before.filter((one) => one !== number) : [...before, number];
    if (!write(after)) return undefined;
    draw();
    const sentence = isKept ? way.dataset.off : after.length === 1 ? way.dataset.one : way.dataset.many;
    say(sentence, button.dataset.name, after.length);
    const list = document.getElementById("kept");
    if (isKept && list && same(numbersOn(list), before)) return renew(list, after);
    return undefined;
  }

  // One's own list on the screen follows what is taken off; a list of somebody else's stays as it is.
  async function renew(list, kept) {
    const address = addressOf(kept);
    try {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.getElementById("kept");
      list.replaceWith(next);
      history.replaceState({}, "", address);
      wake();
      next.focus({ preventScroll: true });
    } catch {
      location.assign(address);
    }
  }

  function keepAll() {
    const wanted = numbersOn(document.getElementById("kept"));
    const all = [...new Set([...(readable() ?? []), ...wanted])];
    if (all.length > MOST) return say(way.dataset.full, "", "");
    if (write(all)) location.assign(addressOf(all));
    return undefined;
  }

  async function copy(button) {
    try {
      await navigator.clipboard.writeText(location.href);
      const words = button.textContent;
      button.textContent = status.textContent = button.dataset.copy;
      setTimeout(() => (button.textContent = words), 2500);
    } catch {
      prompt(button.textContent, location.href);
    }
  }

  // What is no longer on the site has been told, on one's own list, and is forgotten then.
  function forgetGone(list) {
    const asked = (new URLSearchParams(location.search).get("at") ?? "").split(",").map(Number);
    const kept = readable();
    if (kept.length && same(asked, kept) && !same(numbersOn(list), kept)) write(numbersOn(list));
  }

  function wake() {
    for (const button of document.querySelectorAll("[data-copy], [data-print]")) button.hidden = false;
    draw();
  }

  if (!way || readable() === null) return;
  const here = document.getElementById("kept");
  const mine = readable();
  if (here && !location.search && mine.length) return location.replace(addressOf(mine));
  if (here) forgetGone(here);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-keep]")) toggle(button);
    else if (button.matches("[data-keep-all]")) keepAll();
    else if (button.matches("[data-copy]")) copy(button);
    else if (button.matches("[data-print]")) print();
  });
  document.addEventListener("finder:answered", draw);
  addEventListener("storage", draw);
  wake();
})();
