/** Loads what drawing takes, libraries and fonts, before the first document and not before: most of a quarter of a second. */
import type { Faces } from '#views/paper/font.ts';

/** A file by its path from the project's root. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

export type Draw<Args extends unknown[]> = (faces: Faces, ...args: Args) => Promise<Uint8Array>;

export interface Press<Args extends unknown[]> {
  readonly render: (...args: Args) => Promise<Uint8Array>;
  /** Does ahead of time what the first document would wait for. */
  readonly warm: () => Promise<void>;
}

const FONTS = 'views/paper/fonts';
/** Documents of all kinds share the parsed fonts. */
const opened = new WeakMap<ReadFile, Promise<Faces>>();

/** @param load imports what draws this kind of document */
export function createPress<Args extends unknown[]>(readFile: ReadFile, load: () => Promise<Draw<Args>>): Press<Args> {
  let ready: Promise<[Draw<Args>, Faces]> | null = null;
  const open = () => {
    ready ??= Promise.all([load(), facesFrom(readFile)]);
    return ready;
  };
  return {
    render: async (...args) => {
      const [draw, faces] = await open();
      return draw(faces, ...args);
    },
    warm: async () => void (await open()),
  };
}

function facesFrom(readFile: ReadFile): Promise<Faces> {
  const faces = opened.get(readFile) ?? openFaces(readFile);
  opened.set(readFile, faces);
  return faces;
}

async function openFaces(readFile: ReadFile): Promise<Faces> {
  const [{ openFace }, regular, strong] = await Promise.all([
    import('#views/paper/font.ts'),
    readFile(`${FONTS}/NotoSans-Regular.ttf`),
    readFile(`${FONTS}/NotoSans-SemiBold.ttf`),
  ]);
  return { regular: openFace(regular), strong: openFace(strong) };
}
