/** Draws one page on a bridge double. */
import '../../renderer/ui/tokens.css';
import '../../renderer/ui/base.css';
import { cleanup, render, type RenderResult } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { page } from 'vitest/browser';
import { expect } from 'vitest';
import { memoryLocation } from 'wouter/memory-location';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/source-serif-4/index.css';
import { startHearing } from '../../renderer/heard.ts';
import { Surroundings } from '../../renderer/Surroundings.tsx';
import { putBridge, type Answers, type BridgeDouble } from './bridge.ts';

export interface Shown extends RenderResult {
  bridge: BridgeDouble;
  place: () => string;
}

/** One page at a place. */
export function show(element: ReactNode, answers: Answers, path = '/'): Shown {
  cleanup();
  const bridge = putBridge(answers);
  startHearing();
  const location = memoryLocation({ path, record: true });
  return { ...render(<Surroundings place={location}>{element}</Surroundings>), bridge, place: () => location.history.at(-1) ?? '' };
}

export const THEMES = ['light', 'dark'] as const;
export const SIZES = [
  [1280, 860],
  [760, 860],
] as const;

export function drawIn(theme: (typeof THEMES)[number]): void {
  document.documentElement.dataset.theme = theme;
}

/** React Aria's announcer: a line in it outlives by some seconds what it is named after, and is read aloud once. */
const NOT_LOOKED_AT = [['[data-live-announcer]']];

/** Asserts that axe-core finds nothing in what is shown, by the rules of WCAG 2.2 AA and its own best practices. */
export async function expectAccessible(): Promise<void> {
  await fadesAreOver();
  const { violations } = await axe.run({ exclude: NOT_LOOKED_AT }, { resultTypes: ['violations'], rules: { 'page-has-heading-one': { enabled: true } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary ?? ''})`).join('; ')}`)).toEqual([]);
}

/** The smallest window (720 × 560) at 200 % zoom, in CSS pixels. */
export const ZOOMED = [360, 280] as const;

/** Asserts that nothing is wider than the window, so that nothing is cut and nobody has to scroll sideways to read. */
export function expectNothingCut(): void {
  const beyond = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && (right > window.innerWidth + 1 || left < -1) && element.closest('svg') === null;
  });
  expect(beyond.map((element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`)).toEqual([]);
}

/** A picture in `out/pages/`, when `VITE_PICTURES` is set. */
export async function picture(name: string): Promise<void> {
  if (import.meta.env.VITE_PICTURES === undefined) return;
  await document.fonts.ready;
  await page.screenshot({ path: `../../out/pages/${name}.png` });
}

export async function fadesAreOver(): Promise<void> {
  const fades = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity);
  await Promise.allSettled(fades.map((fade) => fade.finished));
}
