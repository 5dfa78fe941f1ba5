import { drawIn, expectAccessible, picture, show, SIZES, THEMES } from './show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { keep } from '../../shared/about.ts';
import type { TemplateAgreementRow } from '../../shared/template-agreement.ts';
import { agreedTemplate } from '../../shared/template-agreement.ts';
import { TemplatesPart } from '../../renderer/templates/TemplatesPart.tsx';
import { TemplatePage } from '../../renderer/templates/TemplatePage.tsx';
import { done, type Answers, type BridgeDouble } from './bridge.ts';
import { reflections } from './reflections/journal.ts';
import { id, pairings } from './sample.ts';

const maren = pairings[0]!;
const row = (title: string, more: Partial<TemplateAgreementRow> = {}): TemplateAgreementRow => ({
  id: id(title.length),
  agreed: keep('us', agreedTemplate.parse({ template: { id: 'grow-debrief', version: 1, fingerprint: '11112222333344445555' }, on: '2026-11-02', compared: 'match' })),
  title,
  current: true,
  here: true,
  ...more,
});
const answers: Answers = { ...reflections().answers, listAgreements: () => done([]) };
const asked = (bridge: BridgeDouble, name: string) => bridge.asked.filter((each) => each.name === name).map(({ input }) => input);
const template = (more: Answers = {}) => show(<TemplatePage id="grow-debrief" occasion={{ is: 'alone' }} />, { ...answers, ...more });
const part = (rows: TemplateAgreementRow[], more: Answers = {}) => show(<main><h1>Maren</h1><TemplatesPart pairing={maren} /></main>, { ...answers, listTemplateAgreements: () => done(rows), ...more });

async function openDialog(): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole('button', { name: 'Agree on it with your peer' }));
  return screen.findByRole('dialog');
}

async function choosePeer(dialog: HTMLElement): Promise<void> {
  await userEvent.click(within(dialog).getByRole('button', { name: /With whom/u }));
  await userEvent.click(await screen.findByRole('option', { name: 'Maren' }));
}

afterEach(() => {
  delete document.documentElement.dataset['theme'];
});

test('digits that are the same are noted as an agreement with that peer', async () => {
  const { bridge } = template({ agreeOnTemplate: () => done(null) });
  const dialog = await openDialog();
  expect(within(dialog).getByRole('button', { name: 'Same' })).toHaveProperty('disabled', true);
  await choosePeer(dialog);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Same' }));
  await waitFor(() => expect(asked(bridge, 'agreeOnTemplate')).toEqual([{ pairing: maren.id, template: 'grow-debrief', compared: 'match' }]));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('where the digits differ, nothing is noted, and it says what to do', async () => {
  const { bridge } = template({ agreeOnTemplate: () => done(null) });
  const dialog = await openDialog();
  await choosePeer(dialog);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Different' }));
  expect(await within(dialog).findByText(/One of you has other questions/u)).toBeTruthy();
  expect(asked(bridge, 'agreeOnTemplate')).toEqual([]);
});

test('what was agreed on comes first on the pairing’s page, and says when it has changed since', async () => {
  const { bridge } = part([row('GROW debrief'), row('Our look back', { current: false }), row('An old one', { current: false, here: false })], { removeTemplateAgreement: () => done(null) });
  const list = await screen.findByRole('list', { name: 'Agreed with Maren' });
  expect(within(list).getAllByText(/Agreed with Maren on 2 Nov 2026 · the same digits/u)).toHaveLength(3);
  expect(within(list).getByText(/changed since, so it wants to be agreed anew/u)).toBeTruthy();
  expect(within(list).getByText(/no longer among your templates/u)).toBeTruthy();
  expect(within(list).getAllByRole('link')).toHaveLength(2);
  expect(screen.getAllByRole('list')[0]).toBe(list);
  await userEvent.click(within(list).getByRole('button', { name: 'Forget that “An old one” was agreed on' }));
  await waitFor(() => expect(asked(bridge, 'removeTemplateAgreement')).toEqual([{ id: id('An old one'.length) }]));
});

for (const theme of THEMES) {
  for (const [width, height] of SIZES) {
    test(`agreeing on a template can be read by everybody, ${theme}, ${width} wide`, async () => {
      await page.viewport(width, height);
      drawIn(theme);
      part([row('GROW debrief'), row('Our look back', { current: false })]);
      await screen.findByRole('list', { name: 'Agreed with Maren' });
      await expectAccessible();
      await picture(`template-agreed-${width}-${theme}`);
      template();
      await openDialog();
      await expectAccessible();
      await picture(`template-agree-${width}-${theme}`);
    });
  }
}
