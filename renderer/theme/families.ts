import {
  Activity,
  Boxes,
  ChartScatter,
  Database,
  Dices,
  Eye,
  Layers,
  Route,
  Sigma,
  Target,
  type LucideIcon,
} from 'lucide-react';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Family } from '../../nodes/contract.ts';

/** How a family of nodes is told apart: by colour, by icon and by word. */
interface Appearance {
  /** A CSS colour. */
  readonly colour: string;
  readonly icon: LucideIcon;
  readonly title: Text;
}

export const families: Readonly<Record<Family, Appearance>> = {
  data: { colour: 'var(--family-data)', icon: Database, title: { en: 'Data', ko: '데이터' } },
  noise: { colour: 'var(--family-noise)', icon: Dices, title: { en: 'Noise', ko: '노이즈' } },
  blocks: { colour: 'var(--family-blocks)', icon: Boxes, title: { en: 'Blocks', ko: '블록' } },
  maths: { colour: 'var(--family-maths)', icon: Sigma, title: { en: 'Maths', ko: '수식' } },
  losses: { colour: 'var(--family-losses)', icon: Target, title: { en: 'Losses', ko: '손실' } },
  training: { colour: 'var(--family-training)', icon: Activity, title: { en: 'Training', ko: '학습' } },
  sampling: { colour: 'var(--family-sampling)', icon: Route, title: { en: 'Sampling', ko: '샘플링' } },
  metrics: { colour: 'var(--family-metrics)', icon: ChartScatter, title: { en: 'Metrics', ko: '지표' } },
  views: { colour: 'var(--family-views)', icon: Eye, title: { en: 'Views', ko: '보기' } },
  layers: { colour: 'var(--family-layers)', icon: Layers, title: { en: 'Layers', ko: '층' } },
};
