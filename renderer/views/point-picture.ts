import type { ClassOfPoints } from './classes.ts';
import type { Pen } from './drawing.tsx';
import type { FormProps } from './form.ts';
import type { Projection, Window2 } from './plane.ts';

/** What the plane and the space draw. */
export interface PointPicture extends FormProps<'points'> {
  readonly classes: readonly ClassOfPoints[];
  /** Classes that the legend put away. */
  readonly hidden: ReadonlySet<number>;
}

export interface PlanePicture extends PointPicture {
  /** What to show at first, where that is not all of the points. */
  readonly within?: Window2;
  /** Draws what stands behind the points. */
  readonly behind?: (pen: Pen, projection: Projection) => void;
}
