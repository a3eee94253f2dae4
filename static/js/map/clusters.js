// Points that lie near each other on the screen, drawn as one circle with their number.

const CELL = 40; // pixels: points nearer than this are drawn as one
const SMALLEST_TARGET = 24; // pixels a finger needs, WCAG 2.2

export const sizeOf = (count) => Math.round(count > 1 ? 22 + 4 * Math.log2(count) : SMALLEST_TARGET);

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
export function clusters(map, points) {
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
