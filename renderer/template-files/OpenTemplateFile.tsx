import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceivedTemplate as ReceivedFile } from '../../shared/requests/shared-files.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { ReceivedTemplate } from './ReceivedTemplate.tsx';

/** Chosen in a dialog of the system, read by the keeper, shown here. */
export function OpenTemplateFile() {
  const { t } = useTranslation('template-files');
  const [file, setFile] = useState<ReceivedFile | null>(null);
  const opening = useAsking('openTemplateFile');
  const open = async () => {
    const reply = await opening.ask({});
    if (reply.ok) setFile(reply.value);
  };
  return (
    <>
      <Button icon={FolderOpen} pending={opening.asking} onPress={() => void open()}>
        {t('open')}
      </Button>
      {opening.refusal?.why !== 'cancelled' && <RefusalMessage name="openTemplateFile" refusal={opening.refusal} />}
      <ReceivedTemplate file={file} onClose={() => setFile(null)} />
    </>
  );
}
