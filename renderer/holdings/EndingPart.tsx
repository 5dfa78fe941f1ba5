import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { keep } from '../../shared/about.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { placeOf, type PartProps } from '../pairings/places.ts';
import { placeToBegin } from '../reflections/occasions.ts';
import { Button } from '../ui/Button.tsx';
import { Checklist } from '../ui/Checklist.tsx';
import { Choice } from '../ui/Choice.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { PeerNotes } from './PeerNotes.tsx';
import style from './holdings.module.css';

/** Ends a pairing on purpose: a look back, the notes about the peer, the agreement, and what happens to the rest (domain §5.5). */
export function EndingPart({ pairing }: PartProps) {
  const { t } = useTranslation('holdings');
  const say = useSay();
  const [, goTo] = useLocation();
  const versions = useAnswer('listAgreements', { pairing: pairing.id });
  const [endsAgreement, setEndsAgreement] = useState(true);
  const [kept, setKept] = useState<'everything' | 'learning'>('everything');
  const [name, setName] = useState(t('clear.formerPeer'));
  const move = useAsking('movePairing');
  const endAgreement = useAsking('endAgreement');
  const clear = useAsking('clearPairing');
  const inForce = versions.state === 'answered' ? versions.value.find(({ state }) => state === 'agreed' || state === 'review_due') : undefined;

  const onEnd = async () => {
    if (inForce && endsAgreement && !(await endAgreement.ask({ id: inForce.id })).ok) return;
    if (pairing.state.is !== 'ended' && !(await move.ask({ id: pairing.id, to: 'ended' })).ok) return;
    if (kept === 'learning' && !(await clear.ask({ pairing: pairing.id, name: keep('peer', name.trim()) })).ok) return;
    say(t(kept === 'learning' ? 'ending.doneCleared' : 'ending.done'));
    goTo(placeOf(pairing.id, 'overview'));
  };
  return (
    <>
      <div className={style.section}>
        <h2>{t('ending.title')}</h2>
        <p>{t('ending.lead')}</p>
      </div>
      <section className={style.section} aria-labelledby="ending-look">
        <h2 id="ending-look">{t('ending.look.title')}</h2>
        <p>{t('ending.look.text')}</p>
        <p>
          <GoLink look="button" to={placeToBegin('ending-a-pairing', { is: 'pairing', pairing: pairing.id })}>
            {t('ending.look.open')}
          </GoLink>
        </p>
      </section>
      <PeerNotes pairing={pairing} />
      {inForce && (
        <section className={style.section} aria-labelledby="ending-agreement">
          <h2 id="ending-agreement">{t('ending.agreement.title')}</h2>
          <p>{t('ending.agreement.text')}</p>
          <Checklist label={t('ending.agreement.title')} labelHidden options={[{ value: 'ends', label: t('ending.agreement.end') }]} values={endsAgreement ? ['ends'] : []} onChange={(ticked) => setEndsAgreement(ticked.length > 0)} />
        </section>
      )}
      <section className={style.section} aria-labelledby="ending-kept">
        <h2 id="ending-kept">{t('ending.kept.title')}</h2>
        <Choice
          label={t('ending.kept.label')}
          labelHidden
          hint={t('ending.kept.hint')}
          options={(['everything', 'learning'] as const).map((value) => ({ value, label: t(`ending.kept.${value}`) }))}
          value={kept}
          onChange={(chosen) => setKept(chosen ?? 'everything')}
        />
        {kept === 'learning' && (
          <div className={style.question}>
            <p>{t('clear.goes')}</p>
            <p>{t('clear.stays')}</p>
            <p>{t('clear.backups')}</p>
            <TextField label={t('clear.name')} value={name} onChange={setName} />
          </div>
        )}
      </section>
      <RefusalMessage name="endAgreement" refusal={endAgreement.refusal} />
      <RefusalMessage name="movePairing" refusal={move.refusal} />
      <RefusalMessage name="clearPairing" refusal={clear.refusal} />
      <div className={style.actions}>
        <Button kind="careful" pending={move.asking || clear.asking} disabled={kept === 'learning' && name.trim() === ''} onPress={() => void onEnd()}>
          {t('ending.do')}
        </Button>
        <GoLink look="button" to={placeOf(pairing.id, 'overview')}>
          {t('ending.not')}
        </GoLink>
      </div>
    </>
  );
}
