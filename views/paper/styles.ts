/** The measures of an A4 sheet in points, its colors and its type. */
import { PageSizes } from '@cantoo/pdf-lib';
import type { Faces } from '#views/paper/font.ts';

export type Color = readonly [red: number, green: number, blue: number];

export const INK: Color = [0.106, 0.114, 0.133];
export const QUIET: Color = [0.357, 0.38, 0.42];
export const LINE: Color = [0.835, 0.847, 0.867];
export const GHOST: Color = [0.93, 0.935, 0.945];

export const WIDTH = PageSizes.A4[0];
export const HEIGHT = PageSizes.A4[1];
/** 18 mm on either side. */
export const LEFT = 51;
export const RIGHT = WIDTH - LEFT;
export const TOP = 51;
/** Only the footer is below. */
export const BOTTOM = HEIGHT - 76;

export interface Style {
  readonly weight: keyof Faces;
  readonly size: number;
  readonly color: Color;
  /** From one base line to the next. */
  readonly leading: number;
}

const style = (weight: keyof Faces, size: number, leading: number, color = INK): Style => ({
  weight,
  size,
  leading,
  color,
});

export const STYLES = {
  title: style('strong', 16, 20),
  name: style('strong', 13, 17),
  strong: style('strong', 9.5, 13),
  body: style('regular', 9.5, 13),
  small: style('regular', 8.5, 11.5),
  smallStrong: style('strong', 8.5, 11.5),
  quiet: style('regular', 8.5, 11.5, QUIET),
  label: style('regular', 7.5, 10.5, QUIET),
  due: style('strong', 12, 16),
} as const satisfies Record<string, Style>;
