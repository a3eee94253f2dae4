// The map: country shapes of our own server, partners as points, near ones drawn as one circle with their number.
// Leaflet and the shapes are fetched only when the map comes into sight. By keyboard: Tab goes from pin to pin, arrows to
// the next one in their direction, Enter opens a circle into its parts, Escape shows everything again.
(() => {
  const CELL = 40; // pixels: points nearer than this are drawn as one
  const FAR_APART = 100; // degrees of longitude: the first view then leaves outliers to "show all"
  const SMALLEST_TARGET = 24; // pixels a finger needs, WCAG 2.2
  const DEEPEST = 8; // country shapes say nothing beyond this zoom

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const script = (address) =>
    new Promise((resolve, reject) => {
      const tag = element("script");
      tag.src = address;
      tag.onload = resolve;
      tag.onerror = reject;
      document.head.append(tag);
    });

  const fetched = async (address) => {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };

  // A ring that jumps over the date line is drawn on beyond it instead of right across the map.
  function unwrapped(ring) {
    let turn = 0;
    return ring.map(([longitude, latitude], place) => {
      const step = place ? longitude - ring[place - 1][0] : 0;
      if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
      return [longitude + turn, latitude];
    });
  }

  function mend({ geometry }) {
    const { type, coordinates } = geometry;
    geometry.coordinates =
      type === "Polygon" ? coordinates.map(unwrapped) : coordinates.map((polygon) => polygon.map(unwrapped));
  }

  const TURN = 360;
  const POLE = 85; // degrees: the map of this projection has no more
  const WIDEST = 220; // degrees to each side of the partners: beyond there is only water without pins
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // Points on both sides of the date line that lie within half a world of each other are drawn together.
  function unrolled(points) {
    const ordered = points.map((point) => point.at[1]).sort((a, b) => a - b);
    const place = ordered.findIndex((at, index) => index && at - ordered[index - 1] > TURN / 2);
    if (place < 1) return points;
    const far = ordered[place];
    return points.map(({ at: [latitude, longitude], ...point }) => ({
      ...point,
      at: [latitude, longitude < far ? longitude + TURN : longitude],
    }));
  }

  // The countries once more, to the left and to the right, for what lies beyond the date line.
  function drawLand(map, shapes) {
    for (const turn of [0, -TURN, TURN]) {
      const coordsToLatLng = ([longitude, latitude]) => L.latLng(latitude, longitude + turn);
      L.geoJSON(shapes, { interactive: false, style: { className: "land" }, coordsToLatLng }).addTo(map);
    }
  }

  async function draw(box) {
    const [, shapes] = await Promise.all([window.L ? null : script(box.dataset.leaflet), fetched(box.dataset.shapes)]);
    shapes.features.forEach(mend);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(box, {
      attributionControl: false,
      zoomControl: false,
      minZoom: 1,
      maxZoom: DEEPEST,
      scrollWheelZoom: false,
      zoomAnimation: !still,
      fadeAnimation: !still,
      markerZoomAnimation: !still,
    });
    L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
    drawLand(map, shapes);
    map.setView([30, 10], 2);
    return map;
  }

  const sizeOf = (count) => Math.round(count > 1 ? 22 + 4 * Math.log2(count) : SMALLEST_TARGET);

  // Circles that would cover each other become one, until none do.
  function merged(found) {
    for (let a = 0; a < found.length; a++) {
      for (let b = found.length - 1; b > a; b--) {
        const [one, other] = [found[a], found[b]];
        const total = one.members.length + other.members.length;
        const near = (sizeOf(one.members.length) + sizeOf(other.members.length)) / 2;
        if (Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y)) >= near) continue;
        one.x = (one.x * one.members.length + other.x * other.members.length) / total;
        one.y = (one.y * one.members.length + other.y * other.members.length) / total;
        one.members.push(...other.members);
        found.splice(b, 1);
        b = found.length; // the circle has moved and grown: look at all the others again
      }
    }
    return found;
  }

  // Points that share a cell of the screen at this zoom, each group at the middle of its members.
  function clusters(map, points) {
    const zoom = map.getZoom();
    const cells = new Map();
    for (const point of points) {
      const pixel = map.project(point.at, zoom);
      const key = `${Math.floor(pixel.x / CELL)}:${Math.floor(pixel.y / CELL)}`;
      const cell = cells.get(key) ?? { x: 0, y: 0, members: [] };
      cell.x += pixel.x;
      cell.y += pixel.y;
      cell.members.push(point);
      cells.set(key, cell);
    }
    const middles = [...cells.values()].map(({ x, y, members }) => ({
      x: x / members.length,
      y: y / members.length,
      members,
    }));
    return merged(middles).map(({ x, y, members }) => ({ at: map.unproject([x, y], zoom), members }));
  }

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

  function pin(map, { at, members }, words) {
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
      const apart = many && map.getZoom() < DEEPEST && map.getBoundsZoom(bounds, false, [30, 30]) > map.getZoom();
      if (apart) map.fitBounds(bounds, { padding: [30, 30], maxZoom: DEEPEST });
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

  // The section most points lie in, when a few far ones would make the map a map of the oceans.
  function section(points) {
    const all = L.latLngBounds(points.map((point) => point.at));
    if (all.getEast() - all.getWest() < FAR_APART) return all;
    const ordered = (axis) => points.map((point) => point.at[axis]).sort((a, b) => a - b);
    const between = (numbers) => [numbers[Math.floor(numbers.length * 0.12)], numbers[Math.floor(numbers.length * 0.87)]];
    const [south, north] = between(ordered(0));
    const [west, east] = between(ordered(1));
    return L.latLngBounds([south, west], [north, east]);
  }

  // The address of the same question, in a section of the map alone.
  function searchIn(sight) {
    const address = new URL(document.getElementById("results").dataset.anywhere, location.href);
    const edges = [sight.getWest(), sight.getSouth(), sight.getEast(), sight.getNorth()];
    address.searchParams.set("box", edges.map((degrees) => degrees.toFixed(3)).join(","));
    return address.href;
  }

  // One map with a layer of pins that follows the zoom.
  class Atlas {
    constructor(map, words) {
      this.map = map;
      this.words = words;
      this.points = [];
      this.pins = L.layerGroup().addTo(map);
      map.on("zoomend", () => this.redraw());
      map.on("moveend", () => this.count());
      this.button = document.querySelector("[data-whole-map]");
      this.here = document.querySelector("[data-search-here]");
      this.button?.addEventListener("click", () => this.whole());
      map.getContainer().addEventListener("keydown", (event) => {
        if (event.key === "Escape" && event.target.closest(".pin") && !this.button?.hidden) this.whole();
      });
    }

    whole() {
      this.map.fitBounds(L.latLngBounds(this.points.map((point) => point.at)), { padding: [36, 36] });
    }

    // Says how many of the points are in sight, and offers the rest.
    count() {
      const line = document.getElementById("map-count");
      if (!line) return;
      const sight = this.map.getBounds();
      const seen = this.points.filter((point) => sight.contains(point.at)).length;
      const all = seen === this.points.length;
      line.textContent = all ? "" : line.dataset.words.replace("%1", seen).replace("%2", this.points.length);
      this.button.hidden = all;
      this.here.hidden = all || !seen;
      this.here.href = searchIn(sight);
    }

    // Who was on a pin is afterwards on the one that holds its first partner.
    redraw() {
      const held = this.pins.getLayers().find((marker) => marker.getElement() === document.activeElement)?.members[0];
      this.pins.clearLayers();
      for (const cluster of clusters(this.map, this.points)) this.pins.addLayer(pin(this.map, cluster, this.words));
      if (!held) return;
      const after = this.pins.getLayers().find((marker) => marker.members.includes(held));
      after?.getElement().focus({ preventScroll: true });
    }

    show(points) {
      this.points = unrolled(points);
      this.map.closePopup();
      const middle = points.length ? L.latLngBounds(this.points.map((point) => point.at)).getCenter().lng : 0;
      this.map.setMaxBounds([[-POLE, middle - WIDEST], [POLE, middle + WIDEST]]);
      if (points.length) this.map.fitBounds(section(this.points), { padding: [36, 36], maxZoom: 4 });
      this.redraw();
      this.count();
    }
  }

  const points = (collection) =>
    collection.features.map(({ geometry: { coordinates }, properties }) => ({
      at: [coordinates[1], coordinates[0]],
      ...properties,
    }));

  function note(count) {
    const line = document.getElementById("map-note");
    if (!line) return;
    line.hidden = !count;
    line.textContent = count === 1 ? line.dataset.one : line.dataset.some.replace("%s", count);
  }

  async function begin(box) {
    try {
      const atlas = new Atlas(await draw(box), { many: box.dataset.many });
      if (box.dataset.latitude) {
        const at = [Number(box.dataset.latitude), Number(box.dataset.longitude)];
        atlas.show([{ at, name: box.dataset.name }]);
        return;
      }
      const renew = async () => {
        const collection = await fetched(box.dataset.points ?? document.getElementById("results").dataset.points);
        atlas.show(points(collection));
        note(collection.placeless);
      };
      await renew();
      document.addEventListener("finder:answered", renew);
    } catch {
      box.replaceChildren(element("p", "muted", box.dataset.failed));
    }
  }

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      begin(entry.target);
    }
  });
  for (const box of document.querySelectorAll(".map")) seen.observe(box);
})();
