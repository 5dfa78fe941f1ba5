/** What is shipped names no place in a network, but for what its libraries quote. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const dist = path.join(import.meta.dirname, '../../dist');

const QUOTED = [
  // Namespaces of XML: names, which are never called.
  'http://www.w3.org/2000/svg', 'http://www.w3.org/1999/xlink', 'http://www.w3.org/1998/Math/MathML', 'http://www.w3.org/XML/1998/namespace',
  // What zod would write into a JSON schema; in its comments, what it checks addresses with.
  'https://json-schema.org/draft/2020-12/schema', 'http://json-schema.org/draft-07/schema#', 'http://json-schema.org/draft-04/schema#',
  'https://github.com/paralleldrive/cuid.', 'https://exa', 'http://[${', 'http://[...',
  // Where a message about a mistake in the code tells a developer to read on.
  'https://react.dev/errors/', 'https://react.i18next.com/latest/usetranslation-hook', 'https://prosemirror.net/docs/guide/#generatable',
  // Sources of an algorithm, in a comment.
  'https://www.rfc-editor.org/rfc/rfc4634', 'https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.180-4.pdf',
];

test('the bundles hold no address beyond what libraries quote', () => {
  const files = globSync('**/*.{js,cjs,html,css,json}', { cwd: dist });
  expect(files.length).toBeGreaterThan(5);
  expect(files.flatMap((file) => unexpectedIn(readFileSync(path.join(dist, file), 'utf8')).map((address) => `${address} in ${file}`))).toEqual([]);
});

test('an address that is not quoted would be seen', () => {
  expect(unexpectedIn('go("http://www.w3.org/2000/svg", "https://collect.example/?q=", "wss://example")')).toEqual(['https://collect.example/?q=', 'wss://example']);
});

test('what is shipped and tested is the build for people, without the checks and texts for developers', () => {
  const page = globSync('renderer/assets/*.js', { cwd: dist }).map((file) => readFileSync(path.join(dist, file), 'utf8')).join('');
  expect(page).not.toContain('react.dev/link/');
});

function unexpectedIn(text: string): string[] {
  return [...text.matchAll(/\b(?:https?|wss?|ftp):\/\/[^\s"'`<>)\\]*/giu)].map(([address]) => address).filter((address) => !QUOTED.some((known) => address.startsWith(known)));
}
