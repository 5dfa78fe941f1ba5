import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/source-serif-4/index.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { startHearing } from './heard.ts';

// An error may carry what a person wrote, and React would print it. The boundary shows a code instead.
const silently = { onCaughtError: () => undefined, onUncaughtError: () => undefined, onRecoverableError: () => undefined };

startHearing();
createRoot(document.getElementById('root')!, silently).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
