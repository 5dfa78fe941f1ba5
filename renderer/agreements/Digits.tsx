import { useTranslation } from 'react-i18next';
import { inGroups, type Fingerprint } from '../../shared/fingerprint.ts';
import style from './Agreements.module.css';

/** Twenty digits as they are read out: four groups of five. */
export function Digits({ digits, large = false }: { digits: Fingerprint; large?: boolean }) {
  const { t } = useTranslation('agreements');
  const groups = inGroups(digits);
  return (
    <p className={large ? style.digitsLarge : style.digits} aria-label={`${t('digits.label')}: ${groups.join(' ')}`} role="img">
      {groups.map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </p>
  );
}
