import { useTranslation } from 'react-i18next';
import { useSentences } from '../locales/refusals.ts';
import { SaveStatus } from '../ui/SaveStatus.tsx';
import type { WritingState } from './writing.ts';

export interface EntrySavedProps {
  writing: Pick<WritingState, 'saving' | 'missing' | 'unkept'>;
  onTryAgain: () => void;
}

/** Whether the entry is kept, and what it still needs. */
export function EntrySaved({ writing: { saving, missing, unkept }, onTryAgain }: EntrySavedProps) {
  const { t } = useTranslation('sessions');
  const sentence = useSentences();
  const lacks = missing.length === 2 ? 'both' : missing[0];
  return (
    <SaveStatus saving={saving} problem={saving.is === 'refused' ? sentence('saveSession', saving.refusal) : null} onTryAgain={onTryAgain}>
      {saving.is === 'incomplete' && lacks !== undefined && <> {t(`saving.missing.${lacks}`)}</>}
      {saving.is === 'saved' && unkept.length > 0 && <> {t('saving.except')}</>}
    </SaveStatus>
  );
}
