import type { ComponentType } from 'react';
import type { Picture } from '../../nodes/finding.ts';

/** `card`: on the canvas, small and without words of its own. `dock`: large, with legend and controls. */
export type PictureSize = 'card' | 'dock';

export type PictureOf<F extends Picture['form']> = Extract<Picture, { form: F }>;

/** How one form of picture is drawn. It is added by adding its file to `forms`. */
export interface Form<F extends Picture['form'] = Picture['form']> {
  readonly form: F;
  /** Width divided by height of its place. */
  readonly aspect: (picture: PictureOf<F>) => number;
  readonly Drawn: ComponentType<FormProps<F>>;
  /** A picture to save, where that on the screen is not the best one; `null` where it is. */
  readonly image?: (picture: PictureOf<F>) => HTMLCanvasElement | null;
}

export interface FormProps<F extends Picture['form']> {
  readonly picture: PictureOf<F>;
  readonly size: PictureSize;
  /** What a person who does not see it hears. */
  readonly label: string;
}

export const defineForm = <const F extends Picture['form']>(form: Form<F>): Form<F> => form;
