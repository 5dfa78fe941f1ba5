import { useTranslation } from 'react-i18next';
import wording from '../../shared/content/en/asymmetry.json';
import { remarksOn, type AsymmetryMap, type Remark } from '../../shared/asymmetry.ts';
import { questionNumbered } from '../../shared/readiness.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useTopics } from '../readiness/in-words.ts';
import { GoLink } from '../ui/GoLink.tsx';
import style from './Differences.module.css';

/** What the map itself points out, each with the answers that led to it (domain §3.3). Read aloud only by whoever comes here. */
export function Remarks({ map, pairing }: { map: AsymmetryMap; pairing: RecordId }) {
  const { t } = useTranslation('differences');
  const topics = useTopics();
  const remarks = remarksOn(map);
  return (
    <section className={style.remarks} aria-labelledby="remarks">
      <h2 id="remarks" className={style.heading}>
        {t('remarks.title')}
      </h2>
      {remarks.length === 0 ? (
        <p className={style.soft}>{t('remarks.none')}</p>
      ) : (
        <ul className={style.list}>
          {remarks.map((remark) => (
            <li key={remark.rule === 'M1' ? remark.dimension : remark.rule}>
              <p>
                {inWords(remark)}
                {remark.rule === 'M2' && (
                  <>
                    {' '}
                    <GoLink to={`/pairings/${pairing}/readiness`}>{t('remarks.readiness', { topic: topics([questionNumbered('R07')]) })}</GoLink>
                  </>
                )}
              </p>
              <p className={style.soft}>{t(`remarks.because.${remark.rule}`)}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function inWords(remark: Remark): string {
  const text = wording.remarks[remark.rule];
  return remark.rule === 'M1' ? text.replace('{dimension}', wording.dimensions[remark.dimension].name) : text;
}
