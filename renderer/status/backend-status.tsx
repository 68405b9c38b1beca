import { textOf } from '../../nodes/alphabet/problem.ts';
import { ChevronUp, Cpu } from 'lucide-react';
import type { Arranging, BackendWish, EngineState } from '../../main/bridge/contract.ts';
import { useText, useTexts } from '../language/texts.ts';
import { Button } from '../parts/button.tsx';
import { Choice } from '../parts/choice.tsx';
import { notifyProblem } from '../parts/notify.ts';
import { bytesText, countText, measuredText, shareText, timeText } from '../language/numbers.ts';
import { Popover } from '../parts/popover.tsx';
import { ProgressBar } from '../parts/progress-bar.tsx';
import { useRun } from '../state/run.ts';
import { machine } from '../state/studio.ts';
import { statusTexts } from './status-texts.ts';

const NAMES = { tensorflow: 'TensorFlow', wasm: 'WebAssembly', cpu: 'JavaScript' } as const;
const MEGABYTE = 1e6;

/** Megabytes in words; nothing where what is done is not counted in them, such as compiling. */
const sizeIn = (megabytes: number): string => (megabytes > 0 ? bytesText(megabytes * MEGABYTE) : '');

const orSay = (work: Promise<unknown>) => void work.catch((error: unknown) => notifyProblem(textOf(error)));

/** What computes, and why; how far a better one is on its way. */
export function BackendStatus() {
  const t = useTexts(statusTexts);
  const engine = useRun(({ engine }) => engine);
  const backend = engine?.backend ?? null;
  return (
    <Popover
      side="top"
      title={t('about')}
      className="w-96"
      trigger={
        <button
          type="button"
          aria-label={t('backend')}
          className="flex h-full items-center gap-1.5 px-2 transition-colors hover:bg-hover hover:text-text data-popup-open:bg-press"
        >
          <Cpu size={12} aria-hidden />
          {backend ? `${NAMES[backend.name]} ${backend.version} · ${backend.device}` : t('choosing')}
          {engine?.arranging && <ArrangingInBar arranging={engine.arranging} />}
          <ChevronUp size={10} aria-hidden />
        </button>
      }
    >
      {engine && <Details engine={engine} />}
    </Popover>
  );
}

function ArrangingInBar({ arranging: { megabytes, megabytesInAll } }: { readonly arranging: Arranging }) {
  const t = useTexts(statusTexts);
  const share = megabytesInAll === null ? null : megabytes / megabytesInAll;
  const far = share === null ? sizeIn(megabytes) : shareText(share);
  return (
    <span className="ml-1 flex items-center gap-1.5 text-accent">
      <ProgressBar label={t('arranging')} share={share} className="w-14!" />
      {NAMES.tensorflow} {far}
    </span>
  );
}

function Details({ engine }: { readonly engine: EngineState }) {
  const t = useTexts(statusTexts);
  const text = useText();
  const { backend, wish, arranging, arrangingFailed } = engine;
  return (
    <div className="flex flex-col gap-4">
      {backend ? (
        <div>
          <p>
            {NAMES[backend.name]} {backend.version}, {backend.device},{' '}
            {t('threads', { count: backend.threads })}
          </p>
          <p className="text-muted">
            {t('selfTest', {
              milliseconds: countText(backend.selfTest.milliseconds),
              difference: measuredText(backend.selfTest.worstDifference).replaceAll(' ', '\u00a0'),
            })}
          </p>
          {backend.why.length === 0 && <p className="text-muted">{t('best')}</p>}
        </div>
      ) : (
        <p className="text-muted">{t('choosing')}</p>
      )}
      {/* What is on its way is not missing, and what could not be had is told below. */}
      {backend && backend.why.length > 0 && !arranging && !arrangingFailed && (
        <div>
          <h3 className="mb-1 text-small font-medium text-muted">{t('why')}</h3>
          <ul className="flex flex-col gap-1.5">
            {backend.why.map((why) => (
              <li key={why.en} className="break-words">
                {text(why)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {arranging && <ArrangingDetails arranging={arranging} />}
      {arrangingFailed && (
        <div role="alert">
          <p className="font-medium text-bad">{t('arrangingFailed')}</p>
          <p className="mt-0.5 break-words">{text(arrangingFailed)}</p>
          <Button className="mt-2" onClick={() => orSay(machine().call('arrange', {}))}>
            {t('again')}
          </Button>
        </div>
      )}
      <Choice<BackendWish>
        label={t('choose')}
        value={wish}
        options={{ auto: t('auto'), tensorflow: t('tensorflow'), wasm: t('wasm'), cpu: t('cpu') }}
        onChange={(wish) => orSay(machine().call('chooseBackend', { wish }))}
      />
    </div>
  );
}

function ArrangingDetails({ arranging }: { readonly arranging: Arranging }) {
  const t = useTexts(statusTexts);
  const text = useText();
  const { doing, megabytes, megabytesInAll, secondsLeft } = arranging;
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-medium">{t('arranging')}</p>
      <p className="text-muted">{text(doing)}</p>
      <ProgressBar
        label={t('arranging')}
        share={megabytesInAll === null ? null : megabytes / megabytesInAll}
      />
      <p className="flex justify-between text-small text-muted">
        <span>
          {megabytesInAll === null
            ? sizeIn(megabytes)
            : t('megabytes', {
                done: bytesText(megabytes * MEGABYTE),
                all: bytesText(megabytesInAll * MEGABYTE),
              })}
        </span>
        {secondsLeft !== null && <span>{t('left', { time: timeText(secondsLeft) })}</span>}
      </p>
      <p className="text-small text-muted">{t('meanwhile')}</p>
    </div>
  );
}
