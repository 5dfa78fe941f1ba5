import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY, REACT_ARIA_STYLE_HASH, SECURITY_HEADERS } from '../../electron/shell/content-security.ts';

const require = createRequire(import.meta.url);

describe('the content security policy', () => {
  test('is this one, letter by letter', () => {
    expect(CONTENT_SECURITY_POLICY).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='; img-src 'self'; font-src 'self'; connect-src 'none'; " +
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard",
    );
  });

  test('goes with headers that keep the page to itself and out of every cache', () => {
    expect(SECURITY_HEADERS).toStrictEqual({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  test('admits exactly the style element of the React Aria that is installed', () => {
    expect(REACT_ARIA_STYLE_HASH).toBe(`sha256-${createHash('sha256').update(pressableStyle()).digest('base64')}`);
  });

  test('admits the one trusted type the installed editor asks for', () => {
    const text = readFileSync(path.join(path.dirname(require.resolve('prosemirror-view')), 'index.js'), 'utf8');
    expect([...text.matchAll(/createPolicy\(["']([^"']+)["']/gu)].map(([, name]) => name)).toEqual(['ProseMirrorClipboard']);
  });
});

/** The text React Aria puts into its style element, taken from its source as installed. */
function pressableStyle(): string {
  const text = readFileSync(path.join(path.dirname(require.resolve('react-aria/package.json')), 'dist/private/interactions/usePress.mjs'), 'utf8');
  const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/u.exec(text)?.[1] ?? '';
  const style = /style\.textContent = `([^`]+)`\.trim\(\)/u.exec(text)?.[1] ?? '';
  return style.replace(/\$\{[^}]*PRESSABLE_ATTRIBUTE\}/u, attribute).trim();
}
