// The map: country shapes of our own server, partners as points, near ones drawn as one circle with their number.
// Leaflet and the shapes are fetched only when the map comes into sight. By keyboard: Tab goes from pin to pin, arrows to
// the next one in their direction, Enter opens a circle into its parts, Escape shows everything again.

import { Atlas } from "./map/atlas.js";
import { fetched } from "./map/fetching.js";
import { draw } from "./map/land.js";

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
    const sorry = document.createElement("p");
    sorry.className = "muted";
    sorry.textContent = box.dataset.failed;
    box.replaceChildren(sorry);
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
