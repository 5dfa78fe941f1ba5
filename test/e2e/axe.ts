/** axe-core at the real window. It runs in a world of its own: the page's policy lets no foreign script into the page itself. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

export const THEMES = ['light', 'dark'] as const;
/** React Aria's announcer: a line in it outlives by some seconds what it is named after, and is read aloud once. */
const NOT_LOOKED_AT = [['[data-live-announcer]']];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface Finding {
  rule: string;
  theme: string;
  /** Where, as far as axe can tell. */
  places: string[];
}

/** Looks at the page as it is, in both themes. */
export async function lookWithAxe(page: Page): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    findings.push(...(await lookOnce(page, theme)));
  }
  return findings;
}

async function lookOnce(page: Page, theme: string): Promise<Finding[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
    const evaluate = async (expression: string) => {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(`axe-core: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
      return result.value as unknown;
    };
    await evaluate(`${axe.source}; true`);
    const found = await evaluate(`axe.run({ exclude: ${JSON.stringify(NOT_LOOKED_AT)} }, ${JSON.stringify({ runOnly: RULES, resultTypes: ['violations'] })}).then(({ violations }) => violations.map(({ id, nodes }) => ({ rule: id, places: nodes.map(({ target, failureSummary }) => target.join(' ') + ': ' + failureSummary) })))`);
    return (found as Omit<Finding, 'theme'>[]).map((finding) => ({ ...finding, theme }));
  } finally {
    await session.detach();
  }
}
