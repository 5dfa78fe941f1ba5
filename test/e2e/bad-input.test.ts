/** What goes wrong, and what a person is told then: what happened, what to do, and that nothing is lost. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { openVault } from '../../electron/vault/vault.ts';
import { addDays, today } from '../../shared/date.ts';
import { Coach } from './coach.ts';
import { copyOf, freshFolder, JOURNAL_FILE, layJournal, type LaidJournal } from './laid-journal.ts';

const ENTRY = 'I said a third';
const WRONG = 'These words do not open this journal. Check capital letters and the keyboard’s language, and try again. Nothing has changed.';

let laid: LaidJournal;
let coach: Coach | null = null;
const mounted: string[] = [];

beforeAll(async () => {
  laid = await layJournal();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await coach?.keepPicture(task.name);
  await coach?.app.kill();
  coach = null;
  for (const folder of mounted.splice(0)) spawnSync('umount', ['-l', folder]);
});

async function sitDown(folder: string): Promise<Coach> {
  coach = await Coach.sitDown(folder);
  return coach;
}

async function atOpenJournal(journal: LaidJournal): Promise<Coach> {
  const present = await sitDown(journal.folder);
  await present.unlockWithPassphrase(journal.passphrase);
  return present;
}

describe('a secret that is not the one', () => {
  test('a wrong passphrase and wrong recovery words are told apart from everything else, and the right ones still open', async () => {
    const present = await sitDown(copyOf(laid).folder);
    await present.tryPassphrase('copper lantern meadow seven loud');
    await present.told(WRONG);
    await present.tryRecoveryWords('one two three');
    await present.told('These are not twelve recovery words that belong together. Check the spelling and the order against your sheet. Nothing has changed.');
    await present.tryRecoveryWords('abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about');
    await present.told('These twelve words do not open this journal: they are of another one, or of an older sheet that is no longer in force. Check that you have the right sheet. Nothing has changed.');
    await present.unlockWithRecoveryWords(`  ${laid.recoveryWords.join('\n').toUpperCase()} `);
  });
});

describe('a passphrase that is too weak', () => {
  test('is not taken, says why, and six random words are offered in its place', async () => {
    const folder = freshFolder();
    const present = await sitDown(folder);
    await present.press('Begin');
    await present.press('Go on');
    await present.told('This would be too easy to guess. The lines below say why; six random words are a good choice.');
    for (const [weak, why] of [
      ['short', 'Use at least 10 characters.'],
      ['qwertyuiop[]', 'Keys that lie beside each other are easy to guess.'],
      ['aaaaaaaaaaaaaa', 'Repeating something does not make it harder to guess.'],
      ['password123', 'It is one that many people use. Lists of those are tried first.'],
    ] as const) {
      await present.field('Passphrase').fill(weak);
      await present.told(why);
      await present.field('The same passphrase once more').fill(weak);
      await present.press('Go on');
      await present.told('This would be too easy to guess. The lines below say why; six random words are a good choice.');
    }
    await present.press('Offer me six random words');
    await present.press('Take these words');
    const words = await present.field('Passphrase').inputValue();
    expect(words.split(' ')).toHaveLength(6);
    await present.field('The same passphrase once more').fill(`${words} `);
    await present.press('Go on');
    await present.told('The two are not the same. Type it once more.');
    await present.field('The same passphrase once more').fill(words);
    await present.press('Go on');
    await present.recoverySheet();
    expect(readdirSync(path.join(folder, 'journal'))).toStrictEqual([]);
  });

  test('words typed back wrongly make no journal; typed rightly they do', async () => {
    const folder = freshFolder();
    const present = await sitDown(folder);
    await present.press('Begin');
    await present.choosePassphrase(laid.passphrase);
    const words = await present.recoverySheet();
    await present.press('I have written them down');
    await present.press('Make the journal');
    await present.told(/^Type word \d+ from your sheet\.$/u);
    await present.typeBack(words.map(() => 'zebra'));
    await present.told('At least one of the three words is not the one on your sheet. Check them there and type them again. Nothing has been written yet.');
    expect(readdirSync(path.join(folder, 'journal'))).toStrictEqual([]);
    await present.typeBack(words);
    await present.heading('Where your journal lives');
    expect(existsSync(path.join(folder, JOURNAL_FILE))).toBe(true);
  });
});

describe('a file that cannot be opened', () => {
  const spoilt: [string, (file: string) => void, RegExp][] = [
    ['something else', (file) => writeFileSync(file, 'Dear diary,\n'.repeat(1000)), /^The file in the journal’s place is not a journal of this app\. It has not been touched\./u],
    ['an empty file', (file) => writeFileSync(file, ''), /^The file in the journal’s place is not a journal of this app\. It has not been touched\./u],
    ['the first bytes of one', (file) => truncateSync(file, 90), /^The journal file was changed outside the app, or did not arrive whole, and cannot be opened\. The app has changed nothing in it\./u],
    ['one from a newer version', (file) => patch(file, 60, [0, 0, 0, 2]), /^This journal was last written by a newer version of Other Chair\. Install that version to open it\. The file has not been touched\./u],
  ];

  test(`${spoilt.map(([name]) => name).join(', ')}: each is said, none is touched, and the journal put back opens`, async () => {
    const journal = copyOf(laid);
    const file = path.join(journal.folder, JOURNAL_FILE);
    const whole = readFileSync(file);
    const present = await sitDown(journal.folder);
    for (const [name, spoil, sentence] of spoilt) {
      writeFileSync(file, whole);
      spoil(file);
      const before = hashOf(file);
      await present.tryPassphrase(journal.passphrase);
      await present.told(sentence);
      await present.page.getByRole('button', { name: 'Unlock', exact: true }).waitFor();
      expect(hashOf(file), name).toBe(before);
      await present.field('Passphrase').fill('');
    }
    rmSync(file);
    await present.tryPassphrase(journal.passphrase);
    await present.told(/^There is no journal in its place any more\./u);
    writeFileSync(file, whole);
    await present.unlockWithPassphrase(journal.passphrase);
    await present.openEntry(ENTRY);
  });

  test('one that another program has open is said, and opens once it is closed there', async () => {
    const journal = copyOf(laid);
    const elsewhere = await openVault(path.join(journal.folder, JOURNAL_FILE), { kind: 'passphrase', passphrase: journal.passphrase });
    const present = await sitDown(journal.folder);
    await present.tryPassphrase(journal.passphrase);
    await present.told('The journal is open in another window or program. Close it there and try again. Nothing has changed.');
    elsewhere.close();
    await present.unlockWithPassphrase(journal.passphrase);
  });

  test('a truncated one opens on what can be read, says what is missing, and stays as it is', async () => {
    const journal = copyOf(laid);
    const file = path.join(journal.folder, JOURNAL_FILE);
    truncateSync(file, 9000);
    const before = hashOf(file);
    const present = await sitDown(journal.folder);
    await present.unlockWithPassphrase(journal.passphrase);
    await present.told('The journal file is damaged');
    await present.told(/^\d+ records are missing\.$/u);
    expect(hashOf(file)).toBe(before);
  });

  test('one with a changed record says so, and nothing more is written into it', async () => {
    const journal = copyOf(laid);
    const file = path.join(journal.folder, JOURNAL_FILE);
    const present = await sitDown(journal.folder);
    changeOneRecord(file);
    await present.unlockWithPassphrase(journal.passphrase);
    await present.told('The journal file is damaged');
    const before = hashOf(file);
    await present.goTo('Pairings');
    await present.press('New pairing');
    await present.field('What you call your peer here').fill('Somebody new');
    await present.choose('Do you two coach each other already?', 'We coach each other already');
    await present.press('Add this pairing');
    await present.told(/^A part of the journal file was changed outside the app, so nothing more is written into it\./u);
    expect(await present.field('What you call your peer here').inputValue()).toBe('Somebody new');
    expect(hashOf(file)).toBe(before);
  });
});

describe('a disk that does not take it', () => {
  test('when it is full, what is typed stays on the page and is saved once there is room', async (context) => {
    const { journal, folder } = onSmallDisk(context);
    const present = await atOpenJournal(journal);
    await present.openEntry(ENTRY);
    fill(folder);
    const text = 'Typed on a full disk. '.repeat(800).trim();
    await present.write('What I take away', text);
    await present.told('The disk is full, so this could not be written. What was saved before is untouched. Free some space and try again; what you wrote stays on this page.');
    expect(await present.saysSaved()).toBe(false);
    expect(await present.written('What I take away')).toBe(text);

    await present.press('Lock');
    await present.page.getByRole('alertdialog', { name: 'Something is not saved yet' }).getByRole('button', { name: 'Stay' }).click();
    rmSync(path.join(folder, 'ballast'));
    await present.press('Try again');
    await present.saved();
    await present.lock();
    await present.unlockWithPassphrase(journal.passphrase);
    await present.openEntry('Typed on a full disk.');
    expect(await present.written('What I take away')).toBe(text);
  });

  test('when its folder is read-only, no journal is made, and it is made as soon as it can be', async (context) => {
    const folder = freshFolder();
    const journalFolder = path.join(folder, 'journal');
    mkdirSync(journalFolder);
    mountSmallDisk(context, journalFolder);
    const present = await sitDown(folder);
    await present.press('Begin');
    await present.choosePassphrase(laid.passphrase);
    const words = await present.recoverySheet();
    await present.press('I have written them down');
    expect(spawnSync('mount', ['-o', 'remount,ro', journalFolder]).status).toBe(0);
    await present.typeBack(words);
    await present.told('The folder cannot be written to, so the journal could not be made. Make the folder writable and try again; your recovery words stay the same.');
    expect(spawnSync('mount', ['-o', 'remount,rw', journalFolder]).status).toBe(0);
    await present.press('Make the journal');
    await present.heading('Where your journal lives');
    await present.lockFromOutside();
    await present.unlockWithRecoveryWords(words);
  });

  /** The laid journal on a disk of a megabyte. */
  function onSmallDisk(context: TestContext): { journal: LaidJournal; folder: string } {
    const journal = copyOf(laid);
    const folder = path.join(journal.folder, 'journal');
    const bytes = readFileSync(path.join(folder, 'journal.ocv'));
    mountSmallDisk(context, folder);
    writeFileSync(path.join(folder, 'journal.ocv'), bytes, { mode: 0o600 });
    return { journal, folder };
  }

  function mountSmallDisk(context: TestContext, folder: string): void {
    const { status, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', folder]);
    if (status === 0) mounted.push(folder);
    else context.skip(`no small disk can be mounted here (${error?.message ?? 'mount is not permitted'})`);
  }

  function fill(folder: string): void {
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(path.join(folder, 'ballast'), Buffer.alloc(bavail * bsize));
  }
});

describe('what is typed or pasted', () => {
  test('a pasted text of 5 MB is refused whole, and what was there stays', async () => {
    const journal = copyOf(laid);
    const present = await atOpenJournal(journal);
    await present.openEntry(ENTRY);
    const before = await present.written('What I take away');
    await present.paste('What I take away', { text: 'All of it. '.repeat(480_000) });
    await present.told(/^What you pasted is too long for one field: [\d,]+ characters, and 100,000 fit\. Nothing was changed; the text is still in the clipboard\.$/u);
    expect(await present.written('What I take away')).toBe(before);
    await present.write('What I take away', 'And goes on');
    await present.saved();
  });

  test('pasted pages become text: nothing in them is loaded or run', async () => {
    const present = await atOpenJournal(copyOf(laid));
    await present.openEntry(ENTRY);
    await present.write('What I take away', '');
    const before = present.app.refused?.length ?? 0;
    await present.paste('What I take away', {
      text: 'plain',
      html: '<h2>Heard</h2><p>She said <b>no</b> <a href="https://example.org/x">there</a></p><img src="https://example.org/p.png" onerror="window.ran = true"><script>window.ran = true</script><iframe src="https://example.org/"></iframe>',
    });
    await expect.poll(() => present.written('What I take away')).toMatch(/Heard\s+She said no there/u);
    expect(await present.page.evaluate(() => (window as { ran?: boolean }).ran)).toBeUndefined();
    expect(await present.page.getByRole('textbox', { name: 'What I take away' }).locator('img, a, iframe, script').count()).toBe(0);
    expect(present.app.refused?.slice(before) ?? []).toStrictEqual([]);
    await present.saved();
  });

  test('a year that is only half typed is no date: the entry keeps the one it has', async () => {
    const journal = copyOf(laid);
    const present = await atOpenJournal(journal);
    await present.openEntry(ENTRY);
    await present.typeYear('Date', '202');
    await present.told(/^This is not a whole date yet\. Until it is, the entry keeps .*; everything else is saved\.$/u);
    await present.write('What I take away', 'Saved beside half a date');
    await present.told(/^Saved .*Except for the field that is marked\.$/u);
    await present.app.kill();
    const after = await atOpenJournal(journal);
    await after.openEntry('Saved beside half a date');
    expect(await after.typedDate('Date')).toBe(addDays(today(), -5));
  });

  test('a date still to come is pointed out, everything else is saved, and the entry keeps its date', async () => {
    const journal = copyOf(laid);
    const present = await atOpenJournal(journal);
    await present.openEntry(ENTRY);
    await present.typeYear('Date', String(Number(today().slice(0, 4)) + 1));
    await present.write('What I take away', 'Saved beside a date that is not');
    await present.told(/is still to come\. An entry is for a session that has taken place\. Until you change it, the entry keeps .*; everything else is saved\.$/u);
    await present.told(/^Saved .*Except for the field that is marked\.$/u);
    await present.app.kill();
    const after = await atOpenJournal(journal);
    await after.openEntry('Saved beside a date that is not');
    expect(await after.typedDate('Date')).toBe(addDays(today(), -5));
  });

  test('a name with characters that cannot be seen is not taken as it is, and they can be taken out', async () => {
    const present = await atOpenJournal(copyOf(laid));
    await present.goTo('Pairings');
    await present.press('New pairing');
    await present.field('What you call your peer here').fill('Pe\u202Eter\u0007');
    await present.choose('Do you two coach each other already?', 'We coach each other already');
    await present.told('The name holds characters that cannot be seen. Two names that look the same could be different, so it cannot be kept as it is.');
    await present.press('Add this pairing');
    expect(await present.field('What you call your peer here').inputValue()).toBe('Pe\u202Eter\u0007');
    await present.press('Remove what cannot be seen');
    await present.press('Add this pairing');
    await present.heading('Peter');

    await present.beginEntry();
    await present.page.getByRole('combobox', { name: 'Pairing' }).fill('Iv\u200Fy\u0000');
    await present.told('This name holds characters that cannot be seen.');
    await present.page.keyboard.press('Escape');
    await present.press('Take them out');
    await present.press('Add “Ivy” as a new pairing');
    await present.told('Not saved yet. Choose a chair, and it is saved as you type.');
  });

  test('a name of 300 characters is not cut: it says how many are too many', async () => {
    const present = await atOpenJournal(copyOf(laid));
    const long = 'Maximiliane '.repeat(25);
    await present.goTo('Pairings');
    await present.press('New pairing');
    await present.field('What you call your peer here').fill(long);
    await present.choose('Do you two coach each other already?', 'We coach each other already');
    await present.told('220 characters too many. Nothing is cut; please shorten it.');
    await present.press('Add this pairing');
    expect(await present.field('What you call your peer here').inputValue()).toBe(long);
    await present.field('What you call your peer here').fill('Maximiliane');
    await present.press('Add this pairing');
    await present.heading('Maximiliane');

    await present.press('New pairing');
    await present.field('What you call your peer here').fill('maximiliane');
    await present.choose('Do you two coach each other already?', 'We coach each other already');
    await present.press('Add this pairing');
    await present.told('Another pairing has this name already. Add something that tells the two apart. What you wrote stays on this page.');
  });
});

/** The newest record, one bit of its seal: the first rows of the list are not from it. */
function changeOneRecord(file: string): void {
  const database = new Database(file);
  const row = database.prepare<[], { k: bigint; b: Buffer }>('SELECT k, b FROM r ORDER BY k DESC LIMIT 1').safeIntegers().get()!;
  row.b[row.b.length - 1]! ^= 1;
  database.prepare('UPDATE r SET b = ? WHERE k = ?').run(row.b, row.k);
  database.close();
}

function patch(file: string, at: number, values: number[]): void {
  const bytes = readFileSync(file);
  bytes.set(values, at);
  writeFileSync(file, bytes);
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
