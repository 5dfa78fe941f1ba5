/** G7: nothing a person types is readable in anything any process of the app writes, at any moment, in any encoding. */
import { globSync, lstatSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { canariesOf, canariesOfWords, freshCanaries } from '../canary/canaries.ts';
import { Detector, inWords, type Sighting } from '../canary/detector.ts';
import { formsOf, type Canary } from '../canary/forms.ts';
import { startTeller } from '../proof/teller.ts';
import { readTrace, traced, whyNotTraced, type Trace } from '../proof/trace.ts';
import { tellAnEvening, whyNoApp } from './evening.ts';
import { Count, type Figure, type Line, type Order } from './figure.ts';

const EVENINGS = 5;
const PLANTED = 'planted';

export const g7: Figure = { id: 'G7', shares: 1, run };

async function run(order: Order): Promise<Line[]> {
  const evenings = order.full ? EVENINGS : 1;
  const control = new Count('control: the text that is leaked on purpose is found, and it alone', { goal: EVENINGS, asked: evenings });
  const canaries = Object.keys(freshCanaries()).length;
  const count = new Count('texts typed in an evening with crashes: readable in nothing that was written, printed or left', { goal: EVENINGS * canaries, asked: evenings * canaries });
  const whyNot = whyNotTraced() ?? whyNoApp();
  if (whyNot !== null) count.note(`Not run: ${whyNot}.`);
  else for (let evening = 0; evening < evenings; evening += 1) await look(path.join(order.onDisk, String(evening)), { control, count });
  return [control, count];
}

async function look(folder: string, { control, count }: { control: Count; count: Count }): Promise<void> {
  const texts = freshCanaries();
  const planted = { name: PLANTED, text: `planted ${freshCanaries().intention}` };
  const recording = `${folder}-trace`;
  const teller = startTeller(folder, traced(recording));
  const userData = path.join(folder, 'app');
  mkdirSync(userData);
  await teller.tell('opens', { userData, texts });
  const words = await tellAnEvening(teller);
  await teller.tell('leaksOnPurpose', { text: planted.text });
  const said = await teller.tell('leaves');
  await teller.end();

  const trace = await readTrace(recording);
  const canaries: Canary[] = [...canariesOf(texts), ...canariesOfWords(words), planted];
  const sightings = await sightingsIn(new Detector(canaries), trace, folder, said + teller.output());
  const ofPlanted = sightings.filter(({ canary }) => canary === PLANTED);
  if (ofPlanted.length > 0 && trace.unseen.length === 0) control.held();
  else control.failed(trace.unseen.length > 0 ? `writes that are not recorded: ${trace.unseen.slice(0, 3).join(', ')}` : 'it was not found');
  for (const { name } of canariesOf(texts)) {
    const [seen] = sightings.filter(({ canary }) => canary === name);
    if (seen === undefined) count.held();
    else count.failed(inWords([seen]).join());
  }
  for (const seen of sightings.filter(({ canary }) => canary.startsWith('recovery words'))) count.failed(inWords([seen]).join());
  add(count, 'forms looked for', canaries.reduce((sum, canary) => sum + formsOf(canary).length, 0));
  add(count, 'files written', trace.written.size);
  add(count, 'bytes written', [...trace.written.values()].reduce((sum, bytes) => sum + bytes.length, 0));
}

async function sightingsIn(detector: Detector, trace: Trace, folder: string, said: string): Promise<Sighting[]> {
  const sightings: Sighting[] = await detector.bytes(Buffer.from(said), 'what was printed');
  for (const [place, bytes] of [...trace.written, ...trace.printed]) sightings.push(...(await detector.bytes(bytes, path.relative(folder, place))));
  for (const file of globSync('**/*', { cwd: folder }).map((name) => path.join(folder, name))) {
    if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === true) sightings.push(...(await detector.file(file)));
  }
  return sightings;
}

function add({ tally }: Count, kind: string, many: number): void {
  tally[kind] = (tally[kind] ?? 0) + many;
}
