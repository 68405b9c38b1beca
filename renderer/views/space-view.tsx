import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../language/texts.ts';
import { tokenColour, useThemeSeen } from '../theme/use-theme-seen.ts';
import { classColour } from './class-colours.ts';
import type { PointPicture } from './point-picture.ts';
import { Space } from './space.ts';
import { viewsTexts } from './views-texts.ts';

/** Points in space, to be turned. Loaded, with three.js, by the first picture that needs it. */
export default function SpaceView({ picture, classes, hidden, size, label }: PointPicture) {
  const t = useTexts(viewsTexts);
  const theme = useThemeSeen();
  const place = useRef<HTMLDivElement>(null);
  const space = useRef<Space | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    try {
      space.current = new Space(place.current!, label);
    } catch {
      setFailed(true);
      return;
    }
    return () => {
      space.current?.end();
      space.current = null;
    };
  }, [label]);

  useEffect(() => {
    space.current?.show({
      picture,
      names: size === 'dock' ? classes.filter((one) => !hidden.has(one.label)) : [],
      shown: (one) => !hidden.has(one),
      colourOf: (one) => (one === null ? tokenColour('--accent') : classColour(theme, one)),
      line: tokenColour('--outline'),
      text: tokenColour('--text'),
      halo: tokenColour('--surface'),
    });
  }, [picture, classes, hidden, size, theme, failed, label]);

  if (failed)
    return (
      <p role="alert" className="flex size-full items-center justify-center p-4 text-center text-muted">
        {t('noWebgl')}
      </p>
    );
  return <div ref={place} className="nodrag nowheel size-full" />;
}
