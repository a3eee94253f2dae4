// Which part of the world a map shows first, and where on it the points lie.

export const TURN = 360; // degrees
const FAR_APART = 100; // degrees of longitude: the first view then leaves outliers to "show all"

// Points on both sides of the date line that lie within half a world of each other are drawn together.
export function unrolled(points) {
  const ordered = points.map((point) => point.at[1]).sort((a, b) => a - b);
  const place = ordered.findIndex((at, index) => index && at - ordered[index - 1] > TURN / 2);
  if (place < 1) return points;
  const far = ordered[place];
  return points.map(({ at: [latitude, longitude], ...point }) => ({
    ...point,
    at: [latitude, longitude < far ? longitude + TURN : longitude],
  }));
}

// The section most points lie in, when a few far ones would make the map a map of the oceans.
export function section(points) {
  const all = L.latLngBounds(points.map((point) => point.at));
  if (all.getEast() - all.getWest() < FAR_APART) return all;
  const ordered = (axis) => points.map((point) => point.at[axis]).sort((a, b) => a - b);
  const between = (numbers) => [numbers[Math.floor(numbers.length * 0.12)], numbers[Math.floor(numbers.length * 0.87)]];
  const [south, north] = between(ordered(0));
  const [west, east] = between(ordered(1));
  return L.latLngBounds([south, west], [north, east]);
}

// The address of the same question, in a section of the map alone.
export function searchIn(sight) {
  const address = new URL(document.getElementById("results").dataset.anywhere, location.href);
  const edges = [sight.getWest(), sight.getSouth(), sight.getEast(), sight.getNorth()];
  address.searchParams.set("box", edges.map((degrees) => degrees.toFixed(3)).join(","));
  return address.href;
}
