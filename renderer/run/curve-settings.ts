import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface CurveLook {
  /** λ of the moving average, from 0 to below 1. */
  readonly smoothing: number;
  readonly axis: 'step' | 'seconds';
  readonly logarithmic: boolean;
}

/** How a person likes curves; kept by the browser. */
export const useCurveSettings = create<CurveLook>()(
  persist((): CurveLook => ({ smoothing: 0.6, axis: 'step', logarithmic: false }), {
    name: 'genloom-curves',
  }),
);

export const changeCurveSettings = (change: Partial<CurveLook>): void => {
  useCurveSettings.setState(change);
};
