import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { QUESTIONS, readinessOf, type Answers, type QuestionId } from '../../shared/readiness.ts';
import { useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { useLeavingQuestion } from '../ui/LeavingQuestion.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { SaveStatus } from '../ui/SaveStatus.tsx';
import { useTopics } from './in-words.ts';
import { Question } from './Question.tsx';
import { Screen, type Beginning } from './screen.ts';
import style from './Readiness.module.css';

export interface QuestionsProps {
  begins: Beginning;
  /** What was answered last time, for the questions that are asked again. */
  lastTime: Answers | null;
  /** Finished, or left for now. */
  onDone: () => void;
}

/** The questions being answered, one at a time or all on a page. */
export function Questions({ begins, lastTime, onDone }: QuestionsProps) {
  const { t } = useTranslation('readiness');
  const sentence = useSentences();
  const [screen] = useState(() => new Screen(begins));
  const { answers, saving } = useSyncExternalStore(screen.subscribe, screen.now);
  const [shown, setShown] = useState<'one' | 'all'>('one');
  const finishing = useFinishing(screen, onDone);
  const leaving = useLeavingQuestion(screen);
  const part = useRef<HTMLDivElement>(null);
  const question = (each: QuestionId) => <Question key={each} question={each} answers={answers} lastTime={begins.asked?.includes(each) ? (lastTime?.[each] ?? null) : null} onAnswer={screen.answer} />;
  const finish = () => void finishing.finish();
  const later = (
    <Button kind="plain" onPress={() => void screen.flush().then(() => screen.hasUnsaved || onDone())}>
      {t('form.later')}
    </Button>
  );

  return (
    <div ref={part} className={style.part}>
      <Choice
        label={t('form.show')}
        labelHidden
        options={(['one', 'all'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
        value={shown}
        onChange={(value) => setShown(value ?? 'one')}
      />
      {shown === 'one' ? (
        <OneAtATime steps={begins.asked ?? QUESTIONS} answers={answers} question={question} onFinish={finish} finishing={finishing.asking} later={later} />
      ) : (
        <>
          {QUESTIONS.map(question)}
          <div className={style.actions}>
            <Button kind="primary" pending={finishing.asking} onPress={finish}>
              {t('form.finish')}
            </Button>
            {later}
          </div>
        </>
      )}
      {finishing.tried && (
        <StillOpen
          answers={answers}
          onGoTo={(open) => {
            setShown('all');
            requestAnimationFrame(() => goToQuestion(part.current, open));
          }}
        />
      )}
      <RefusalMessage name="finishReadiness" refusal={finishing.refusal} />
      <SaveStatus saving={saving} problem={saving.is === 'refused' ? sentence('saveReadiness', saving.refusal) : null} onTryAgain={() => void screen.flush()} />
      {leaving}
    </div>
  );
}

interface OneAtATimeProps {
  steps: readonly QuestionId[];
  answers: Answers;
  question: (question: QuestionId) => ReactNode;
  onFinish: () => void;
  finishing: boolean;
  /** Leaves it for now. */
  later: ReactNode;
}

/** Begins at the first open question. Each step takes the focus to its question. */
function OneAtATime({ steps, answers, question, onFinish, finishing, later }: OneAtATimeProps) {
  const { t } = useTranslation('readiness');
  const [step, setStep] = useState(() => Math.max(0, steps.findIndex((each) => answers[each] === null)));
  const body = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    if (moved.current) goToQuestion(body.current, steps[step]!);
  }, [step, steps]);
  const go = (to: number) => {
    moved.current = true;
    setStep(to);
  };
  const last = step === steps.length - 1;

  return (
    <div ref={body} className={style.one}>
      <p className={style.soft}>{t('form.step', { step: step + 1, steps: steps.length })}</p>
      {question(steps[step]!)}
      <div className={style.actions}>
        <Button disabled={step === 0} onPress={() => go(step - 1)}>
          {t('form.back')}
        </Button>
        {last ? (
          <Button kind="primary" pending={finishing} onPress={onFinish}>
            {t('form.finish')}
          </Button>
        ) : (
          <Button kind="primary" onPress={() => go(step + 1)}>
            {t('form.next')}
          </Button>
        )}
        {later}
      </div>
    </div>
  );
}

/** Which questions stand between the answers and what they come to. */
function StillOpen({ answers, onGoTo }: { answers: Answers; onGoTo: (question: QuestionId) => void }) {
  const { t } = useTranslation('readiness');
  const topics = useTopics();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'center' });
  }, []);
  const { outcome, because } = readinessOf(answers);
  if (outcome !== 'incomplete') return null;
  return (
    <div ref={box} className={style.open} role="alert">
      <p>{t('form.open', { count: because.length })}</p>
      <ul className={style.list}>
        {because.map((open) => (
          <li key={open}>
            <Button kind="plain" onPress={() => onGoTo(open)}>
              {topics([open])}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function useFinishing(screen: Screen, onDone: () => void) {
  const finishing = useAsking('finishReadiness');
  const [tried, setTried] = useState(false);
  const finish = async () => {
    setTried(true);
    if (readinessOf(screen.now().answers).outcome === 'incomplete') return;
    const id = await screen.whole();
    if (id === null) return;
    const reply = await finishing.ask({ id });
    if (reply.ok) onDone();
  };
  return { finish, tried, asking: finishing.asking, refusal: finishing.refusal };
}

function goToQuestion(within: HTMLElement | null, question: QuestionId): void {
  const place = within?.querySelector<HTMLElement>(`[data-question=${question}]`);
  (place?.querySelector<HTMLElement>('input:checked') ?? place?.querySelector<HTMLElement>('input'))?.focus();
}
