import { useTranslation } from 'react-i18next';
import type { PassphraseStrength } from '../../shared/requests.ts';
import style from './Strength.module.css';

/** How hard a passphrase is to guess, in words, and four strokes beside them. Empty while nothing is typed. */
export function Strength({ strength }: { strength: PassphraseStrength | null }) {
  const { t } = useTranslation('keys');
  return (
    <div className={style.strength}>
      <div className={style.strokes} aria-hidden>
        {[1, 2, 3, 4].map((stroke) => (
          <span key={stroke} data-filled={strength !== null && strength.strength >= stroke} data-enough={strength?.accepted === true} />
        ))}
      </div>
      <div role="status" className={style.words}>
        {strength !== null && (
          <>
            <p>{t(`strength.${strength.strength}`)}</p>
            {strength.because.map((why) => (
              <p key={why}>{t(`advice.${why}`)}</p>
            ))}
          </>
        )}
      </div>
    </div>
  );
}
