/**
 * Entry of a process that runs one share of one figure. It prints the lines as JSON: now and then as far as they have been counted, and
 * at the end as they are. Its folders are made and removed by who starts it.
 */
import fs from 'node:fs';
import { sodiumReady } from '../../electron/vault/seal.ts';
import { tellNowAndThen, type Line } from './figure.ts';
import { FIGURES } from './figures.ts';
import { Random } from './random.ts';

export interface ShareAsked {
  id: string;
  full: boolean;
  seed: number;
  share: number;
  shares: number;
  folder: string;
  onDisk: string;
}

if (import.meta.main) await answer(JSON.parse(process.argv[2]!) as ShareAsked);

async function answer({ id, ...asked }: ShareAsked): Promise<void> {
  const figure = FIGURES.find((each) => each.id === id)!;
  // What it has told so far is what counts then.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(143));
  await sodiumReady();
  tellNowAndThen(print);
  print(await figure.run({ ...asked, random: new Random(asked.seed, id, asked.share) }));
}

function print(lines: readonly Line[]): void {
  fs.writeSync(1, `${JSON.stringify(lines)}\n`);
}
