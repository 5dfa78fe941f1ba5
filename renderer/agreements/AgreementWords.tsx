import { useTranslation } from 'react-i18next';
import type { AgreementText } from '../../shared/agreement.ts';
import { agreementInWords, type ClauseLine } from '../../shared/agreement-words.ts';
import content from '../../shared/content/en/agreement.json';
import { useDates } from '../ui/dates.ts';
import style from './Agreements.module.css';

export interface AgreementWordsProps {
  text: AgreementText;
  /** The level of the heading this stands under. */
  under: 2 | 3;
}

/** A whole agreement to read, and under it that it is no legal contract. */
export function AgreementWords({ text, under }: AgreementWordsProps) {
  const { t } = useTranslation('agreements');
  const { shortDay } = useDates();
  const Heading = under === 2 ? 'h3' : 'h4';
  return (
    <div className={style.agreement}>
      {agreementInWords(text, shortDay).map(({ id, heading, lines }) => (
        <section key={id}>
          <Heading className={style.clauseName}>{heading}</Heading>
          <Lines lines={lines} />
        </section>
      ))}
      {text.nonce === '' && <p className={style.soft}>{t('typedByHand')}</p>}
      <p className={style.nature}>{content.nature}</p>
    </div>
  );
}

export function Lines({ lines }: { lines: readonly ClauseLine[] }) {
  const [first] = lines;
  if (lines.length === 1 && first !== undefined) {
    return (
      <p className={style.words} dir="auto">
        <Line line={first} />
      </p>
    );
  }
  return (
    <ul className={style.lines}>
      {lines.map((line, index) => (
        <li key={index} className={style.words} dir="auto">
          <Line line={line} />
        </li>
      ))}
    </ul>
  );
}

function Line({ line: { about, words } }: { line: ClauseLine }) {
  return (
    <>
      {about !== null && <span className={style.about}>{about}{words === '' ? '' : ': '}</span>}
      {words}
    </>
  );
}
