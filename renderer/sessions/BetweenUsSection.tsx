import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, reveal } from '../../shared/about.ts';
import type { BetweenUs } from '../../shared/session.ts';
import { Folded } from '../ui/Folded.tsx';
import { RichTextField } from '../ui/RichTextField.tsx';
import { AboutMark } from './AboutMark.tsx';
import type { Writing } from './writing.ts';

const fields = ['note', 'nicer', 'travelled'] as const satisfies (keyof BetweenUs)[];

/** What belongs to both. Folded, and open where something is written. */
export const BetweenUsSection = memo(function BetweenUsSection({ between, change }: { between: BetweenUs; change: Writing['change'] }) {
  const { t } = useTranslation('sessions');
  const written = fields.some((name) => between[name] !== null);
  return (
    <Folded title={t('between.title')} summary={t(written ? 'between.written' : 'between.summary')} openAtFirst={written}>
      {fields.map((name) => {
        const text = between[name];
        return (
          <RichTextField
            key={name}
            label={t(`between.${name}`)}
            mark={<AboutMark about="us" />}
            initial={text && reveal(text)}
            onChange={(typed) => change((draft) => ({ ...draft, between: { ...draft.between, [name]: typed && keep('us', typed) } }))}
          />
        );
      })}
    </Folded>
  );
});
