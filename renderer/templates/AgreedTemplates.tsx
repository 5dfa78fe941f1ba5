import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import type { TemplateAgreementRow } from '../../shared/template-agreement.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { toQuery } from '../reflections/occasions.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import style from './Templates.module.css';

/** What the two have agreed to look back with comes first on the page of their templates. */
export function AgreedTemplates({ pairing }: { pairing: PairingRow }) {
  const { t } = useTranslation('templates');
  const say = useSay();
  const agreements = useAnswer('listTemplateAgreements', { pairing: pairing.id });
  const remove = useAsking('removeTemplateAgreement');
  if (agreements.state !== 'answered' || agreements.value.length === 0) return null;
  const onRemove = async (row: TemplateAgreementRow) => {
    if ((await remove.ask({ id: row.id })).ok) say(t('agree.removed'));
  };
  return (
    <section className={style.section} aria-labelledby="agreed-templates">
      <h2 id="agreed-templates" className={style.heading}>
        {t('agree.section', { name: reveal(pairing.name) })}
      </h2>
      <RefusalMessage name="removeTemplateAgreement" refusal={remove.refusal} />
      <ul className={style.lines} aria-label={t('agree.section', { name: reveal(pairing.name) })}>
        {agreements.value.map((row) => (
          <li key={row.id} className={style.item}>
            <Agreed pairing={pairing} row={row} />
            <span className={style.favourite}>
              <Button kind="plain" icon={X} iconOnly onPress={() => void onRemove(row)}>
                {t('agree.remove', { title: row.title })}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Agreed({ pairing, row: { agreed, title, current, here } }: { pairing: PairingRow; row: TemplateAgreementRow }) {
  const { t } = useTranslation('templates');
  const { shortDay } = useDates();
  const { template, on, compared } = reveal(agreed);
  const facts = [t('agree.on', { name: reveal(pairing.name), date: shortDay(on) }), compared === 'match' ? t('agree.compared') : t('agree.notCompared'), current ? null : t(here ? 'agree.changed' : 'agree.gone')].filter((fact) => fact !== null);
  const words = (
    <>
      <span className={style.title}>{title}</span>
      <span className={style.facts}>{facts.join(' · ')}</span>
    </>
  );
  if (!here) return <div className={style.link}>{words}</div>;
  return (
    <div className={style.link}>
      <GoLink to={`/templates/${template.id}${toQuery({ is: 'pairing', pairing: pairing.id })}`} look="row">
        {words}
      </GoLink>
    </div>
  );
}
