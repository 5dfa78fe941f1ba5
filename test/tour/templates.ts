/** The pages of templates and reflections, on the way of the tour. */
import type { Coach } from '../e2e/coach.ts';
import type { Pictures } from './pictures.ts';

export async function lookAtTemplates(present: Coach, pictures: Pictures): Promise<void> {
  const take = (title: string) => pictures.take(present.page, title);
  await present.goTo('Templates');
  await present.press('Favourite: Seven viewpoints (after Hawkins and Shohet)');
  await present.page.getByRole('list', { name: 'Favourites' }).waitFor();
  await take('The templates');
  await present.page.getByRole('link', { name: /^Contracting conversation/u }).click();
  await present.heading('Contracting conversation');
  await take('A template');
  await present.chooseFromList('Looking back at', 'Jonas K.');
  await present.press('Begin');
  await present.write('What do I want this pairing for, and what is it not for?', 'A place to think about how we lead projects. Not a place to settle who leads them.');
  await present.choose('How shall we share the chairs?', 'Swap from session to session');
  await present.tick('Everything that is said');
  await present.saved();
  await pictures.takeWhole(present.page, 'A template, half filled in');
  await present.press('Done');
  await present.told(/^These answers can be carried/u);
  await present.press('Look at what could be carried over');
  await present.page.getByRole('dialog').getByRole('checkbox').first().waitFor();
  await take('Answers that could go into the agreement');
  await present.page.keyboard.press('Escape');
  await present.page.getByRole('dialog').waitFor({ state: 'detached' });

  await present.openEntry('The silence did more than my questions');
  await present.beginReflection('After coaching', 'coach');
  await present.choose('How did I handle advice?', 'I offered some and asked first');
  await present.press('Done');
  await present.told(/^This is the one question that is asked for/u);
  await take('A template on a sitting, the one question asked for');
  await present.page.getByRole('link', { name: 'Back to the entry' }).click();
  await present.page.getByRole('region', { name: 'When and how' }).waitFor();
  await pictures.takeWhole(present.page, 'An entry with a reflection');
  await present.openPairing('Jonas K.');
  await present.toPart('Templates');
  await take('The templates of a pairing');
  await present.goTo('Templates');
  await present.page.getByRole('main').getByRole('link', { name: 'Reflections' }).click();
  await present.heading('Reflections');
  await take('The reflections');
  await present.goTo('Templates');
  await present.page.getByRole('link', { name: /^Six-step cycle/u }).click();
  await present.press('Make a copy to change');
  await present.heading('Six-step cycle (after Gibbs) (my copy)');
  await take('A template being written');
}
