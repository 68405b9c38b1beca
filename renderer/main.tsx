import './theme/window.css';
import { createRoot } from 'react-dom/client';
import { connect } from './connection/connect.ts';
import { applyTheme } from './theme/apply-theme.ts';
import { Region } from './window/region.tsx';
import { applyLanguage, start } from './window/start.ts';
import { Window } from './window/window.tsx';

applyTheme();
await applyLanguage();
start(connect());
createRoot(document.getElementById('window')!).render(
  <Region waiting={null}>
    <Window />
  </Region>,
);
