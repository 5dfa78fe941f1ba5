import { expect, test } from 'vitest';
import { schemeOf, toApp, toWeb } from './addresses.ts';

test("the app's own addresses are mapped both ways, with path, query and fragment", () => {
  for (const address of ['app://journal', 'app://journal/', 'app://journal/a/b.js?c=d#e', 'app://a.b/x', 'app://journal?x']) {
    expect(toWeb(address)).toMatch(/^https:\/\/[a-z.]+\.app\.standin\.invalid([/?#]|$)/);
    expect(toApp(toWeb(address))).toBe(address);
  }
});

test('all other addresses stay what they are', () => {
  for (const address of ['https://example.com/app://x', 'http://localhost:80/', 'file:///etc/passwd', 'data:text/plain,x', 'about:blank', 'wss://example.com', 'https://journal.app.standin.invalid.example.com/']) {
    expect(toWeb(address)).toBe(address);
    expect(toApp(address)).toBe(address);
  }
});

test('a scheme is what stands before the first colon', () => {
  expect(schemeOf('app://x')).toBe('app');
  expect(schemeOf('nothing')).toBe('');
});
