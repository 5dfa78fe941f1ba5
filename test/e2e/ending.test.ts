/** A pairing ends, and is cleared of the other: what anybody could find afterwards, in the app or with the passphrase and another program. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Coach } from './coach.ts';
import { JOURNAL_FILE, layJournal } from './laid-journal.ts';

const reader = path.join(import.meta.dirname, '../../build/reader/read-journal.mjs');
/** In every text about the peer, their name included, and in every text about the two. */
const THEIRS = 'zebra';
const MINE = 'maple';

let coach: Coach | null = null;
let stick: string;

beforeEach(() => {
  stick = mkdtempSync(path.join(os.tmpdir(), 'other-chair-stick-'));
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await coach?.keepPicture(task.name);
  await coach?.app.kill();
  coach = null;
  rmSync(stick, { recursive: true, force: true });
});

/** Everything the reader that outlives the app finds in a journal or a backup. */
function everythingIn(file: string, passphrase: string): string {
  const out = path.join(stick, `read-${path.basename(file)}`);
  const { status, stderr } = spawnSync(process.execPath, [reader, file, '--out', out], { input: `${passphrase}\n`, encoding: 'utf8' });
  expect(`${status} ${stderr}`).toBe('0 ');
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(path.join(each.parentPath, each.name), 'utf8'))
    .join('\n');
}

test('a pairing is ended and cleared: no word about the peer is left in the journal, the search or a fresh backup', async () => {
  const { folder, passphrase } = await layJournal(
    [{ name: `Ms ${THEIRS}`, sinceDaysAgo: 90, note: `The ${THEIRS} and I meet on Mondays.` }],
    [
      {
        pairing: `Ms ${THEIRS}`,
        date: '2026-03-02',
        sittings: [{ chair: 'coach', intention: `To wait, ${MINE}.`, takeaway: `I can wait, ${MINE}.`, ratings: { candour: 4, safety: 2 } }],
        betweenUs: { note: `A ${THEIRS} of a silence.` },
        aboutMyPeer: { keywords: `${THEIRS}, deputy`, theirStep: `${THEIRS} asks` },
      },
    ],
  );
  const file = path.join(folder, JOURNAL_FILE);
  const before = everythingIn(file, passphrase);
  expect(before).toContain(THEIRS);
  expect(before).toContain(MINE);
  rmSync(path.join(stick, `read-${path.basename(file)}`), { recursive: true });

  coach = await Coach.sitDown(folder);
  await coach.unlockWithPassphrase(passphrase);
  await coach.findByWord(THEIRS);
  await coach.openPairing(`Ms ${THEIRS}`);
  await coach.press('End the pairing');
  await coach.page.getByRole('heading', { name: 'Ending this pairing' }).waitFor();
  await coach.choose('What happens to what you wrote', 'Clear all but my own learning');
  await coach.press('End the pairing');
  await coach.heading('Former peer');
  await coach.told(/The pairing has ended\./u);

  expect(await (await coach.findByWord(MINE)).count()).toBe(1);
  await coach.search(THEIRS);
  await coach.told(/^Nothing was found/u);
  await coach.goTo('Settings');
  await coach.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, stick);
  await coach.press('Choose a folder for backups');
  await coach.told(/read back and found whole/u);
  await coach.leave();

  const backup = readdirSync(stick).find((name) => name.endsWith('.ocb'))!;
  for (const kept of [file, path.join(stick, backup)]) {
    const found = everythingIn(kept, passphrase);
    expect(found).not.toContain(THEIRS);
    expect(found.split(MINE).length - 1).toBeGreaterThanOrEqual(2);
  }
  expect(existsSync(file)).toBe(true);
});
