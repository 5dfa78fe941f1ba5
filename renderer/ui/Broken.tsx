import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Message } from './Message.tsx';
import style from './Broken.module.css';

interface BrokenProps {
  children: ReactNode;
  /** Another place is another try. */
  at?: string;
}

interface BrokenState {
  code: string | null;
}

/** Catches what a page throws and shows a code for it. An error's own words may hold what a person wrote, so they are never shown. */
export class Broken extends Component<BrokenProps, BrokenState> {
  override state: BrokenState = { code: null };

  static getDerivedStateFromError(error: unknown): { code: string } {
    return { code: codeOf(error) };
  }

  override componentDidUpdate(before: BrokenProps): void {
    if (before.at !== this.props.at && this.state.code !== null) this.setState({ code: null });
  }

  override render(): ReactNode {
    const { code } = this.state;
    return code === null ? this.props.children : <Stopped code={code} onAgain={() => this.setState({ code: null })} />;
  }
}

function Stopped({ code, onAgain }: { code: string; onAgain: () => void }) {
  const { t } = useTranslation('refusals');
  return (
    <div className={style.stopped}>
      <Message kind="attention" title={t('broken.title')} actions={<Button onPress={onAgain}>{t('broken.again')}</Button>}>
        {t('broken.text', { code })}
      </Message>
    </div>
  );
}

/** Kind of error and place in our own code, `TypeError-1:20345`: enough to find it, and nothing anybody typed. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'W';
  const kind = [TypeError, RangeError, SyntaxError, ReferenceError].find((each) => error instanceof each)?.name ?? 'W';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const place = frames.map((line) => /:(\d{1,7}:\d{1,7})\)?$/u.exec(line)?.[1]).find((found) => found !== undefined);
  return place === undefined ? kind : `${kind}-${place}`;
}
