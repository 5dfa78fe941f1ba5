/** What two people do to come to an agreement, at the window of one of them. */
import type { Locator } from 'playwright-core';
import content from '../../shared/content/en/agreement.json' with { type: 'json' };
import type { ClauseId } from '../../shared/agreement.ts';
import type { Coach } from './coach.ts';

export class AgreementWriter {
  readonly #coach: Coach;

  constructor(coach: Coach) {
    this.#coach = coach;
  }

  /** To the agreement of a pairing. */
  async open(peer: string): Promise<void> {
    await this.#coach.openPairing(peer);
    await this.#coach.toPart('Agreement');
  }

  clause(id: ClauseId): Locator {
    return this.#coach.page.getByRole('listitem').filter({ has: this.#coach.page.getByRole('heading', { name: new RegExp(`^${content.clauses[id].heading}`, 'u'), level: 3 }) });
  }

  /** From nothing to a text both can read: defaults where there are some, and on purpose without the rest. */
  async write(names: readonly [string, string]): Promise<void> {
    const { press, takeWording } = { press: (id: ClauseId, name: string) => this.clause(id).getByRole('button', { name, exact: true }).click(), takeWording: (id: ClauseId) => this.clause(id).getByRole('button', { name: 'Take this wording' }).click() };
    await this.#coach.field('One name').fill(names[0]);
    await this.#coach.field('The other name').fill(names[1]);
    await takeWording('purpose');
    await this.#coach.choose('Rhythm: Which of these?', 'Every two weeks');
    await this.#coach.choose('Chairs: Which of these?', 'Swap from session to session');
    await this.#coach.field('Our word for “stop”').fill('rain');
    await takeWording('challenge');
    await press('off_limits', 'Leave it out');
    await press('asymmetries', 'Leave it out');
    await press('stays', 'Tick all of them');
    await this.#coach.choose(content.travel.preset, content.travel.presets.own_learning);
    await takeWording('outside_interest');
    await press('notes', 'Tick all of them');
    await this.#coach.tick("Someone's life or safety is at serious risk.", this.clause('exceptions'));
    await press('consultation', 'Leave it out');
    await press('third_persons', 'Leave it out');
    await press('circuit_breakers', 'Leave it out');
    await this.clause('review').getByRole('button', { name: /^Take /u }).click();
    await takeWording('stopping');
    await press('afterwards', 'Tick all of them');
    await press('slips', 'Leave it out');
    await this.#coach.saved();
  }

  async propose(): Promise<void> {
    await this.#coach.press('Fix the words for reading');
    await this.part('Proposed').waitFor();
  }

  async agree(): Promise<void> {
    await this.#coach.press('We have both read it');
    await this.#coach.tick('We have both read it');
    await this.#coach.press('We agree');
    await this.part('In force').waitFor();
  }

  part(name: 'Being written' | 'Proposed' | 'In force' | 'Versions' | 'A file from your peer'): Locator {
    return this.#coach.page.getByRole('region', { name, exact: true });
  }

  /** The twenty digits that are shown there. */
  async digits(name: 'Proposed' | 'In force' | 'A file from your peer'): Promise<string> {
    const label = await this.part(name).getByRole('img', { name: /^Digits of this text/u }).first().getAttribute('aria-label');
    return label?.replace(/\D/gu, '') ?? '';
  }

  /** The person chooses this place in the system's own dialog, where no test can reach. */
  async handOver(file: string): Promise<void> {
    await this.#coach.app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    }, file);
    await this.#coach.press('Hand it over as a file');
    await this.#coach.press('Choose where it goes');
    await this.#coach.told('The file was written. A line in What travelled says so.');
  }

  async openFile(file: string, from: Locator | null = null): Promise<void> {
    await this.#coach.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, file);
    await (from ?? this.#coach.page).getByRole('button', { name: 'Open a file from your peer' }).click();
  }
}
