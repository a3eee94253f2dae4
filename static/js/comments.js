// Names of colleagues while one types an @ in a comment; without it, names and logins are written out.
(() => {
  const SIGN = /(?:^|[^\p{L}\d_.@/+-])@([\p{L}\d][^\n@]{0,60})$/u;
  const WAIT = 150;

  for (const hints of document.querySelectorAll("form [data-people]")) {
    const box = hints.closest("form").querySelector("textarea");
    if (!box || box.dataset.suggests) continue;
    box.dataset.suggests = "yes";
    suggestIn(hints, box);
  }

  function suggestIn(hints, box) {
    const list = document.createElement("ul");
    list.id = `${box.id}-people`;
    list.className = "mention-list card-box";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", hints.dataset.peopleLabel);
    list.hidden = true;
    const said = document.createElement("div");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    box.after(list, said);
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-haspopup", "listbox");
    box.setAttribute("aria-controls", list.id);

    let chosen = -1;
    let timer = 0;
    let asked = "";
    let nothingFor = null;

    const typed = () => SIGN.exec(box.value.slice(0, box.selectionStart))?.[1] ?? "";
    const options = () => [...list.children];

    function close() {
      list.hidden = true;
      list.replaceChildren();
      said.textContent = "";
      box.removeAttribute("aria-activedescendant");
      chosen = -1;
    }

    function mark(index) {
      const all = options();
      chosen = (index + all.length) % all.length;
      all.forEach((option, at) => option.setAttribute("aria-selected", at === chosen));
      box.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    }

    function take(option) {
      const end = box.selectionStart;
      const start = end - typed().length;
      box.setRangeText(`${option.dataset.insert} `, start, end, "end");
      close();
      nothingFor = option.dataset.insert;
      box.focus();
    }

    function show(people) {
      close();
      people.forEach((person, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.dataset.insert = person.insert;
        const name = document.createElement("b");
        name.textContent = person.name;
        const detail = document.createElement("small");
        detail.textContent = person.detail;
        option.append(name, " ", detail);
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(option);
        });
        list.append(option);
      });
      list.hidden = false;
      mark(0);
      said.textContent = hints.dataset.peopleHint;
    }

    async function ask(text) {
      const answer = await fetch(`${hints.dataset.people}?q=${encodeURIComponent(text)}`).catch(() => null);
      if (!answer?.ok || typed() !== text) return;
      const { people } = await answer.json();
      if (typed() !== text) return;
      if (people.length) return show(people);
      nothingFor = text;
      close();
    }

    box.addEventListener("input", () => {
      clearTimeout(timer);
      asked = typed();
      if (nothingFor !== null && !asked.startsWith(nothingFor)) nothingFor = null;
      if (!asked || nothingFor !== null) return close();
      timer = setTimeout(ask, WAIT, asked);
    });
    box.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) mark(chosen + step);
      else if (event.key === "Enter" || event.key === "Tab") take(options()[chosen]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    box.addEventListener("blur", close);
  }
})();
