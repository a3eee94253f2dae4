// The shapes of the countries, drawn once more to the left and to the right of the world.

import { fetched, script } from "./fetching.js";
import { TURN } from "./section.js";

const DEEPEST = 8; // country shapes say nothing beyond this zoom

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

// The countries once more, to the left and to the right, for what lies beyond the date line.
function drawLand(map, shapes) {
  for (const turn of [0, -TURN, TURN]) {
    const coordsToLatLng = ([longitude, latitude]) => L.latLng(latitude, longitude + turn);
    L.geoJSON(shapes, { interactive: false, style: { className: "land" }, coordsToLatLng }).addTo(map);
  }
}

export async function draw(box) {
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
