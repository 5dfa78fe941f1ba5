/** The pages of what differs between two peers, and of what happens around them, with something on them. */
import asymmetry from '../../shared/content/en/asymmetry.json' with { type: 'json' };
import type { Coach } from '../e2e/coach.ts';
import type { Pictures } from './pictures.ts';

const { influence, visibility, future_opportunities: futureOpportunities, evaluation_power: evaluationPower } = asymmetry.dimensions;

export async function lookAround(present: Coach, pictures: Pictures): Promise<void> {
  await present.openPairing('Jonas K.');
  await lookAtDifferences(present, pictures);
  await lookAtEvents(present, pictures);
}

async function lookAtDifferences(present: Coach, pictures: Pictures): Promise<void> {
  await present.toPart('Differences');
  await pictures.take(present.page, 'Differences, nothing said yet');
  await present.choose(influence.question, influence.anchors[1]!);
  await present.choose(visibility.question, visibility.anchors[2]!);
  await present.choose(futureOpportunities.question, "I can't tell");
  await present.choose(evaluationPower.question, evaluationPower.anchors[0]!);
  const row = present.page.getByRole('region', { name: 'Evaluation power', exact: true });
  await present.unfold(/^Evaluation power: how it shows/u, row);
  await present.choose('Have we talked about this?', 'Partly', row);
  await present.tick(evaluationPower.moves.eva_declare, row);
  await present.saved();
  await pictures.take(present.page, 'Differences');
  await pictures.takeWhole(present.page, 'Differences from head to foot');
  await pictures.takeAt200PerCent(present.page, 'Differences at 200 %');
}

async function lookAtEvents(present: Coach, pictures: Pictures): Promise<void> {
  await present.toPart('Events');
  await pictures.take(present.page, 'Events, nothing noted yet');
  await present.press('Someone showed interest');
  const interest = present.page.getByRole('dialog', { name: 'Someone showed interest' });
  await present.choose('Who?', 'The programme team', interest);
  await present.choose('What did they want to know?', 'Themes', interest);
  await pictures.take(present.page, 'Noting that someone showed interest');
  await interest.getByRole('button', { name: 'Note it' }).click();
  await interest.waitFor({ state: 'detached' });
  await present.press('Something travelled');
  const travelled = present.page.getByRole('dialog', { name: 'Something travelled' });
  await travelled.getByRole('button', { name: /What travelled\?$/u }).click();
  await present.page.getByRole('option', { name: 'What my peer brought' }).click();
  await present.choose('Was there a yes to it?', 'Missing', travelled);
  await pictures.take(present.page, 'Noting that something travelled');
  await travelled.getByRole('button', { name: 'Note it' }).click();
  await present.press('Draft the sentence');
  await pictures.take(present.page, 'Something travelled without a yes');
  await present.page.keyboard.press('Escape');
  await present.page.getByRole('dialog').waitFor({ state: 'detached' });
  await pictures.take(present.page, 'Events');
}
