import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FOREIGN_BYTES_MAX } from '../../shared/foreign-json.ts';
import type { ReceivedTemplate as ReceivedFile } from '../../shared/requests/shared-files.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { ReceivedTemplate } from './ReceivedTemplate.tsx';
import style from './TemplateFiles.module.css';

/** A file let go over the window, wherever that is. Its bytes go to the keeper; nothing of them is read here. */
export function DroppedFile() {
  const { t } = useTranslation('template-files');
  const [file, setFile] = useState<ReceivedFile | null>(null);
  const dropping = useAsking('dropTemplateFile');
  const over = useDrop(async (dropped) => {
    setFile(null);
    dropping.forget();
    // One byte more than may be: enough for the keeper to see that it is too large.
    const bytes = new Uint8Array(await dropped.slice(0, FOREIGN_BYTES_MAX + 1).arrayBuffer());
    const reply = await dropping.ask({ bytes });
    if (reply.ok) setFile(reply.value);
  });
  return (
    <>
      {over && (
        <div className={style.over} role="status">
          {t('drop')}
        </div>
      )}
      <Dialog title={t('refused')} open={dropping.refusal !== null} onClose={dropping.forget} actions={<Button onPress={dropping.forget}>{t('received.close')}</Button>}>
        <RefusalMessage name="dropTemplateFile" refusal={dropping.refusal} />
      </Dialog>
      <ReceivedTemplate file={file} onClose={() => setFile(null)} />
    </>
  );
}

/** Whether a file is held over the window. Files only: text that is moved about in a field is the field's. */
function useDrop(dropped: (file: File) => Promise<void>): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(dropped);
  useEffect(() => {
    latest.current = dropped;
  });
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      event.dataTransfer!.dropEffect = 'copy';
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      // Else an editor under the pointer would take it, too.
      event.stopPropagation();
      setOver(false);
      const [file] = event.dataTransfer!.files;
      if (file !== undefined) void latest.current(file);
    };
    const options = { capture: true };
    window.addEventListener('dragover', onOver, options);
    window.addEventListener('dragleave', onLeave, options);
    window.addEventListener('drop', onDrop, options);
    return () => {
      window.removeEventListener('dragover', onOver, options);
      window.removeEventListener('dragleave', onLeave, options);
      window.removeEventListener('drop', onDrop, options);
    };
  }, []);
  return over;
}
