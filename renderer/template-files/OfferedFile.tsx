import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../shared/record-id.ts';
import type { ReceivedAgreement, ReceivedTemplate as ReceivedFile } from '../../shared/requests/shared-files.ts';
import type { SharedKind } from '../../shared/shared-file.ts';
import { Received } from '../agreements/Received.tsx';
import { useAnswer, useAsking, useNotices } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { ReceivedTemplate } from './ReceivedTemplate.tsx';
import { Whom } from './Whom.tsx';

/** A file was double-clicked: it is looked at only when the person says so, and kept only when they say so again. */
export function OfferedFile({ heard }: { heard: SharedKind | null }) {
  const { t } = useTranslation('template-files');
  const [kind, setKind] = useState(heard);
  const [template, setTemplate] = useState<ReceivedFile | null>(null);
  const leave = useAsking('leaveOffered');
  useNotices((notice) => {
    if (notice.notice === 'offered') setKind(notice.kind);
  });
  const close = () => setKind(null);
  return (
    <>
      <Dialog
        question
        title={t('offered.title')}
        open={kind !== null}
        onClose={() => {
          close();
          void leave.ask({});
        }}
      >
        {kind === 'template' && <Template onLooked={(file) => { close(); setTemplate(file); }} onLeave={() => { close(); void leave.ask({}); }} />}
        {kind === 'agreement' && <Agreement onDone={close} onLeave={() => { close(); void leave.ask({}); }} />}
      </Dialog>
      <ReceivedTemplate file={template} onClose={() => setTemplate(null)} />
    </>
  );
}

function Template({ onLooked, onLeave }: { onLooked: (file: ReceivedFile) => void; onLeave: () => void }) {
  const { t } = useTranslation('template-files');
  const opening = useAsking('openOfferedTemplate');
  const look = async () => {
    const reply = await opening.ask({});
    if (reply.ok) onLooked(reply.value);
  };
  return (
    <>
      <p>{t('offered.template')}</p>
      <RefusalMessage name="openOfferedTemplate" refusal={opening.refusal} />
      <Choice canLook={opening.refusal === null} onLook={() => void look()} onLeave={onLeave} />
    </>
  );
}

function Agreement({ onDone, onLeave }: { onDone: () => void; onLeave: () => void }) {
  const { t } = useTranslation('template-files');
  const [pairing, setPairing] = useState<string | null>(null);
  const [file, setFile] = useState<ReceivedAgreement | null>(null);
  const opening = useAsking('openOfferedAgreement');
  const look = async () => {
    if (pairing === null) return;
    const reply = await opening.ask({ pairing });
    if (reply.ok) setFile(reply.value);
  };
  if (file !== null && pairing !== null) return <Looked pairing={pairing as RecordId} file={file} onDone={onDone} />;
  return (
    <>
      <p>{t('offered.agreement')}</p>
      <Whom label={t('offered.pairing')} others={[]} value={pairing} onChange={setPairing} placeholder={t('offered.choose')} />
      <RefusalMessage name="openOfferedAgreement" refusal={opening.refusal} />
      <Choice canLook={pairing !== null && opening.refusal === null} onLook={() => void look()} onLeave={onLeave} />
    </>
  );
}

function Looked({ pairing, file, onDone }: { pairing: RecordId; file: ReceivedAgreement; onDone: () => void }) {
  const versions = useAnswer('listAgreements', { pairing });
  if (versions.state !== 'answered') return null;
  return <Received pairing={pairing} file={file} begun={versions.value.some(({ state }) => state === 'draft' || state === 'proposed')} onDone={onDone} />;
}

function Choice({ canLook, onLook, onLeave }: { canLook: boolean; onLook: () => void; onLeave: () => void }) {
  const { t } = useTranslation('template-files');
  return (
    <>
      <Button kind="primary" disabled={!canLook} onPress={onLook}>
        {t('offered.look')}
      </Button>
      <Button onPress={onLeave}>{t('offered.leave')}</Button>
    </>
  );
}
