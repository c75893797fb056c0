/**
 * A logo is taken by what it is, not by its name, and kept without anything that is not picture: no place, no comment, no tail.
 * A PNG beyond what paper and screens show is made smaller once, so that no document unpacks it again. Runs in a thread.
 */
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { fits, shrinkPng } from '#studios/logo-size.ts';
import type { LogoType } from '#studios/model.ts';

export interface LogoImage {
  readonly type: LogoType;
  readonly width: number;
  readonly height: number;
  readonly content: Uint8Array;
}

declare module '#platform/runtime/threads.ts' {
  interface ThreadTasks {
    'studios.logo': { input: { readonly bytes: Uint8Array }; piece: LogoImage | LogoFault };
  }
}

export type LogoFault = 'type' | 'broken' | 'dimensions';

/** Bytes. */
export const LARGEST_LOGO = 2_000_000;

/** Drawing it needs its pixels in memory, four bytes each; those of 16 bits a channel count twice. */
const MOST_PIXELS = 4_000_000;
const LONGEST_SIDE = 4_000;
/** Chunks of a PNG, segments of a JPEG: a file may consist of empty ones. */
const MOST_PARTS = 10_000;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PNG_KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'sRGB', 'gAMA', 'IDAT', 'IEND']);

export async function readLogoImage(bytes: Uint8Array): Promise<LogoImage | LogoFault> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (startsWith(data, PNG)) return await readPng(data);
    if (startsWith(data, JPEG)) return readJpeg(data);
  } catch {
    // Reading past the end, or data that do not inflate to a picture of the size that the header names.
    return 'broken';
  }
  return 'type';
}

function startsWith(data: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, index) => data[index] === byte);
}

function tooLarge(width: number, height: number, bitDepth = 8): boolean {
  if (width < 1 || height < 1 || Math.max(width, height) > LONGEST_SIDE) return true;
  return width * height * (bitDepth > 8 ? 2 : 1) > MOST_PIXELS;
}

/** ISO/IEC 15948: a signature, then chunks of length, name, data, checksum. */
async function readPng(data: Buffer): Promise<LogoImage | LogoFault> {
  const chunks = [...pngChunks(data)];
  const header = chunks[0];
  if (header?.name !== 'IHDR' || header.data.length !== 13 || chunks.at(-1)?.name !== 'IEND') return 'broken';
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  const bitDepth = header.data.readUInt8(8);
  if (tooLarge(width, height, bitDepth)) return 'dimensions';
  const bits = bitDepth * (CHANNELS[header.data.readUInt8(9)] ?? Number.NaN);
  await assertInflates(Buffer.concat(chunks.filter(({ name }) => name === 'IDAT').map((chunk) => chunk.data)), {
    // A row is a filter byte and its pixels; interlacing adds at most seven short rows for each.
    least: Math.ceil((width * height * bits) / 8),
    most: height * (Math.ceil((width * bits) / 8) + 1) * 2 + 4_096,
  });
  const kept = chunks.filter(({ name }) => PNG_KEPT.has(name)).map((chunk) => chunk.whole);
  const content = new Uint8Array(Buffer.concat([Buffer.from(PNG), ...kept]));
  if (bitDepth <= 8 && fits(width, height)) return { type: 'image/png', width, height, content };
  return { type: 'image/png', ...shrinkPng(content) };
}

function* pngChunks(data: Buffer) {
  for (let [at, parts] = [PNG.length, 0]; ; parts += 1) {
    if (parts > MOST_PARTS) throw new Error('too many chunks');
    const length = data.readUInt32BE(at);
    const name = data.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > data.length) throw new Error('cut off');
    yield { name, data: data.subarray(at + 8, end - 4), whole: data.subarray(at, end) };
    if (name === 'IEND') return;
    at = end;
  }
}

/** A few bytes can stand for gigabytes: no more is unpacked than the picture needs. */
async function assertInflates(packed: Buffer, size: { readonly least: number; readonly most: number }): Promise<void> {
  const pixels = await promisify(inflate)(packed, { maxOutputLength: size.most });
  if (!(pixels.length >= size.least)) throw new Error('too few pixels');
}

/** A viewer draws each scan anew; progressive files have about ten. */
const MOST_SCANS = 64;

/** Of the application segments only those that say how colours are meant stay, JFIF and Adobe; no comment, and no thumbnail (JFXX). */
function isPicture(marker: number, segment: Buffer): boolean {
  if (marker === 0xe0) return segment.toString('latin1', 4, 9) === 'JFIF\0';
  return marker === 0xee || ((marker & 0xf0) !== 0xe0 && marker !== 0xfe);
}

/** ITU-T T.81, annex B. Of several frames one program may draw the first and another the last: there must be one. */
function readJpeg(data: Buffer): LogoImage | LogoFault {
  const kept: Buffer[] = [Buffer.from([0xff, 0xd8])];
  const sizes: { width: number; height: number }[] = [];
  for (let [at, parts, scans] = [2, 0, 0]; ; parts += 1) {
    if (data.readUInt8(at) !== 0xff || parts > MOST_PARTS) return 'broken';
    const marker = data.readUInt8(at + 1);
    if (marker === 0xd9) break;
    if (marker === 0xda) scans += 1;
    const end = marker === 0xda ? scanEnd(data, at + 2) : at + 2 + data.readUInt16BE(at + 2);
    if (end > data.length || scans > MOST_SCANS) return 'broken';
    if ([0xc0, 0xc1, 0xc2].includes(marker))
      sizes.push({ height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) });
    const segment = data.subarray(at, end);
    if (isPicture(marker, segment)) kept.push(segment);
    at = end;
  }
  const [size] = sizes;
  if (!size || sizes.length > 1) return 'broken';
  if (tooLarge(size.width, size.height)) return 'dimensions';
  kept.push(Buffer.from([0xff, 0xd9]));
  return { type: 'image/jpeg', ...size, content: new Uint8Array(Buffer.concat(kept)) };
}

/** Where the next marker stands after the pixels of a scan: 0xff followed by anything but a stuffed zero or a restart. */
function scanEnd(data: Buffer, at: number): number {
  for (let index = at + data.readUInt16BE(at); ; index += 1) {
    if (data.readUInt8(index) !== 0xff) continue;
    const next = data.readUInt8(index + 1);
    if (next !== 0 && next !== 0xff && (next & 0xf8) !== 0xd0) return index;
  }
}

export async function* logoTask({ bytes }: { readonly bytes: Uint8Array }): AsyncGenerator<LogoImage | LogoFault> {
  yield await readLogoImage(bytes);
}
