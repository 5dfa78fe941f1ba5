import Database from 'better-sqlite3';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { Journal, openJournal } from '../../electron/journal/journal.ts';
import { keyOf } from '../../electron/vault/record.ts';
import { fileSealName } from '../../electron/vault/file-seal.ts';
import { prepareVault, type PreparedVault } from '../../electron/vault/vault.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { ben, entry, TestClock } from './open-journal.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('../vault/remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

const passphrase = 'six quiet words for a damaged journal';
let preparing: Promise<PreparedVault> | null = null;
const everything = { pairing: null, chair: null, trashed: false, after: null, limit: 100 };

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

/** A journal as the keeper keeps it, and its anchors in a folder of their own. */
class Kept {
  readonly clock = new TestClock();
  readonly failed: string[] = [];
  readonly #root = fs.mkdtempSync(path.join(os.tmpdir(), 'other-chair-damage-'));
  readonly file = path.join(this.#root, 'journal', 'journal.ocv');
  readonly anchors = path.join(this.#root, 'settings', 'anchors');
  readonly #gathering = { progress: () => undefined, damaged: () => undefined, anchors: this.anchors, traces: (doing: string) => void this.failed.push(doing) };

  constructor() {
    folders.push(this.#root);
  }

  async create(): Promise<Journal> {
    const prepared = await (preparing ??= prepareVault(passphrase, { cost: { passes: 3, memoryKiB: 64 * 1024 } }));
    return new Journal(prepared.write(this.file), this.#gathering, this.clock);
  }

  async open(): Promise<Journal> {
    const journal = await openJournal(this.file, { kind: 'passphrase', passphrase }, new AbortController().signal, this.#gathering, this.clock);
    await journal.whole();
    return journal;
  }

  /** One pairing and some sessions; closed. @returns the sessions' ids */
  async fill(sessions: number): Promise<RecordId[]> {
    const journal = await this.create();
    const { id: pairing } = await journal.pairings.add(ben, 'active');
    const ids: RecordId[] = [];
    for (let number = 1; number <= sessions; number += 1) ids.push((await journal.sessions.save(null, entry(pairing, `Takeaway${number} of this one`))).id);
    journal.close();
    return ids;
  }

  /** One more session; closed. */
  async writeMore(): Promise<void> {
    const journal = await this.open();
    const [pairing] = await journal.pairings.list();
    await journal.sessions.save(null, entry(pairing!.id, 'Something more'));
    journal.close();
  }

  spoil(id: RecordId): void {
    const database = new Database(this.file);
    database.prepare('UPDATE r SET b = zeroblob(length(b)) WHERE k = ?').run(keyOf(id));
    database.close();
  }
}

describe('a copy of the journal', () => {
  test('that is older is told with the number of saves, until the person takes it', async () => {
    const kept = new Kept();
    await kept.fill(1);
    const before = fs.readFileSync(kept.file);
    await kept.writeMore();
    await kept.writeMore();
    fs.writeFileSync(kept.file, before);
    for (let again = 0; again < 2; again += 1) {
      const journal = await kept.open();
      expect(journal.copy).toEqual({ is: 'older', savesBehind: 2 });
      expect(journal.tidy()).toBe(false);
      journal.close();
      expect(fs.readFileSync(kept.file).equals(before)).toBe(true);
    }
    let journal = await kept.open();
    journal.takeCopy();
    expect(journal.copy).toEqual({ is: 'expected' });
    journal.close();
    journal = await kept.open();
    expect(journal.copy).toEqual({ is: 'expected' });
    journal.close();
    expect(kept.failed).toEqual([]);
  });

  test('that was written on elsewhere is told as another one', async () => {
    const kept = new Kept();
    await kept.fill(1);
    const before = fs.readFileSync(kept.file);
    await kept.writeMore();
    const here = kept.anchors;
    const aside = `${here} aside`;
    fs.renameSync(here, aside);
    fs.writeFileSync(kept.file, before);
    await kept.writeMore();
    fs.rmSync(here, { recursive: true, force: true });
    fs.renameSync(aside, here);
    const journal = await kept.open();
    expect(journal.copy).toEqual({ is: 'diverged' });
    journal.close();
  });

  test('is as expected after a crash, without an anchor, and with one that is waste, which is written anew', async () => {
    const kept = new Kept();
    await kept.fill(1);
    const names = fs.readdirSync(kept.anchors);
    expect(names).toHaveLength(1);
    const anchor = path.join(kept.anchors, names[0]!);
    expect(fs.statSync(anchor).mode & 0o777).toBe(0o600);
    const older = fs.readFileSync(anchor);
    await kept.writeMore();
    for (const bytes of [older, null, Buffer.alloc(98), Buffer.alloc(5), Buffer.alloc(100_000)]) {
      if (bytes === null) fs.rmSync(anchor);
      else fs.writeFileSync(anchor, bytes);
      const journal = await kept.open();
      expect(journal.copy).toEqual({ is: 'expected' });
      journal.close();
      expect(fs.readFileSync(anchor).length).toBe(98);
      expect(fs.readFileSync(anchor).equals(older)).toBe(false);
    }
    expect(kept.failed).toHaveLength(3);
  });

  test('is no reason not to lock where its anchor cannot be written', async () => {
    const kept = new Kept();
    fs.mkdirSync(path.dirname(kept.anchors), { recursive: true });
    fs.writeFileSync(kept.anchors, 'a file in the place of the folder');
    await kept.fill(1);
    const journal = await kept.open();
    expect(journal.copy).toEqual({ is: 'expected' });
    journal.close();
    expect(kept.failed).toContain('anchoring');
  });
});

describe('the seal of the file', () => {
  test('is there after locking, and a file touched since is told as such, once, while every record is whole', async () => {
    const kept = new Kept();
    await kept.fill(3);
    expect(fs.existsSync(fileSealName(kept.file))).toBe(true);
    let journal = await kept.open();
    expect(await journal.wasTouched()).toBe(false);
    journal.close();
    // The change counter in SQLite's own header: nothing is read from it.
    const bytes = fs.readFileSync(kept.file);
    bytes[27]! ^= 1;
    fs.writeFileSync(kept.file, bytes);
    journal = await kept.open();
    expect(await journal.whole()).toBe(true);
    expect(await journal.wasTouched()).toBe(true);
    expect((await journal.sessions.list(everything)).rows).toHaveLength(3);
    journal.close();
    journal = await kept.open();
    expect(await journal.wasTouched()).toBe(false);
    journal.close();
  });

  test('that is missing says nothing: so a crash looks', async () => {
    const kept = new Kept();
    await kept.fill(1);
    fs.rmSync(fileSealName(kept.file));
    const journal = await kept.open();
    expect(await journal.wasTouched()).toBe(false);
    journal.close();
  });

  test('is put on in quiet moments, too, and comes off with the next save', async () => {
    const kept = new Kept();
    await kept.fill(1);
    fs.rmSync(fileSealName(kept.file));
    const journal = await kept.open();
    while (journal.tidy());
    expect(fs.existsSync(fileSealName(kept.file))).toBe(true);
    await journal.pairings.add({ ...ben, name: 'Ada' as unknown as typeof ben.name }, 'active');
    expect(fs.existsSync(fileSealName(kept.file))).toBe(false);
    journal.close();
  });
});

describe('a damaged journal', () => {
  test('shows and finds what verifies, counts the rest, takes no more, and is not written into', async () => {
    const kept = new Kept();
    const ids = await kept.fill(6);
    kept.spoil(ids[1]!);
    kept.spoil(ids[4]!);
    const before = fs.readFileSync(kept.file);
    const journal = await kept.open();
    expect(await journal.whole()).toBe(false);
    expect(journal.rescue.damage).toEqual({ readable: 5, altered: 2, missing: 0, whole: false });
    const { rows } = await journal.sessions.list(everything);
    expect(rows.map(({ id }) => id).sort()).toEqual(ids.filter((id) => id !== ids[1] && id !== ids[4]).sort());
    const find = (text: string) => journal.search({ text, pairing: null, chair: null, limit: 5 });
    expect(find('takeaway3')).toMatchObject({ ready: true, hits: [{}] });
    expect(find('takeaway2')).toMatchObject({ ready: true, hits: [] });
    await expect(journal.pairings.add(ben, 'active')).rejects.toMatchObject({ fault: 'same-name' });
    await expect(journal.sessions.trash(ids[0]!)).rejects.toMatchObject({ fault: 'damaged' });

    const rescued = await journal.rescue.save(null, () => undefined);
    expect(rescued).toEqual({ saved: 5, folder: null, name: expect.stringMatching(/^journal rescued 2026-03-02 \d{4}\.ocv$/u) as string });
    expect((await journal.rescue.save(null, () => undefined)).name).not.toBe(rescued.name);
    expect(journal.tidy()).toBe(false);
    journal.rescue.expectSaved();
    journal.close();
    expect(fs.readFileSync(kept.file).equals(before)).toBe(true);
    journal.rescue.putInPlace();
    expect(fs.readdirSync(path.dirname(kept.file)).filter((name) => name.startsWith('journal damaged'))).toHaveLength(1);

    const next = await kept.open();
    expect(await next.whole()).toBe(true);
    expect(next.copy).toEqual({ is: 'expected' });
    expect((await next.sessions.list(everything)).rows).toHaveLength(4);
    await next.sessions.trash(ids[0]!);
    next.close();
  });

  test('of which a page of SQLite cannot be read is opened as far as it can, and so is one without its head', async () => {
    for (const harm of ['page', 'head']) {
      const kept = new Kept();
      await kept.fill(20);
      const seal = fs.readFileSync(kept.file);
      if (harm === 'page') fs.writeFileSync(kept.file, seal.fill(1, 6 * 4096, 7 * 4096));
      else {
        const database = new Database(kept.file);
        database.exec('UPDATE m SET b = zeroblob(152) WHERE k = 2');
        database.close();
      }
      const before = fs.readFileSync(kept.file);
      const journal = await kept.open();
      const damage = journal.rescue.damage!;
      if (harm === 'head') expect(damage).toMatchObject({ readable: 21, altered: 0, missing: null });
      else expect(damage.readable).toBeGreaterThan(10);
      await expect(journal.pairings.add({ ...ben, name: 'Ada' as unknown as typeof ben.name }, 'active')).rejects.toMatchObject({ fault: 'damaged' });
      await journal.rescue.save(null, () => undefined);
      journal.close();
      expect(fs.readFileSync(kept.file).equals(before)).toBe(true);
      journal.rescue.putInPlace();
      const next = await kept.open();
      expect(await next.whole()).toBe(true);
      expect(next.copy).toEqual({ is: 'expected' });
      next.close();
    }
  });
});
