import { clusters } from "./clusters.js";
import { pin } from "./pins.js";
import { searchIn, section, unrolled } from "./section.js";

const POLE = 85; // degrees: the map of this projection has no more
const WIDEST = 220; // degrees to each side of the partners: beyond there is only water without pins

// One map with a layer of pins that follows the zoom.
export class Atlas {
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
