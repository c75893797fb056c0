import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { fits, shrinkPng } from '#studios/logo-size.ts';

function picture(width: number, height: number, pixel: (x: number, y: number) => readonly number[]): Buffer {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) png.data.set(pixel(x, y), (y * width + x) * 4);
  return PNG.sync.write(png);
}

describe('a picture that is made smaller', () => {
  it('keeps its shape', () => {
    const { width, height, content } = shrinkPng(picture(1_920, 100, () => [1, 2, 3, 255]));
    expect([width, height]).toEqual([960, 50]);
    expect([...PNG.sync.read(Buffer.from(content)).data.subarray(0, 4)]).toEqual([1, 2, 3, 255]);
  });

  it('mixes colours by how opaque they are', () => {
    const stripes = picture(1_920, 2, (x) => (x % 2 === 0 ? [200, 100, 0, 255] : [0, 0, 255, 0]));
    const { data } = PNG.sync.read(Buffer.from(shrinkPng(stripes).content));
    expect([...data.subarray(0, 4)]).toEqual([200, 100, 0, 128]);
  });

  it('may be a line', () => {
    const { width, height } = shrinkPng(picture(4_000, 1, () => [0, 0, 0, 255]));
    expect([fits(width, height), width, height]).toEqual([true, 960, 1]);
  });
});
