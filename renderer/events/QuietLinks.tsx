import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { today, type IsoDate } from '../../shared/date.ts';
import type { EventKind } from '../../shared/event.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { Button } from '../ui/Button.tsx';
import { EventDialog, type Noting } from './EventDialog.tsx';

const ASKED_AFTER_A_SESSION = ['outside_interest', 'disclosure', 'context'] as const satisfies EventKind[];

/** Three quiet links under an entry: what came up around it is noted beside it, with its pairing and its day (domain §5.2). */
export function QuietLinks({ pairing, date }: { pairing: RecordId | null; date: IsoDate | null }) {
  const { t } = useTranslation('events');
  const [noting, setNoting] = useState<Noting | null>(null);
  const now = today();
  const day = date === null || date > now ? now : date;
  return (
    <>
      {ASKED_AFTER_A_SESSION.map((kind) => (
        <Button key={kind} kind="plain" onPress={() => setNoting({ kind, pairing, date: day })}>
          {t(`kinds.${kind}`)}
        </Button>
      ))}
      <EventDialog key={noting === null ? 'closed' : 'open'} noting={noting} onClose={() => setNoting(null)} />
    </>
  );
}
