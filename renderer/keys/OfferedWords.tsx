import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import style from './OfferedWords.module.css';

/** Six random words, drawn on request, shown so that they can be read and written down. */
export function OfferedWords({ onTake }: { onTake: (words: string) => void }) {
  const { t } = useTranslation('keys');
  const suggest = useAsking('suggestPassphrase');
  const [offered, setOffered] = useState<{ words: string; taken: boolean } | null>(null);
  const draw = async () => {
    const reply = await suggest.ask({});
    if (reply.ok) setOffered({ words: reply.value.passphrase, taken: false });
  };
  if (offered === null) {
    return (
      <div className={style.offer}>
        <Button onPress={() => void draw()} pending={suggest.asking}>
          {t('offer.open')}
        </Button>
        <RefusalMessage name="suggestPassphrase" refusal={suggest.refusal} />
      </div>
    );
  }
  return (
    <section className={style.offer} aria-label={t('offer.title')}>
      <p role="status" className={style.words}>
        {offered.words}
      </p>
      <p className={style.note}>{t(offered.taken ? 'offer.taken' : 'offer.text')}</p>
      <div className={style.actions}>
        <Button
          onPress={() => {
            setOffered({ ...offered, taken: true });
            onTake(offered.words);
          }}
        >
          {t('offer.take')}
        </Button>
        <Button kind="plain" onPress={() => void draw()}>
          {t('offer.others')}
        </Button>
      </div>
    </section>
  );
}
