import { reveal } from '../../shared/about.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAnswer } from '../keeper.ts';

/** The templates the two have agreed on and that still are word for word what they agreed on: these are offered first. */
export function useAgreedTemplates(pairing: RecordId): { id: string; title: string }[] {
  const agreements = useAnswer('listTemplateAgreements', { pairing });
  if (agreements.state !== 'answered') return [];
  return agreements.value.filter(({ current }) => current).map(({ agreed, title }) => ({ id: reveal(agreed).template.id, title }));
}
