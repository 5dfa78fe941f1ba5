/**
 * A process that changes the keys of a journal until it is killed: passphrase, recovery words, vault key, one after the other. It says what it is
 * about to do, when the file begins to change, and when it is confirmed: `will <change>`, `writing` and `done <change>`, one JSON a line.
 */
import fs from 'node:fs';
import { RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { openVault } from '../../electron/vault/vault.ts';

export interface KeyChange { what: 'passphrase' | 'words' | 'rekey'; passphrase: string; words: string }

const [file, first, ofSheet, only] = process.argv.slice(2);
const cost = RECOVERY_COST;
const say = (word: string, change: KeyChange) => fs.writeSync(1, `${word} ${JSON.stringify(change)}\n`);
// Bound to its file when it is called.
// eslint-disable-next-line @typescript-eslint/unbound-method
const { writePreface } = JournalFile.prototype;
JournalFile.prototype.writePreface = function (...preface) {
  fs.writeSync(1, 'writing\n');
  writePreface.apply(this, preface);
};
const kinds: KeyChange['what'][] = only === undefined ? ['passphrase', 'words', 'rekey'] : [only as KeyChange['what']];

let passphrase = first!;
let words = ofSheet!;
const vault = await openVault(file!, { kind: 'passphrase', passphrase });
for (const _ of vault.gather(100));

for (let count = 0; ; count += 1) {
  const what = kinds[count % kinds.length]!;
  if (what === 'passphrase') {
    const next = `passphrase ${process.pid} ${count}`;
    say('will', { what, passphrase: next, words });
    await vault.changePassphrase({ kind: 'passphrase', passphrase }, next, { cost });
    passphrase = next;
  } else if (what === 'words') {
    const prepared = await vault.prepareWords({ kind: 'passphrase', passphrase });
    const next = prepared.recoveryWords.join(' ');
    say('will', { what, passphrase, words: next });
    await vault.issueWords(prepared);
    words = next;
  } else {
    say('will', { what, passphrase, words });
    await vault.rekey({ passphrase, words }, { cost, progress: (_, copied) => copied <= 32 && fs.writeSync(1, 'writing\n') });
  }
  say('done', { what, passphrase, words });
}
