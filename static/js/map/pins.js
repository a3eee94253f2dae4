// The pins and what they tell. By keyboard: arrows lead to the next one, Enter opens a circle into its parts.

import { sizeOf } from "./clusters.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

function names(members) {
  const list = element("ul", "map-names");
  for (const { name, place, url } of members) {
    const item = element("li");
    if (url) {
      const link = element("a", "", name);
      link.href = url;
      item.append(link);
    } else {
      item.append(name);
    }
    if (place) item.append(element("small", "", place));
    list.append(item);
  }
  return list;
}

// Who opened it by keyboard is led into it, and back to the pin when it closes.
function popup(map, at, members, pin) {
  const content = names(members);
  const made = L.popup({ maxHeight: 240 }).setLatLng(at).setContent(content).openOn(map);
  if (!pin) return;
  content.querySelector("a")?.focus();
  made.on("remove", () => pin.getElement()?.focus());
  made.getElement().addEventListener("keydown", (event) => event.key === "Escape" && made.close());
}

// The pin nearest in the direction of an arrow: what lies far aside counts as twice as far.
function nextPin(pins, from, [right, down]) {
  const start = from.getBoundingClientRect();
  let best = null;
  let least = Infinity;
  for (const other of pins) {
    const place = other.getBoundingClientRect();
    const [x, y] = [place.x - start.x, place.y - start.y];
    const along = x * right + y * down;
    const away = along + 2 * Math.abs(right ? y : x);
    if (other === from || along < 1 || away >= least) continue;
    [best, least] = [other, away];
  }
  return best;
}

export function pin(map, { at, members }, words) {
  const many = members.length > 1;
  const size = sizeOf(members.length);
  const label = many ? `${members.length} ${words.many}` : members[0].name;
  const icon = L.divIcon({
    className: `pin${many ? " many" : ""}${members.every((member) => member.is_quiet) ? " quiet" : ""}`,
    html: many ? element("span", "", members.length) : element("span"),
    iconSize: [size, size],
  });
  const marker = L.marker(at, { icon, title: label, riseOnHover: true });
  marker.members = members;
  const open = (byKey) => {
    const bounds = L.latLngBounds(members.map((member) => member.at));
    const apart = many && map.getZoom() < map.getMaxZoom() && map.getBoundsZoom(bounds, false, [30, 30]) > map.getZoom();
    if (apart) map.fitBounds(bounds, { padding: [30, 30], maxZoom: map.getMaxZoom() });
    else popup(map, at, members, byKey ? marker : null);
  };
  marker.on("add", () => {
    const button = marker.getElement();
    button.setAttribute("aria-label", label);
    button.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation(); // the map would move under the pin
      if (arrow) nextPin(map.getPane("markerPane").children, button, arrow)?.focus();
      else open(true);
    });
  });
  marker.on("click", () => open(false));
  return marker;
}
