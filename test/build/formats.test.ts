/** The files in `shared/formats/`, and the tool that says what is wrong with one. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatFiles, FORMATS_FOLDER } from '../../build/formats.ts';
import { SHARED_FORMATS, type SharedKind } from '../../shared/shared-file.ts';

const readme = readFileSync(path.join(FORMATS_FOLDER, 'README.md'), 'utf8');

describe('shared/formats', () => {
  test('holds what node build/formats.ts makes of the schemas of today', () => {
    const files = formatFiles();
    for (const [name, text] of files) expect(readFileSync(path.join(FORMATS_FOLDER, name), 'utf8'), name).toBe(text);
    expect(readdirSync(FORMATS_FOLDER).sort()).toEqual([...files.keys(), 'README.md'].sort());
  });

  test('explains every field a file may have', () => {
    const fields = new Set<string>();
    const collect = (node: unknown): void => {
      if (Array.isArray(node)) node.forEach(collect);
      else if (typeof node === 'object' && node !== null) {
        const { properties } = node as { properties?: object };
        for (const field of Object.keys(properties ?? {})) fields.add(field);
        Object.values(node).forEach(collect);
      }
    };
    for (const [name, text] of formatFiles()) if (name.endsWith('.json')) collect(JSON.parse(text));
    expect(fields.size).toBeGreaterThan(20);
    const plain = ['text', 'title', 'label', 'anchors', 'min', 'max', 'matrix', 'duty', 'choice', 'minimumPairings', 'reviewOn'];
    const rows = ['existence', 'schedule', 'own_matter', 'own_learning', 'peer_coaching', 'themes', 'difficulty'];
    expect([...fields].filter((field) => !readme.includes(field) && !plain.includes(field) && !rows.includes(field))).toEqual([]);
  });

  test('allows no field beside those it names', () => {
    for (const [name, text] of formatFiles()) {
      if (!name.endsWith('.json')) continue;
      const objects = text.match(/"type": "object"/gu) ?? [];
      expect(text.match(/"additionalProperties": false/gu), name).toHaveLength(objects.length);
    }
  });
});

describe('npm run validate', () => {
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-validate-')); });
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  const validate = (...files: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(import.meta.dirname, '../../build/validate.ts'), ...files], { encoding: 'utf8', cwd: folder });
    expect(stderr).toBe('');
    return { status, lines: stdout.trimEnd().split('\n') };
  };
  const write = (name: string, text: string | Uint8Array) => {
    writeFileSync(path.join(folder, name), text);
    return name;
  };
  const example = (kind: SharedKind) => readFileSync(path.join(FORMATS_FOLDER, `example${SHARED_FORMATS[kind].ending}`), 'utf8');

  test('takes the examples and tells the digits the README has', () => {
    const { status, lines } = validate(write('a.oca', example('agreement')), write('b.oct', example('template')));
    expect(status).toBe(0);
    expect(lines).toEqual(['a.oca: an agreement as it should be. Its digits are 38875 43645 30177 61288.', 'b.oct: a template as it should be. Its digits are 48055 57344 37244 14758.']);
    for (const digits of ['38875 43645 30177 61288', '48055 57344 37244 14758']) expect(readme).toContain(digits);
  });

  test('names every field that is wrong, with its line and column', () => {
    const text = ['{', '  "schema": "other-chair/template/1",', '  "id": "Bad Id", "chair": "sofa", "title": "T", "purpose": null, "answer": "no",', '  "prompts": [', '    { "kind": "long_text", "id": "a", "about": "me", "required": true, "text": "q" }', '  ]', '}'].join('\n');
    const { status, lines } = validate(write('bad.oct', text));
    expect(status).toBe(1);
    expect(lines).toEqual([
      'bad.oct:3:9: id: only a to z, 0 to 9, and single - or _ between them',
      'bad.oct:3:28: chair: expected: coach, coachee, any, none',
      'bad.oct:5:5: prompts[0].help: it is missing',
      'bad.oct:3:77: answer: there is no such field here',
    ]);
  });

  test('stops at what cannot be read at all, and says where', () => {
    expect(validate(write('comma.oct', '{\n  "a": 1,\n}')).lines).toEqual(['comma.oct:3:1: this is not JSON']);
    expect(validate(write('twice.oca', '{"a":[{"b":1,\n"b":2}]}')).lines).toEqual(['twice.oca:2:1: a[0]: this key stands here twice']);
    expect(validate(write('newer.oct', '{"schema":"other-chair/template/2"}')).lines).toEqual(['newer.oct:1:11: schema: written for a newer version of the app; expected: other-chair/template/1']);
    expect(validate(write('other.json', '{"hello":1}')).lines).toEqual(['other.json:1:1: `schema` must be "other-chair/agreement/1" or "other-chair/template/1"']);
  });

  test('knows a file by what it says of itself where its ending says nothing', () => {
    expect(validate(write('a.json', example('agreement'))).lines).toEqual(['a.json: an agreement as it should be. Its digits are 38875 43645 30177 61288.']);
  });

  test('does not write a terminal’s own language into the terminal', () => {
    const { lines } = validate(write('escape.oct', JSON.stringify({ ...(JSON.parse(example('template')) as object), '\u00e9[31m</script>': 1 })));
    expect(lines.join('\n')).toContain('["é[31m</script>"]: there is no such field here');
    expect(validate(write('control.oct', '{"a\\u001b[31m":1}')).lines).toEqual(['control.oct:1:2: a character that cannot be seen, or that changes the order in which others are read']);
  });

  test('says so where there is no file, or one too large, or none was named', () => {
    mkdirSync(path.join(folder, 'folder.oct'));
    truncateSync(path.join(folder, write('huge.oct', '')), 8 * 1024 ** 3);
    chmodSync(path.join(folder, 'huge.oct'), 0o600);
    expect(validate('gone.oct', 'folder.oct', 'huge.oct')).toEqual({ status: 1, lines: ['gone.oct: it cannot be read', 'folder.oct: it cannot be read', 'huge.oct: it is larger than 262144 bytes'] });
    expect(validate()).toEqual({ status: 1, lines: ['Which file? npm run validate -- FILE …'] });
  });
});
