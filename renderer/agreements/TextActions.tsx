import { FileOutput, Hash } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgreementText } from '../../shared/agreement.ts';
import type { AgreementRow } from '../../shared/agreement-version.ts';
import { Button } from '../ui/Button.tsx';
import { ComparingDigits } from './ComparingDigits.tsx';
import { HandOver } from './HandOver.tsx';
import { Print } from './Paper.tsx';

export interface TextActionsProps {
  row: AgreementRow;
  text: AgreementText;
  onOpenFile: () => void;
}

/** What can be done with words that stand still: compare their digits, print them, hand them over. */
export function TextActions({ row, text, onOpenFile }: TextActionsProps) {
  const { t } = useTranslation('agreements');
  const [doing, setDoing] = useState<'comparing' | 'handing' | null>(null);
  const close = () => setDoing(null);
  if (row.fingerprint === null) return null;
  return (
    <>
      <Button icon={Hash} onPress={() => setDoing('comparing')}>
        {t('actions.compare')}
      </Button>
      <Button icon={FileOutput} onPress={() => setDoing('handing')}>
        {t('actions.hand')}
      </Button>
      <Print id={row.id} text={text} digits={row.fingerprint} />
      <ComparingDigits
        id={row.id}
        digits={row.fingerprint}
        open={doing === 'comparing'}
        onClose={close}
        onOpenFile={() => {
          close();
          onOpenFile();
        }}
      />
      <HandOver id={row.id} text={text} open={doing === 'handing'} onClose={close} />
    </>
  );
}
