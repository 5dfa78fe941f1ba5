/**
 * A process that takes steps of a flow until it is killed, or some turns. It says each on a line: `will <step>` and then `done`, or
 * `fault <code>` where the step failed in a way that has a name; it then tries once more, and after that with the journal opened anew.
 */
import fs from 'node:fs';
import { VaultFault } from '../../electron/vault/fault.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { sodiumReady } from '../../electron/vault/seal.ts';
import { unlock, type Vault } from '../../electron/vault/vault.ts';
import { inWords } from './figure.ts';
import { Random } from './random.ts';
import { after, FLOWS, journalIn, type Run, type State, type Step } from './steps.ts';

/** A refused call is refused once to each thread, and Node has four that write files. */
const ATTEMPTS = 6;

export interface VictimAsked {
  flow: string;
  folder: string;
  state: State;
  /** P of the passphrase, in hexadecimal; null when there is no journal yet. */
  derived: string | null;
  turns: number;
  seed: string;
}

if (import.meta.main) await live(JSON.parse(process.argv[2]!) as VictimAsked);

async function live({ flow: name, folder, state, derived, turns, seed }: VictimAsked): Promise<void> {
  await sodiumReady();
  const flow = FLOWS.find((each) => each.name === name)!;
  const random = new Random(seed);
  const reopened = () => open(folder, derived);
  const run: Run = { label: seed, folder, state, vault: reopened(), step: (step, act) => stepOf(run, step, act, reopened) };
  say('ready');
  for (let turn = 0; turn < turns; turn += 1) await flow.take(run, random, turn);
  // Not closed on purpose: an app that ends badly does not close either.
  process.exit(0);
}

async function stepOf(run: Run, step: Step, act: () => Promise<void> | void, reopened: () => Vault | null): Promise<void> {
  say(`will ${JSON.stringify(step)}`);
  for (let attempt = 0; ; attempt += 1) {
    try {
      await act();
      break;
    } catch (error) {
      if (!(error instanceof VaultFault) || attempt === ATTEMPTS) {
        say(`broke ${inWords(error)}`);
        process.exit(3);
      }
      say(`fault ${error.fault}`);
      if (attempt >= 1 && run.vault !== null) {
        run.vault.close();
        run.vault = reopened();
      }
    }
  }
  run.state = after(run.state, step);
  say('done');
}

function open(folder: string, derived: string | null): Vault | null {
  if (derived === null || !fs.existsSync(journalIn(folder))) return null;
  const vault = unlock(JournalFile.open(journalIn(folder)), 'passphrase', Uint8Array.from(Buffer.from(derived, 'hex')));
  for (const _ of vault.gather(100));
  return vault;
}

function say(line: string): void {
  fs.writeSync(1, `${line}\n`);
}
