import { Trash2 } from 'lucide-react';
import { useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { RecordId } from '../../shared/record-id.ts';
import type { Occasion } from '../../shared/reflection.ts';
import { measureOf } from '../../shared/template.ts';
import { useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { useLeavingQuestion } from '../ui/LeavingQuestion.tsx';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { SaveStatus } from '../ui/SaveStatus.tsx';
import { useSay } from '../ui/Toasts.tsx';
import style from './Filling.module.css';
import { placeOf } from './occasions.ts';
import { leadsOn, Onward } from './Onward.tsx';
import { PromptField, valueOf } from './PromptField.tsx';
import type { Reflecting } from './reflecting.ts';

export interface FillingProps {
  reflecting: Reflecting;
  occasion: Occasion;
  /** Whose sitting it was, or who was looked back at. */
  pairing: RecordId | null;
  /** With whom and when, in words. */
  lead: string;
}

/** A template being filled in: all its questions, one under the other, each of which can be left out. */
export function Filling({ reflecting, occasion, pairing, lead }: FillingProps) {
  const { t } = useTranslation('reflections');
  const state = useSyncExternalStore(reflecting.subscribe, reflecting.now);
  const sentence = useSentences();
  const trash = useTrash(reflecting, occasion);
  const prompts = useRef<HTMLDivElement>(null);
  const { asked, finished, finish } = useFinishing(reflecting, occasion, pairing, prompts);
  const leaving = useLeavingQuestion(reflecting);
  const { text, id } = reflecting;
  const hasRatings = occasion.is === 'sitting' && text.prompts.some((prompt) => measureOf(prompt) !== null);

  return (
    <Page
      title={text.title}
      lead={lead}
      actions={
        id !== null && (
          <Button kind="plain" icon={Trash2} pending={trash.asking} onPress={() => void trash.move(id)}>
            {t('trash')}
          </Button>
        )
      }
    >
      {trash.problem !== null && <Message kind="attention">{trash.problem}</Message>}
      {text.purpose !== null && <p className={style.purpose}>{text.purpose}</p>}
      {hasRatings && <p className={style.soft}>{t('ratings')}</p>}
      <div ref={prompts} className={style.prompts} onBlur={() => void reflecting.flush()}>
        {text.prompts.map((prompt) => (
          <PromptField key={prompt.id} prompt={prompt} value={valueOf(state.answers, prompt.id)} onAnswer={reflecting.answer} asked={asked === prompt.id && valueOf(state.answers, prompt.id) === null} />
        ))}
      </div>
      <div className={style.done}>
        <Button kind="primary" onPress={() => void finish()}>
          {t('done')}
        </Button>
        <GoLink to={placeOf(occasion)}>{t(`later.${occasion.is}`)}</GoLink>
      </div>
      {state.done && <Onward answers={state.answers} template={text.id} pairing={pairing} justFinished={finished} />}
      <SaveStatus saving={state.saving} problem={state.saving.is === 'refused' ? sentence('saveReflection', state.saving.refusal) : null} onTryAgain={() => void reflecting.flush()}>
        {state.saving.is === 'saved' && !state.done && <> {t('half')}</>}
      </SaveStatus>
      {leaving}
    </Page>
  );
}

/** Done asks for the one answer that is required, and for nothing else. */
function useFinishing(reflecting: Reflecting, occasion: Occasion, pairing: RecordId | null, prompts: RefObject<HTMLElement | null>) {
  const { t } = useTranslation('reflections');
  const say = useSay();
  const [, goTo] = useLocation();
  const [asked, setAsked] = useState<string | null>(null);
  const [finished, setFinished] = useState(false);
  const finish = async () => {
    const missing = reflecting.finish();
    setAsked(missing?.id ?? null);
    if (missing !== null) {
      goToPrompt(prompts.current, missing.id);
      return;
    }
    const saving = await reflecting.flush();
    if (saving.is !== 'saved') return;
    say(t('isDone'));
    setFinished(true);
    if (!leadsOn(reflecting.text.id, reflecting.now().answers, pairing)) goTo(placeOf(occasion));
  };
  return { asked, finished, finish };
}

function goToPrompt(prompts: HTMLElement | null, id: string): void {
  const place = [...(prompts?.children ?? [])].find((each) => each instanceof HTMLElement && each.dataset['prompt'] === id);
  place?.querySelector<HTMLElement>('[role=textbox], input')?.focus();
  place?.scrollIntoView({ block: 'center' });
}

/** The trash is one step away, and one step back. */
function useTrash(reflecting: Reflecting, occasion: Occasion): { move: (id: RecordId) => Promise<void>; asking: boolean; problem: string | null } {
  const { t } = useTranslation('reflections');
  const [, goTo] = useLocation();
  const say = useSay();
  const sentence = useSentences();
  const trash = useAsking('trashReflection');
  const restore = useAsking('restoreReflection');
  const move = async (id: RecordId) => {
    await reflecting.flush();
    const reply = await trash.ask({ id });
    if (!reply.ok) return;
    goTo(placeOf(occasion));
    say(t('trashed'), { undo: () => void restore.ask({ id }).then((back) => back.ok && say(t('restored'))) });
  };
  return { move, asking: trash.asking, problem: trash.refusal && sentence('trashReflection', trash.refusal) };
}
