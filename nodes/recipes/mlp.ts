import { meaningDial } from '../door-dials.ts';
import { endDial, endsIn, hiddenActivationDial, widthsDial } from '../recipe-dials.ts';
import { defineRecipe } from '../recipe.ts';
import { sketch } from '../sketch.ts';

export default defineRecipe({
  kind: 'mlp',
  title: { en: 'MLP', ko: '다층 퍼셉트론' },
  sentence: {
    en: 'Dense layers one after another: the plainest network.',
    ko: '완전연결층을 차례로 쌓은 가장 단순한 네트워크입니다.',
  },
  aliases: ['multi-layer perceptron', 'feed-forward', '순방향 신경망'],
  dials: {
    widths: widthsDial,
    activation: hiddenActivationDial,
    units: {
      type: 'number',
      default: 2,
      min: 1,
      max: 65_536,
      integer: true,
      title: { en: 'Output units', ko: '출력 유닛 수' },
    },
    output: endDial,
    name: { type: 'text', default: 'output', title: { en: 'Name of the output', ko: '출력 이름' } },
    meaning: { ...meaningDial, title: { en: 'Meaning of the output', ko: '출력의 의미' } },
  },
  draw(dials) {
    const drawing = sketch();
    const { activation, form } = endsIn[dials.output];
    let stroke = drawing.input('input', { name: 'input' }).to('flatten', 'flatten');
    dials.widths.forEach((units, i) => {
      stroke = stroke.to(`dense-${i + 1}`, 'dense', { units, activation: dials.activation });
    });
    stroke
      .to(`dense-${dials.widths.length + 1}`, 'dense', { units: dials.units, activation })
      .output('output', { name: dials.name || 'output', meaning: dials.meaning, form });
    return drawing.design('mlp', dials);
  },
});
