/** Pictures as large as they are shown: 60 × 17 mm on paper, at 400 dots an inch. */
import { PNG } from 'pngjs';

const WIDEST = 960;
const HIGHEST = 540;

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly content: Uint8Array;
}

export function fits(width: number, height: number): boolean {
  return width <= WIDEST && height <= HIGHEST;
}

/** Any PNG → one of 8 bits a channel that fits. */
export function shrinkPng(content: Uint8Array): Picture {
  // What was checked before needs no checksums.
  const from = PNG.sync.read(Buffer.from(content), { checkCRC: false });
  const scale = Math.min(1, WIDEST / from.width, HIGHEST / from.height);
  const width = Math.max(1, Math.round(from.width * scale));
  const height = Math.max(1, Math.round(from.height * scale));
  const to = new PNG({ width, height });
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) to.data.set(average(from, x, y, width, height), (y * width + x) * 4);
  return { width, height, content: new Uint8Array(PNG.sync.write(to)) };
}

/** The pixels that become one: transparent ones have no say in its colour. */
function average(from: PNG, x: number, y: number, width: number, height: number): [number, number, number, number] {
  const [left, right] = span(x, width, from.width);
  const [top, bottom] = span(y, height, from.height);
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (let row = top; row < bottom; row += 1)
    for (let column = left; column < right; column += 1) {
      const at = (row * from.width + column) * 4;
      const weight = from.data[at + 3] ?? 0;
      red += (from.data[at] ?? 0) * weight;
      green += (from.data[at + 1] ?? 0) * weight;
      blue += (from.data[at + 2] ?? 0) * weight;
      alpha += weight;
    }
  const count = (right - left) * (bottom - top);
  const share = (sum: number) => (alpha === 0 ? 0 : Math.round(sum / alpha));
  return [share(red), share(green), share(blue), Math.round(alpha / count)];
}

/** [from, to) of the source that place `index` of `count` stands for. */
function span(index: number, count: number, size: number): [number, number] {
  const start = Math.floor((index * size) / count);
  return [start, Math.max(start + 1, Math.floor(((index + 1) * size) / count))];
}
