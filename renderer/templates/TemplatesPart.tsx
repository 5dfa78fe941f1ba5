import { useTranslation } from 'react-i18next';
import type { PairingRow } from '../../shared/pairing.ts';
import type { Occasion } from '../../shared/reflection.ts';
import type { Offer } from '../../shared/template.ts';
import type { AgreementRow } from '../../shared/agreement-version.ts';
import { useAnswer } from '../keeper.ts';
import { toQuery } from '../reflections/occasions.ts';
import { ReflectionLines } from '../reflections/ReflectionLines.tsx';
import { useWritten } from '../reflections/written.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { AgreedTemplates } from './AgreedTemplates.tsx';
import { TemplateLines } from './TemplateLines.tsx';
import style from './Templates.module.css';

/** What is offered for a pairing as it stands, and what was written about it and its sittings. */
export function TemplatesPart({ pairing }: { pairing: PairingRow }) {
  const { t } = useTranslation('templates');
  const templates = useAnswer('listTemplates', {}, { keepShown: true });
  const { rows, showEarlier } = useWritten({ pairing: pairing.id, session: null, trashed: false });
  const occasion: Occasion = { is: 'pairing', pairing: pairing.id };
  const agreements = useAnswer('listAgreements', { pairing: pairing.id });
  const occasions = [...occasionsOf(pairing), ...agreementOccasions(agreements.state === 'answered' ? agreements.value : null, pairing)];
  const offered = templates.state === 'answered' ? templates.value.filter((row) => row.offered.some((offer) => occasions.includes(offer))) : [];
  return (
    <>
      {templates.state === 'refused' && <RefusalMessage name="listTemplates" refusal={templates.refusal} />}
      <AgreedTemplates pairing={pairing} />
      <section className={style.section} aria-labelledby="offered">
        <h2 id="offered" className={style.heading}>
          {t('offered')}
        </h2>
        {offered.length > 0 && <TemplateLines rows={offered} occasion={occasion} label={t('offered')} />}
        <p>
          <GoLink to={`/templates${toQuery(occasion)}`}>{t('more')}</GoLink>
        </p>
      </section>
      <section className={style.section} aria-labelledby="written">
        <h2 id="written" className={style.heading}>
          {t('written')}
        </h2>
        {rows?.length === 0 && <EmptyState>{t('nothingWritten')}</EmptyState>}
        {rows !== null && rows.length > 0 && <ReflectionLines rows={rows} label={t('written')} without="pairing" />}
        {showEarlier && (
          <div>
            <Button onPress={showEarlier}>{t('earlier')}</Button>
          </div>
        )}
      </section>
    </>
  );
}

/** Every fourth session a look at how kind the two have become; else by the state the pairing is in (domain §6). */
function occasionsOf({ state, sessions }: PairingRow): Offer[] {
  switch (state.is) {
    case 'considering':
      return ['considering'];
    case 'active':
      return [...(sessions > 0 && sessions % 4 === 0 ? (['every_fourth_session'] as const) : []), ...(state.before?.is === 'paused' ? (['after_pause'] as const) : [])];
    case 'paused':
      return ['after_pause', 'context_event'];
    case 'ended':
      return ['ending'];
  }
}

/** As long as nothing is agreed, contracting; on the day of the review, re-contracting. `null`: not known yet. */
function agreementOccasions(rows: readonly AgreementRow[] | null, { state }: PairingRow): Offer[] {
  if (rows === null || state.is === 'ended') return [];
  if (rows.some((row) => row.state === 'review_due')) return ['agreement_review'];
  return rows.some((row) => row.state === 'agreed') ? [] : ['no_agreement'];
}
