// Copies what the browser needs out of node_modules into static/vendor/, and nothing else.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
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
];

// The letters that the languages of Europe write with, by the file of the typeface that has them: the files themselves hold
// three times as much. static/css/fonts.css names the same ranges; what lies outside them is drawn by the system's typeface.
const LETTERS = {
  latin: [
    [0x20, 0x7e], [0xa0, 0xff], [0x131], [0x152, 0x153], [0x2bb, 0x2bc], [0x2c6], [0x2da], [0x2dc], [0x2000, 0x206f],
    [0x20ac], [0x2122], [0x2190, 0x2193], [0x2212], [0x2215], [0xfffd],
  ],
  "latin-ext": [
    [0x100, 0x130], [0x132, 0x151], [0x154, 0x17f], [0x1cd, 0x1d4], [0x1e6, 0x1e9], [0x218, 0x21b], [0x259], [0x1e80, 0x1e85],
    [0x1e9e], [0x1ef2, 0x1ef3],
  ],
  greek: [[0x370, 0x377], [0x37a, 0x37f], [0x384, 0x38a], [0x38c], [0x38e, 0x3a1], [0x3a3, 0x3ff]],
  cyrillic: [[0x400, 0x45f], [0x490, 0x491], [0x2116]],
};
const WEIGHTS = { wght: { min: 400, max: 650, default: 400 } };

rmSync(vendor, { recursive: true, force: true });
for (const [from, to] of FILES) {
  mkdirSync(dirname(join(vendor, to)), { recursive: true });
  cpSync(join(modules, from), join(vendor, to), { recursive: true });
}

mkdirSync(join(vendor, "inter"), { recursive: true });
for (const [script, ranges] of Object.entries(LETTERS)) {
  const whole = readFileSync(join(modules, "@fontsource-variable", "inter", "files", `inter-${script}-wght-normal.woff2`));
  const letters = ranges.flatMap(([first, last = first]) =>
    Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step)),
  );
  const cut = await subsetFont(whole, letters.join(""), { targetFormat: "woff2", variationAxes: WEIGHTS });
  writeFileSync(join(vendor, "inter", `inter-${script}.woff2`), cut);
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
