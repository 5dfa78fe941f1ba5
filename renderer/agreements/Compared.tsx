import { useTranslation } from 'react-i18next';
import type { AgreementText } from '../../shared/agreement.ts';
import { compareAgreements, compareWords, type ComparedPart, type PartCompared, type Stretch } from '../../shared/agreement-comparison.ts';
import type { ClauseLine } from '../../shared/agreement-words.ts';
import content from '../../shared/content/en/agreement.json';
import { useDates } from '../ui/dates.ts';
import style from './Agreements.module.css';

export interface ComparedProps {
  one: AgreementText;
  other: AgreementText;
  /** What the two are called. */
  names: readonly [string, string];
}

/** Two versions side by side: the parts that differ, word by word, and the names of those that do not. */
export function Compared({ one, other, names }: ComparedProps) {
  const { t } = useTranslation('agreements');
  const { shortDay } = useDates();
  const nameOf = useNameOfPart();
  const parts = compareAgreements(one, other, shortDay);
  const differing = parts.filter(({ is }) => is !== 'same');
  const same = parts.filter(({ is, part }) => is === 'same' && part !== 'nonce');
  return (
    <div className={style.compared}>
      <p>{differing.length === 0 ? t('compared.same') : t('compared.changed', { count: differing.length })}</p>
      {differing.map((part) => (
        <section key={part.part} aria-label={nameOf(part.part)}>
          <h3 className={style.clauseName}>{nameOf(part.part)}</h3>
          {part.part === 'nonce' ? <p>{t('compared.nonceText')}</p> : <Difference part={part} names={names} />}
        </section>
      ))}
      {differing.length > 0 && same.length > 0 && <p className={style.soft}>{t('compared.sameParts', { parts: same.map(({ part }) => nameOf(part)).join(', ') })}</p>}
    </div>
  );
}

export function useNameOfPart(): (part: ComparedPart) => string {
  const { t } = useTranslation('agreements');
  return (part) => (part === 'agreedOn' || part === 'nonce' ? t(`compared.${part}`) : content.clauses[part].heading);
}

function Difference({ part, names: [oneName, otherName] }: { part: PartCompared; names: readonly [string, string] }) {
  const { t } = useTranslation('agreements');
  const [one, other] = [wordsOf(part.one), wordsOf(part.other)];
  const stretches = compareWords(one, other);
  const nothing = t(part.part === 'agreedOn' ? 'compared.notSet' : 'compared.nothing');
  return (
    <>
      {one === other && <p className={style.soft}>{t('compared.alsoSame')}</p>}
      <div className={style.sides}>
        <Side name={oneName} nothing={nothing} stretches={stretches.filter(({ is }) => is !== 'other')} />
        <Side name={otherName} nothing={nothing} stretches={stretches.filter(({ is }) => is !== 'one')} />
      </div>
    </>
  );
}

function Side({ name, nothing, stretches }: { name: string; nothing: string; stretches: readonly Stretch[] }) {
  return (
    <div className={style.side}>
      <p className={style.sideName}>{name}</p>
      {stretches.length === 0 ? (
        <p className={style.soft}>{nothing}</p>
      ) : (
        <p className={style.words} dir="auto">
          {stretches.map(({ is, words }, index) => (is === 'both' ? <span key={index}>{words}</span> : <OnlyHere key={index} words={words} />))}
        </p>
      )}
    </div>
  );
}

/** Marked by an underline and a ground, and said in words where it is read aloud. White space in front of a word is not marked. */
function OnlyHere({ words }: { words: string }) {
  const { t } = useTranslation('agreements');
  const start = words.length - words.trimStart().length;
  return (
    <>
      {words.slice(0, start)}
      <mark className={style.onlyHere}>
        <span className={style.readAloud}>[{t('compared.onlyHere')}: </span>
        {words.slice(start)}
        <span className={style.readAloud}>]</span>
      </mark>
    </>
  );
}

function wordsOf(lines: readonly ClauseLine[]): string {
  return lines.map(({ about, words }) => (about === null ? words : `${about}: ${words}`)).join('\n');
}
