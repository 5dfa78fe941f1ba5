import { useQueryClient } from '@tanstack/react-query';
import { Eye, PenLine, Plus, Redo2, Undo2 } from 'lucide-react';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { RecordId } from '../../shared/record-id.ts';
import { PURPOSE_MAX, PROMPTS_MAX, TEMPLATE_CHAIRS, TITLE_MAX, type TemplateChair, type TemplateText } from '../../shared/template.ts';
import { ask, askAgain, useAnswer } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { useLeavingQuestion } from '../ui/LeavingQuestion.tsx';
import { Page } from '../ui/Page.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { SaveStatus } from '../ui/SaveStatus.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { emptyPrompt, withChair } from './draft.ts';
import style from './Editor.module.css';
import { Editing, type SaveTemplate } from './editing.ts';
import { Order } from './Order.tsx';
import { PromptCard } from './PromptCard.tsx';
import { TryOut } from './TryOut.tsx';

/** A template written from nothing. */
export function NewTemplate() {
  const save = useSaving();
  const [editing] = useState(() => new Editing(save, null));
  return <Editor editing={editing} source={null} />;
}

/** One of one's own, or a peer's, being changed. */
export function ChangedTemplate({ id }: { id: RecordId }) {
  const { t } = useTranslation('templates');
  const template = useAnswer('readTemplate', { id });
  if (template.state === 'asking') return null;
  if (template.state === 'refused') {
    return (
      <Page title={t('title')}>
        <RefusalMessage name="readTemplate" refusal={template.refusal} />
      </Page>
    );
  }
  return <Opened id={id} text={template.value.text} source={template.value.source} savedAtMs={template.value.savedAtMs ?? 0} />;
}

function Opened({ id, text, source, savedAtMs }: { id: RecordId; text: TemplateText; source: TemplateText | null; savedAtMs: number }) {
  const save = useSaving();
  const [editing] = useState(() => new Editing(save, { id, text, savedAtMs }));
  return <Editor editing={editing} source={source} />;
}

function Editor({ editing, source }: { editing: Editing; source: TemplateText | null }) {
  const { t } = useTranslation('templates');
  const [, goTo] = useLocation();
  const sentence = useSentences();
  const state = useSyncExternalStore(editing.subscribe, editing.now);
  const [trying, setTrying] = useState(false);
  const leaving = useLeavingQuestion(editing);
  const { draft, written, saving } = state;
  const lacks = written.text === null ? (written.title ? t('edit.needsTitle') : t('edit.needsPrompts')) : null;
  return (
    <Page
      title={draft.title.trim() === '' ? t('edit.untitled') : draft.title}
      lead={t('edit.lead')}
      actions={
        <>
          <Button kind="plain" icon={Undo2} disabled={!state.canUndo} onPress={editing.undo}>
            {t('edit.undo')}
          </Button>
          <Button kind="plain" icon={Redo2} disabled={!state.canRedo} onPress={editing.redo}>
            {t('edit.redo')}
          </Button>
          <Button icon={trying ? PenLine : Eye} disabled={written.text === null} onPress={() => setTrying(!trying)}>
            {t(trying ? 'edit.previewEnd' : 'edit.preview')}
          </Button>
        </>
      }
    >
      {trying && written.text !== null ? <TryOut text={written.text} /> : <Fields editing={editing} source={source} />}
      <div>
        <Button
          kind="primary"
          disabled={editing.id === null || written.text === null}
          onPress={() => {
            void editing.flush().then(() => {
              if (editing.id !== null) goTo(`/templates/${editing.id}`);
            });
          }}
        >
          {t('edit.done')}
        </Button>
      </div>
      <SaveStatus saving={saving} problem={saving.is === 'refused' ? sentence('saveTemplate', saving.refusal) : null} onTryAgain={() => void editing.flush()}>
        {saving.is === 'incomplete' && <> {lacks}</>}
      </SaveStatus>
      {leaving}
    </Page>
  );
}

function Fields({ editing, source }: { editing: Editing; source: TemplateText | null }) {
  const { t } = useTranslation('templates');
  const say = useSay();
  const { draft, written } = useSyncExternalStore(editing.subscribe, editing.now);
  const incomplete = written.text === null ? written.prompts : [];
  const { change } = editing;
  return (
    <div className={style.fields} onBlur={() => void editing.flush()}>
      <TextField label={t('edit.name')} value={draft.title} onChange={(title) => change('title', (now) => ({ ...now, title }))} max={TITLE_MAX} written />
      <TextField label={t('edit.purpose')} value={draft.purpose} onChange={(purpose) => change('purpose', (now) => ({ ...now, purpose }))} max={PURPOSE_MAX} multiline written />
      <Select<TemplateChair>
        label={t('edit.chair')}
        options={TEMPLATE_CHAIRS.map((value) => ({ value, label: t(`edit.chairs.${value}`) }))}
        value={draft.chair}
        onChange={(chair) => change('chair', (now) => withChair(now, chair))}
        placeholder={t('edit.chairs.any')}
      />
      <Order prompts={draft.prompts} change={change} />
      {draft.prompts.map((prompt, place) => (
        <PromptCard
          key={prompt.id}
          prompt={prompt}
          number={place + 1}
          source={source}
          incomplete={incomplete.includes(prompt.id)}
          change={change}
          onRemove={() => {
            change(`remove ${prompt.id}`, (now) => ({ ...now, prompts: now.prompts.filter(({ id }) => id !== prompt.id) }));
            say(t('edit.removed'), { undo: editing.undo });
          }}
        />
      ))}
      {draft.prompts.length < PROMPTS_MAX && (
        <div>
          <Button icon={Plus} onPress={() => change(`add ${draft.prompts.length}`, (now) => ({ ...now, prompts: [...now.prompts, emptyPrompt()] }))}>
            {t('edit.add')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Saving asks for nothing that would take the page away when it fails: whatever happens, what was typed stays. */
function useSaving(): SaveTemplate {
  const client = useQueryClient();
  return useCallback(
    async (id, text) => {
      try {
        const reply = await ask('saveTemplate', { id, text });
        if (reply.ok) void askAgain(client, ['listTemplates', 'listTemplateVersions']);
        return reply;
      } catch {
        return { ok: false, refusal: { why: 'fault', reference: 'no-answer' } };
      }
    },
    [client],
  );
}
