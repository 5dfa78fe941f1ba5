import { Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Occasion } from '../../shared/reflection.ts';
import type { Offer, TemplateRow } from '../../shared/template.ts';
import { useAsking } from '../keeper.ts';
import { toQuery } from '../reflections/occasions.ts';
import { Button } from '../ui/Button.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import style from './Templates.module.css';

/** Templates as a list: what each is for, how long it takes, when it is offered. */
export function TemplateLines({ rows, occasion, label }: { rows: readonly TemplateRow[]; occasion: Occasion; label: string }) {
  const favour = useAsking('favourTemplate');
  return (
    <>
      <RefusalMessage name="favourTemplate" refusal={favour.refusal} />
      <ul className={style.lines} aria-label={label}>
        {rows.map((row) => (
          <TemplateLine key={row.id} row={row} occasion={occasion} onFavour={(favourite) => void favour.ask({ id: row.id, favourite })} />
        ))}
      </ul>
    </>
  );
}

function TemplateLine({ row, occasion, onFavour }: { row: TemplateRow; occasion: Occasion; onFavour: (favourite: boolean) => void }) {
  const { t } = useTranslation('templates');
  const facts = useFacts(row);
  return (
    <li className={style.item}>
      <div className={style.link}>
        <GoLink to={`/templates/${row.id}${toQuery(occasion)}`} look="row">
          <span className={style.title}>{row.title}</span>
          {row.purpose !== null && <span className={style.purpose}>{row.purpose}</span>}
          <span className={style.facts}>{facts.join(' · ')}</span>
        </GoLink>
      </div>
      <span className={style.favourite} data-on={row.favourite}>
        <Button kind="plain" icon={Star} iconOnly pressed={row.favourite} onPress={() => onFavour(!row.favourite)}>
          {t('favourite', { title: row.title })}
        </Button>
      </span>
    </li>
  );
}

/** Minutes, number of questions, and where it is offered by itself. */
export function useFacts({ minutes, prompts, offered, origin }: Pick<TemplateRow, 'minutes' | 'prompts' | 'offered' | 'origin'>): string[] {
  const { t } = useTranslation('templates');
  const places = (Object.keys(SHOWN_OFFERS) as ShownOffer[]).filter((offer) => offered.includes(offer));
  return [
    minutes === null ? null : t('minutes', { count: minutes }),
    t('questions', { count: prompts }),
    origin === 'built_in' ? null : t(`origin.${origin}`),
    ...places.map((offer) => t(`offers.${offer}`)),
  ].filter((fact) => fact !== null);
}

type ShownOffer = Exclude<Offer, `O${number}` | 'on_request'>;

/** All but observations and "on request", which is true of every one of them. */
const SHOWN_OFFERS: Record<ShownOffer, true> = {
  after_coaching: true,
  after_being_coached: true,
  every_fourth_session: true,
  every_90_days: true,
  considering: true,
  no_agreement: true,
  agreement_review: true,
  after_pause: true,
  ending: true,
  context_event: true,
  asymmetry_map: true,
  outside_interest: true,
};
