import { useQueryClient } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { keep } from '../../shared/about.ts';
import { FOLDED_AWAY, type AsymmetryVersion } from '../../shared/asymmetry.ts';
import { ASYMMETRY_DIMENSIONS } from '../../shared/asymmetry-moves.ts';
import { today } from '../../shared/date.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { ask, askAgain, useAnswer } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { useLeavingQuestion } from '../ui/LeavingQuestion.tsx';
import { useDates } from '../ui/dates.ts';
import { Folded } from '../ui/Folded.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { SaveStatus } from '../ui/SaveStatus.tsx';
import { DifferenceRow } from './DifferenceRow.tsx';
import { Drawing, saidOf, type SaveMap } from './drawing.ts';
import { Remarks } from './Remarks.tsx';
import { Versions } from './Versions.tsx';
import style from './Differences.module.css';

/** The map of differences of a pairing. */
export function DifferencesPart({ pairing }: { pairing: PairingRow }) {
  const versions = useAnswer('listAsymmetryMaps', { pairing: pairing.id });
  if (versions.state === 'asking') return null;
  if (versions.state === 'refused') return <RefusalMessage name="listAsymmetryMaps" refusal={versions.refusal} />;
  return <Map pairing={pairing.id} versions={versions.value} />;
}

/** What was read is where the drawing begins; from then on the page knows best. */
function Map({ pairing, versions }: { pairing: RecordId; versions: readonly AsymmetryVersion[] }) {
  const { t } = useTranslation('differences');
  const { day } = useDates();
  const sentence = useSentences();
  const save = useSaving(pairing);
  const [drawing] = useState(() => new Drawing(save, versions[0] ?? null));
  const [comparing, setComparing] = useState(false);
  const { map, saving, allKept } = useSyncExternalStore(drawing.subscribe, drawing.now);
  const leaving = useLeavingQuestion(drawing, { loses: () => (drawing.now().allKept ? null : t('leaving.unkept')) });
  const flush = () => void drawing.flush();
  const row = (dimension: (typeof ASYMMETRY_DIMENSIONS)[number]) => <DifferenceRow key={dimension} dimension={dimension} said={saidOf(map, dimension)} onSay={drawing.say} />;
  const folded = map[FOLDED_AWAY];
  const [newest] = versions;

  return (
    <>
      <div className={style.top}>
        <div className={style.lead}>
          <p>{t('lead')}</p>
          {newest !== undefined && newest.on < today() && <p className={style.soft}>{t('drawnOn', { date: day(newest.on) })}</p>}
        </div>
        {versions.length > 1 && (
          <Button icon={History} onPress={() => void drawing.flush().then(() => setComparing(true))}>
            {t('versions.open')}
          </Button>
        )}
      </div>
      <div className={style.rows} onBlur={flush}>
        {ASYMMETRY_DIMENSIONS.filter((dimension) => dimension !== FOLDED_AWAY).map(row)}
        <Folded title={t('folded.title')} summary={t('folded.summary')} openAtFirst={folded !== undefined}>
          {row(FOLDED_AWAY)}
        </Folded>
      </div>
      <Remarks map={map} pairing={pairing} />
      <SaveStatus saving={saving} problem={saving.is === 'refused' ? sentence('saveAsymmetryMap', saving.refusal) : null} onTryAgain={flush}>
        {saving.is === 'saved' && !allKept && <> {t('except')}</>}
      </SaveStatus>
      <Versions versions={versions} open={comparing} onClose={() => setComparing(false)} />
      {leaving}
    </>
  );
}

/** Saving asks for nothing that would take the page away when it fails: whatever happens, what was typed stays. */
function useSaving(pairing: RecordId): SaveMap {
  const client = useQueryClient();
  return useCallback<SaveMap>(
    async (_id, map) => {
      try {
        const reply = await ask('saveAsymmetryMap', { pairing, map: keep('us', map) });
        if (reply.ok) void askAgain(client, ['listAsymmetryMaps', 'listReminders', 'listReadiness']);
        return reply;
      } catch {
        return { ok: false, refusal: { why: 'fault', reference: 'no-answer' } };
      }
    },
    [client, pairing],
  );
}
