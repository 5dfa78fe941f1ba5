/** Two journals and the files between them: real journals, real files. */
import { chmodSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import { CLAUSE_TEXT_MAX, type AgreementDraft } from '../../shared/agreement.ts';
import { textOf } from '../../shared/agreement-version.ts';
import { builtInTemplates } from '../../shared/built-in-templates.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { answerTo } from '../../shared/reflection.ts';
import { readForeignFile } from '../../electron/journal/foreign-file.ts';
import { settledDraft } from '../arbitrary/settled-agreement.ts';
import { newJournal, type TestJournal } from './open-journal.ts';

let ada: TestJournal;
let ben: TestJournal;
let folder: string;
let oursAtAda: RecordId;
let oursAtBen: RecordId;
let made = 0;

beforeAll(async () => {
  ada = await newJournal();
  ben = await newJournal({ another: true });
});
afterAll(() => {
  ada.remove();
  ben.remove();
});
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-shared-'));
  made += 1;
  oursAtAda = await pairing(ada, `Ben ${String(made)}`);
  oursAtBen = await pairing(ben, `Ada ${String(made)}`);
  return () => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  };
});

const pairing = async ({ journal }: TestJournal, name: string) => (await journal.pairings.add({ name: keep('peer', name), since: null, note: null }, 'active')).id;
const fault = (work: Promise<unknown>) => work.then(() => 'no fault', (error: unknown) => (error as { fault?: string }).fault ?? String(error));
const at = (name: string) => path.join(folder, name);
const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const last = async ({ journal }: TestJournal) => (await journal.travelled.list(null, 1)).rows[0]!;
const lines = async ({ journal }: TestJournal) => (await journal.travelled.list(null, 100)).rows.length;

async function proposed({ journal }: TestJournal, of: RecordId, change: Partial<AgreementDraft> = {}): Promise<RecordId> {
  const { id } = await journal.agreements.begin(of, false);
  await journal.agreements.saveDraft(id, { ...settledDraft(), ...change });
  await journal.agreements.propose(id);
  return id;
}

async function exported(from: TestJournal, id: RecordId, file = at('ours.oca')): Promise<string> {
  const { sha256 } = await from.journal.sharedFiles.lookAtAgreement(id);
  await from.journal.sharedFiles.exportAgreement(id, sha256, () => Promise.resolve(file));
  return file;
}
const open = async (to: TestJournal, of: RecordId, file: string) => to.journal.sharedFiles.openAgreement(of, await readForeignFile(file));

describe('an agreement as a file', () => {
  test('holds exactly what was shown, readable by its owner alone, and is a line in the ledger', async () => {
    const id = await proposed(ada, oursAtAda);
    const shown = await ada.journal.sharedFiles.lookAtAgreement(id);
    const file = await exported(ada, id);
    expect(readFileSync(file, 'utf8')).toBe(shown.text);
    expect(shown).toMatchObject({ bytes: statSync(file).size, sha256: digest(file), fingerprint: (await ada.journal.agreements.read(id)).row.fingerprint });
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await last(ada)).toMatchObject({ direction: 'out', what: 'agreement', counterpart: 'peer', pairing: oursAtAda, sha256: digest(file) });
    expect(readdirSync(folder)).toEqual(['ours.oca']);
  });

  test('gives the peer the same digits, and nothing is kept before it is accepted', async () => {
    const id = await proposed(ada, oursAtAda);
    const file = await exported(ada, id);
    const before = [digest(file), statSync(file).mtimeMs];
    const received = await open(ben, oursAtBen, file);
    expect(received).toMatchObject({ held: false, own: null, fingerprint: (await ada.journal.agreements.read(id)).row.fingerprint });
    expect(await ben.journal.agreements.list(oursAtBen)).toEqual([]);
    const linesBefore = await lines(ben);
    await ben.reopen();
    expect(await fault(ben.journal.sharedFiles.acceptAgreement(oursAtBen, received.sha256))).toBe('nothing-received');
    expect(await lines(ben)).toBe(linesBefore);

    await open(ben, oursAtBen, file);
    const taken = await ben.journal.sharedFiles.acceptAgreement(oursAtBen, received.sha256);
    expect((await ben.journal.agreements.read(taken.id)).row).toMatchObject({ state: 'proposed', fingerprint: received.fingerprint });
    expect(await last(ben)).toMatchObject({ direction: 'in', what: 'agreement', counterpart: 'peer', pairing: oursAtBen, sha256: digest(file) });
    expect([digest(file), statSync(file).mtimeMs]).toEqual(before);
    expect(await open(ben, oursAtBen, file)).toMatchObject({ held: true, own: { id: taken.id } });
  });

  test('accepted once is not at hand a second time, nor for another pairing', async () => {
    const file = await exported(ada, await proposed(ada, oursAtAda));
    const { sha256 } = await open(ben, oursAtBen, file);
    expect(await fault(ben.journal.sharedFiles.acceptAgreement(await pairing(ben, `Cem ${String(made)}`), sha256))).toBe('nothing-received');
    await ben.journal.sharedFiles.acceptAgreement(oursAtBen, sha256);
    expect(await fault(ben.journal.sharedFiles.acceptAgreement(oursAtBen, sha256))).toBe('nothing-received');
  });

  test('with one word changed has other digits, and the change can be seen beside one’s own', async () => {
    const id = await proposed(ada, oursAtAda);
    const first = await open(ben, oursAtBen, await exported(ada, id));
    await ben.journal.sharedFiles.acceptAgreement(oursAtBen, first.sha256);
    await ada.journal.agreements.reopen(id);
    await ada.journal.agreements.saveDraft(id, { ...settledDraft(), clauses: settledDraft().clauses.map((clause) => (clause.id === 'purpose' ? { ...clause, text: 'Another word.' } : clause)) });
    await ada.journal.agreements.propose(id);
    const second = await open(ben, oursAtBen, await exported(ada, id, at('changed.oca')));
    expect(second.fingerprint).not.toBe(first.fingerprint);
    expect(second.own?.fingerprint).toBe(first.fingerprint);
    expect(second.text.clauses.find(({ id }) => id === 'purpose')).not.toEqual(second.own?.text.clauses.find(({ id }) => id === 'purpose'));
  });

  test('between other people is refused; one of the same two under a corrected name is not', async () => {
    const id = await proposed(ada, oursAtAda);
    const mine = textOf((await ada.journal.agreements.read(id)).stage)!;
    const write = (parties: [string, string], nonce: string) => {
      writeFileSync(at('other.oca'), JSON.stringify({ ...mine, parties, nonce }));
      return fault(open(ada, oursAtAda, at('other.oca')));
    };
    const another = Buffer.alloc(16, 7).toString('base64');
    expect(await write(['Cem', 'Dora'], another)).toBe('other-pairing');
    expect(await write([mine.parties[0], 'Dora'], another)).toBe('other-pairing');
    expect(await write([mine.parties[0], 'Dora'], '')).toBe('other-pairing');
    expect(await write([mine.parties[0], 'Dora'], mine.nonce)).toBe('no fault');
    expect(await write([mine.parties[1].toUpperCase(), mine.parties[0]], another)).toBe('no fault');
  });

  test('begun in one pairing is refused in another, where nothing was agreed yet', async () => {
    const file = await exported(ada, await proposed(ada, oursAtAda));
    expect(await fault(open(ada, await pairing(ada, `Dora ${String(made)}`), file))).toBe('other-pairing');
  });

  test('does not leave when something else was shown, when nobody chose a place, or as a draft', async () => {
    const id = await proposed(ada, oursAtAda);
    const before = await lines(ada);
    const { sharedFiles, agreements } = ada.journal;
    expect(await fault(sharedFiles.exportAgreement(id, 'ab'.repeat(32), () => Promise.reject(new Error('nobody is asked'))))).toBe('not-as-shown');
    const { sha256 } = await sharedFiles.lookAtAgreement(id);
    expect(await fault(sharedFiles.exportAgreement(id, sha256, () => Promise.reject(Object.assign(new Error(), { fault: 'cancelled' }))))).toBe('cancelled');
    await agreements.reopen(id);
    expect(await fault(sharedFiles.lookAtAgreement(id))).toBe('other-stage');
    expect(await fault(sharedFiles.lookAtAgreement('0123456789abcdef' as RecordId))).toBe('not-found');
    expect([await lines(ada), readdirSync(folder)]).toEqual([before, []]);
  });

  test('does not leave with characters nobody can see', async () => {
    const clauses = settledDraft().clauses.map((clause) => (clause.id === 'purpose' ? { ...clause, text: 'Only \u202eus' } : clause));
    const id = await proposed(ada, oursAtAda, { clauses });
    expect(await fault(ada.journal.sharedFiles.lookAtAgreement(id))).toBe('hidden-characters');
  });

  test('of the longest clauses there can be is within what the peer’s app reads', async () => {
    const long = '字'.repeat(CLAUSE_TEXT_MAX);
    const clauses = settledDraft().clauses.map((clause) => ({ ...clause, text: long }));
    const { bytes } = await ada.journal.sharedFiles.lookAtAgreement(await proposed(ada, oursAtAda, { clauses }));
    expect(bytes).toBeGreaterThan((clauses.length - 1) * CLAUSE_TEXT_MAX * 3);
  });

  test('printed is a line in the ledger, too', async () => {
    const id = await proposed(ada, oursAtAda);
    await ada.journal.sharedFiles.notePrintout(id);
    const { sha256, bytes } = await ada.journal.sharedFiles.lookAtAgreement(id);
    expect(await last(ada)).toMatchObject({ what: 'printout', counterpart: 'both', pairing: oursAtAda, sha256, bytes });
  });
});

describe('the place of a file', () => {
  const exportTo = async (chosen: string) => fault(exported(ada, await proposed(ada, oursAtAda), chosen));

  test('gets the ending where it was left out, and replaces nothing nobody was asked about', async () => {
    expect(await exportTo(at('ours'))).toBe('no fault');
    expect(readdirSync(folder)).toEqual(['ours.oca']);
    oursAtAda = await pairing(ada, `Once more ${String(made)}`);
    expect(await exportTo(at('ours'))).toBe('file-exists');
    oursAtAda = await pairing(ada, `Again ${String(made)}`);
    expect(await exportTo(at('ours.OCA'))).toBe('no fault');
  });

  test('is never the journal, whatever was chosen', async () => {
    const before = statSync(ada.file).ino;
    expect(await exportTo(ada.file)).toBe('no fault');
    expect(statSync(ada.file).ino).toBe(before);
    expect(existsSync(`${ada.file}.oca`)).toBe(true);
    rmSync(`${ada.file}.oca`);
  });

  test('where a link stands gets a file, and what the link leads to stays', async () => {
    writeFileSync(at('elsewhere'), 'untouched');
    symlinkSync(at('elsewhere'), at('link.oca'));
    linkSync(at('elsewhere'), at('hard.oca'));
    expect(await exportTo(at('link.oca'))).toBe('no fault');
    oursAtAda = await pairing(ada, `Hard ${String(made)}`);
    expect(await exportTo(at('hard.oca'))).toBe('no fault');
    expect(readFileSync(at('elsewhere'), 'utf8')).toBe('untouched');
  });

  test('that cannot be written leaves neither file nor remains behind', async () => {
    mkdirSync(at('folder.oca'));
    const before = await lines(ada);
    expect(await exportTo(at('missing/ours.oca'))).toBe('place-read-only');
    expect(await lines(ada)).toBe(before);
    oursAtAda = await pairing(ada, `Folder ${String(made)}`);
    // The bytes were on the disk by then, so the line stands: rather one too many than one too few.
    expect(await exportTo(at('folder.oca'))).toBe('place-error');
    expect(await lines(ada)).toBe(before + 1);
    expect(readdirSync(folder)).toEqual(['folder.oca']);
  });
});

describe('what is read', () => {
  test('is a file: neither a folder, nor a pipe, nor nothing', async () => {
    mkdirSync(at('folder.oct'));
    expect(await fault(readForeignFile(at('folder.oct')))).toBe('file-unreadable');
    expect(await fault(readForeignFile(at('gone.oct')))).toBe('file-unreadable');
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [at('pipe.oct')]);
    expect(await fault(readForeignFile(at('pipe.oct')))).toBe('file-unreadable');
  });

  test('is not read at all where it is larger than can be', async () => {
    writeFileSync(at('huge.oct'), '');
    truncateSync(at('huge.oct'), 64 * 1024 ** 3);
    const began = performance.now();
    expect(await fault(readForeignFile(at('huge.oct')))).toBe('file-too-large');
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('a template as a file', () => {
  const [first] = builtInTemplates;
  const read = (journal: TestJournal, id: string) => journal.journal.sharedFiles.lookAtTemplate(id);

  test('of the app is known to the peer’s app', async () => {
    const { text, fingerprint } = await read(ada, first!.text.id);
    const received = await ben.journal.sharedFiles.openTemplate(Buffer.from(text));
    expect(received).toMatchObject({ held: true, fingerprint });
  });

  test('of one’s own reaches the peer with equal digits, becomes theirs when accepted, and the next version when changed', async () => {
    const own = { ...first!.text, id: `own-${String(made)}`, title: 'After a hard session' };
    const opened = await ada.journal.sharedFiles.openTemplate(Buffer.from(JSON.stringify(own)));
    await ada.journal.sharedFiles.acceptTemplate(opened.sha256, null);
    const { sha256, text, fingerprint } = await read(ada, own.id);
    await ada.journal.sharedFiles.exportTemplate(own.id, sha256, { counterpart: 'peer', pairing: oursAtAda }, () => Promise.resolve(at('own.oct')));
    expect(readFileSync(at('own.oct'), 'utf8')).toBe(text);
    expect(await last(ada)).toMatchObject({ direction: 'out', what: 'template', counterpart: 'peer', pairing: oursAtAda, sha256 });

    const received = await ben.journal.sharedFiles.openTemplate(await readForeignFile(at('own.oct')));
    expect(received).toMatchObject({ held: false, own: null, fingerprint });
    expect(await ben.journal.sharedFiles.acceptTemplate(received.sha256, oursAtBen)).toEqual({ id: own.id, version: 1, fingerprint });
    const changed = await ben.journal.sharedFiles.openTemplate(Buffer.from(JSON.stringify({ ...own, title: 'After a soft session' })));
    expect(changed).toMatchObject({ held: false, own: { version: 1, fingerprint } });
    expect(await ben.journal.sharedFiles.acceptTemplate(changed.sha256, oursAtBen)).toMatchObject({ id: own.id, version: 2 });
    expect(await ben.journal.templates.read(own.id)).toMatchObject({ text: { title: 'After a soft session' }, origin: 'peer', version: 2 });
  });

  test('that was answered leaves without a word of the answers, of whom they are about, or of when', async () => {
    const own = { ...first!.text, id: `answered-${String(made)}` };
    const { sha256: file } = await ada.journal.sharedFiles.openTemplate(Buffer.from(JSON.stringify(own)));
    await ada.journal.sharedFiles.acceptTemplate(file, oursAtAda);
    const peer = 'Canary Wren';
    const named = await pairing(ada, peer);
    const { text, reflection } = await ada.journal.reflections.begin(own.id, { is: 'pairing', pairing: named });
    const asked = text.prompts.find(({ kind }) => kind === 'long_text')!;
    const canary = 'a canary in every answer';
    await ada.journal.reflections.save(null, { ...reflection, answers: [answerTo(asked, { kind: 'long_text', text: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: canary }] }] } })] });

    const { sha256 } = await read(ada, own.id);
    await ada.journal.sharedFiles.exportTemplate(own.id, sha256, { counterpart: 'peer', pairing: named }, () => Promise.resolve(at('answered.oct')));
    const written = readFileSync(at('answered.oct'), 'utf8');
    expect(JSON.parse(written)).toEqual(own);
    for (const word of [canary, peer, named, oursAtAda, '2026', String(ada.clock.ms)]) expect(written).not.toContain(word);
  });

  test('that goes by an id of the app and asks other things is refused', async () => {
    expect(await fault(ben.journal.sharedFiles.openTemplate(Buffer.from(JSON.stringify({ ...first!.text, title: 'Something else' }))))).toBe('id-of-app');
  });

  test('has no place for an answer, a name or a day', () => {
    const { text } = first!;
    const refused = (template: object) => fault(ben.journal.sharedFiles.openTemplate(Buffer.from(JSON.stringify(template))));
    const [asked, ...others] = text.prompts;
    return Promise.all([
      ...['answer', 'answers', 'name', 'peer', 'usedOn', 'version', 'author', 'savedAtMs'].map(async (field) => {
        expect(await refused({ ...text, [field]: 'Ben' }), field).toBe('unknown-field');
        expect(await refused({ ...text, prompts: [{ ...asked, [field]: 'Ben' }, ...others] }), field).toBe('unknown-field');
      }),
    ]);
  });
});
