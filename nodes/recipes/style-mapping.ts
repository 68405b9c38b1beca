import { classesDial, conditionDial, conditionSizeDial, widthsDial } from '../recipe-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';

export default defineRecipe({
  kind: 'style-mapping',
  title: { en: 'Mapping', ko: '매핑 네트워크' },
  sentence: {
    en: 'Turns noise into a style, and gives one copy of it to each layer of the synthesis, so that styles can be mixed.',
    ko: '노이즈를 스타일로 바꾸고 합성 네트워크의 층마다 하나씩 나눠 줍니다. 그래서 스타일을 섞을 수 있습니다.',
  },
  aliases: ['StyleGAN', 'mapping network', 'style', '스타일'],
  dials: {
    widths: { ...widthsDial, default: [64, 64, 64] },
    layers: {
      type: 'number',
      default: 4,
      min: 1,
      max: 64,
      integer: true,
      title: { en: 'Layers that take a style', ko: '스타일을 받는 층 수' },
    },
    size: {
      type: 'number',
      default: 64,
      min: 1,
      max: 4096,
      integer: true,
      title: { en: 'Size of a style', ko: '스타일 크기' },
    },
    condition: conditionDial,
    classes: classesDial,
    conditionSize: conditionSizeDial,
  },
  draw(dials) {
    const { widths, layers, size } = dials;
    const drawing = sketch();
    const unit = (name: string) => [name, 'rms-normalization', { scale: false }] as const;
    const latent = drawing
      .input('latent-input', { name: 'latent', meaning: 'latent', symbol: 'z' })
      .to(...unit('normalization'));
    let stroke = latent;
    if (dials.condition === 'class') {
      const label = drawing.input('label-input', { name: 'label', meaning: 'label', symbol: 'y' });
      // Vectors of classes start small; beside z nothing would be seen of them (Karras et al. 2020, ADA, appendix).
      stroke = label
        .to('class', 'embedding', { count: dials.classes, size: dials.conditionSize })
        .to(...unit('class-normalization'))
        .joined('latent-and-class', latent);
    }
    widths.forEach((units, i) => {
      stroke = stroke.to(`dense-${i + 1}`, 'dense', { units, activation: 'leaky', initializer: 'he normal' });
    });
    const style = stroke
      .to('style', 'dense', { units: size, activation: 'leaky', initializer: 'he normal' })
      .to('row', 'reshape', { shape: [1, size] });
    const copies = style.to('copies', 'concat', { axis: 1 });
    for (let copy = 2; copy <= layers; copy++) style.into(copies, 'input', `copy-${copy}`);
    copies.output('styles-output', { name: 'styles', symbol: 'w' });
    return drawing.design('style-mapping', dials);
  },
});
