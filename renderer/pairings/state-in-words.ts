import { useTranslation } from 'react-i18next';
import type { PairingState } from '../../shared/pairing.ts';
import { useDates } from '../ui/dates.ts';

/** `Active since 3 Mar 2026`, or without the day where nobody knows it. */
export function useStateInWords(): (state: PairingState) => string {
  const { t } = useTranslation('pairings');
  const { shortDay } = useDates();
  return ({ is, since }) => (since === null ? t(`state.${is}.plain`) : t(`state.${is}.since`, { date: shortDay(since) }));
}
