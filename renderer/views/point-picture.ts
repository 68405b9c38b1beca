import type { ClassOfPoints } from './classes.ts';
import type { FormProps } from './form.ts';

/** What the plane and the space draw. */
export interface PointPicture extends FormProps<'points'> {
  readonly classes: readonly ClassOfPoints[];
  /** Classes that the legend put away. */
  readonly hidden: ReadonlySet<number>;
}
