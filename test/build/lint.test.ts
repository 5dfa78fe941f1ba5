/** A lint that finds nothing may have read nothing: each rule that protects something is seen to fail. */
import { ESLint } from 'eslint';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root, overrideConfigFile: path.join(root, 'build/eslint.config.mjs') });

// The text is planted under the name of a file that exists: types are known only for files of a project.
const IN_WINDOW = 'renderer/App.tsx';
const IN_KEEPER = 'electron/keeper.ts';

describe('lint finds', { timeout: 60_000 }, () => {
  test.each([
    ['a promise nobody waits for', IN_KEEPER, 'async function save(): Promise<void> { await Promise.resolve(); }\nsave();\n', '@typescript-eslint/no-floating-promises'],
    ['any', IN_KEEPER, 'export const cast = (x: any): string => String(x);\n', '@typescript-eslint/no-explicit-any'],
    ['a value of unknown shape that is used', IN_KEEPER, "export const answer: string = JSON.parse('1');\n", '@typescript-eslint/no-unsafe-assignment'],
    ['the compiler switched off', IN_KEEPER, '// @ts-ignore\nexport const a: string = 1;\n', '@typescript-eslint/ban-ts-comment'],
    ['a hook behind a condition', IN_WINDOW, "import { useState } from 'react';\nexport function Page({ on }: { on: boolean }) {\n  if (on) useState(1);\n  return null;\n}\n", 'react-hooks/rules-of-hooks'],
    ['an effect that forgets what it uses', IN_WINDOW, "import { useEffect } from 'react';\nexport function Page({ on }: { on: () => void }) {\n  useEffect(() => { on(); }, []);\n  return null;\n}\n", 'react-hooks/exhaustive-deps'],
    ['text put into localStorage', IN_WINDOW, "localStorage.setItem('draft', 'x');\n", 'no-restricted-globals'],
    ['text put into window.sessionStorage', IN_WINDOW, "window.sessionStorage.setItem('draft', 'x');\n", 'no-restricted-properties'],
    ['text put into the title', IN_WINDOW, "document.title = 'x';\n", 'no-restricted-properties'],
    ['text put into the address', IN_WINDOW, "history.pushState(null, '', '#x');\n", 'no-restricted-globals'],
    ['innerHTML', IN_WINDOW, "document.body.innerHTML = 'x';\n", 'no-restricted-properties'],
    ['dangerouslySetInnerHTML', IN_WINDOW, "export const a = <p dangerouslySetInnerHTML={{ __html: 'x' }} />;\n", 'no-restricted-syntax'],
    ['text written to the console', IN_WINDOW, "console.log('x');\n", 'no-console'],
  ])('%s', async (_name, file, text, rule) => {
    expect(existsSync(path.join(root, file))).toBe(true);
    const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
    expect(result?.messages.map((message) => message.ruleId)).toContain(rule);
  });
});
