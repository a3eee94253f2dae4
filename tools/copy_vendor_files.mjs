// Copies what the browser needs out of node_modules into static/vendor/, and nothing else.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";

const project = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(project, "node_modules");
const vendor = join(project, "static", "vendor");

const FILES = [
  ["bootstrap/dist/css/bootstrap.min.css", "bootstrap/bootstrap.min.css"],
  ["htmx.org/dist/htmx.min.js", "htmx/htmx.min.js"],
  ["leaflet/dist/leaflet.js", "leaflet/leaflet.js"],
  ["leaflet/dist/leaflet.css", "leaflet/leaflet.css"],
  ["leaflet/dist/images", "leaflet/images"],
  ...["latin", "latin-ext", "greek", "cyrillic"].map((script) => [
    `@fontsource-variable/inter/files/inter-${script}-wght-normal.woff2`,
    `inter/inter-${script}.woff2`,
  ]),
];

rmSync(vendor, { recursive: true, force: true });
for (const [from, to] of FILES) {
  mkdirSync(dirname(join(vendor, to)), { recursive: true });
  cpSync(join(modules, from), join(vendor, to), { recursive: true });
}

// A source map nobody ships would stop the hashing of static files: drop the comment that names it.
for (const name of ["bootstrap/bootstrap.min.css", "leaflet/leaflet.js"]) {
  const path = join(vendor, name);
  writeFileSync(path, readFileSync(path, "utf8").replace(/\n?(\/\/|\/\*)[#@] sourceMappingURL=.*$/gm, ""));
}

// Country shapes as GeoJSON, coordinates to two decimals (about a kilometre): the map's background.
const atlas = JSON.parse(readFileSync(join(modules, "world-atlas", "countries-110m.json"), "utf8"));
const shapes = feature(atlas, atlas.objects.countries);
shapes.features = shapes.features
  .filter((shape) => shape.id !== "010")
  .map(({ id, geometry }) => ({ type: "Feature", id, properties: {}, geometry }));
mkdirSync(join(vendor, "world"), { recursive: true });
writeFileSync(
  join(vendor, "world", "countries.json"),
  JSON.stringify(shapes, (key, value) => (typeof value === "number" ? Math.round(value * 100) / 100 : value)),
);
