import type { ReactNode } from 'react';
import type { RequestName } from '../../shared/requests.ts';
import { useSentences, type Refusal } from '../locales/refusals.ts';
import { Message } from './Message.tsx';

export interface RefusalMessageProps<N extends RequestName> {
  name: N;
  /** `null`: nothing was refused, and nothing is drawn. */
  refusal: Refusal<N> | null;
  actions?: ReactNode;
}

/** Why a request was refused, as its sentence. */
export function RefusalMessage<N extends RequestName>({ name, refusal, actions }: RefusalMessageProps<N>) {
  const sentence = useSentences();
  if (refusal === null) return null;
  return (
    <Message kind="attention" actions={actions}>
      {sentence(name, refusal)}
    </Message>
  );
}
