/** Draws the whole window on a bridge double. */
import { cleanup, render, type RenderResult } from '@testing-library/react';
import { App } from '../../renderer/App.tsx';
import { startHearing } from '../../renderer/heard.ts';
import { putBridge, type Answers, type BridgeDouble } from './bridge.ts';
import './show.tsx';

export function showApp(answers: Answers): RenderResult & { bridge: BridgeDouble } {
  cleanup();
  const bridge = putBridge(answers);
  startHearing();
  return { ...render(<App />), bridge };
}
