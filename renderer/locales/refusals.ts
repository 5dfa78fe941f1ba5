/** A sentence for every refusal. A refusal without wording, or wording without a refusal, does not compile. */
import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommonRefusal, RefusalOf, RequestName } from '../../shared/requests.ts';
import refusals from './en/refusals.json';

/** Wording under `any` holds wherever the refusal comes from; a request's own comes first. */
type WordedAnywhere = keyof (typeof refusals)['any'];
type WordedFor<N extends RequestName> = N extends keyof typeof refusals ? keyof (typeof refusals)[N] : never;
type AnyRefusal = { [N in RequestName]: RefusalOf<N> }[RequestName];

/** What is wrong with the wording, by name. Each is `never` as long as nothing is. */
interface Complaints {
  refusalWithoutSentence: { [N in RequestName]: `${N}: ${Exclude<RefusalOf<N>, WordedAnywhere | WordedFor<N>>}` }[RequestName];
  sentenceWithoutRefusal: { [N in RequestName]: `${N}: ${Exclude<WordedFor<N>, RefusalOf<N>> & string}` }[RequestName];
  sentenceNobodyNeeds: Exclude<WordedAnywhere, AnyRefusal>;
  unknownRequest: Exclude<keyof typeof refusals, RequestName | 'any' | 'common' | 'broken'>;
}

/** Compiles only while every complaint is empty; the compiler's message names the one that is not. */
export const wording: { [C in keyof Complaints]: [Complaints[C]] extends [never] ? 'complete' : Complaints[C] } = {
  refusalWithoutSentence: 'complete',
  sentenceWithoutRefusal: 'complete',
  sentenceNobodyNeeds: 'complete',
  unknownRequest: 'complete',
};

export type Refusal<N extends RequestName> = { why: RefusalOf<N> } | CommonRefusal;

export type SentenceFor = <N extends RequestName>(name: N, refusal: Refusal<N>) => string;

/** What happened, what to do, and that nothing is lost. */
export function useSentences(): SentenceFor {
  const { t } = useTranslation('refusals');
  return useCallback((name, refusal) => sentence(t, name, refusal), [t]);
}

function sentence(t: TFunction<'refusals'>, name: RequestName, refusal: { why: string } | CommonRefusal): string {
  if ('reference' in refusal) return t('common.fault', { reference: refusal.reference });
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = refusals;
  for (const place of [name, 'any', 'common']) {
    const found = own[place]?.[refusal.why];
    if (found !== undefined) return found;
  }
  return t('common.fault', { reference: refusal.why });
}
