/**
 * Everything the window may ask the keeper. One table, put together from one file a noun: a request that is not in it does not exist, a
 * refusal that is not in it cannot be given, and a page that does not handle a refusal it may get does not compile.
 */
import type { Notice } from './process-messages.ts';
import { agreementRequests } from './requests/agreements.ts';
import { asymmetryRequests } from './requests/asymmetries.ts';
import { backupRequests } from './requests/backups.ts';
import { damageRequests } from './requests/damage.ts';
import { eventRequests } from './requests/events.ts';
import { holdingRequests } from './requests/holdings.ts';
import { keyRequests } from './requests/keys.ts';
import { pairingRequests } from './requests/pairings.ts';
import { placeRequests } from './requests/place.ts';
import { readinessRequests } from './requests/readiness.ts';
import { reflectionRequests } from './requests/reflections.ts';
import { reminderRequests } from './requests/reminders.ts';
import { sessionRequests } from './requests/sessions.ts';
import type { RequestShape } from './requests/request.ts';
import { templateAgreementRequests } from './requests/template-agreements.ts';
import { templateRequests } from './requests/templates.ts';
import { sharedFileRequests } from './requests/shared-files.ts';
import { travelledRequests } from './requests/travelled.ts';
import { unlockingRequests } from './requests/unlocking.ts';
import type { z } from './zod.ts';

export { LIST_PAGE_MAX, type RequestShape } from './requests/request.ts';
export * from './requests/secret.ts';
export { PASSPHRASE_ADVICE, type JournalStatus, type PassphraseAdvice, type PassphraseStrength } from './requests/unlocking.ts';
export type { ListCursor, OpenedSession, SavedSession, SearchAnswer, SessionPage, SessionVersionRow } from './requests/sessions.ts';
export type { BegunReflection, OpenedReflection, ReflectionPage, SavedReflection } from './requests/reflections.ts';
export type { OpenedTemplate, SavedTemplate, TemplateVersionRow } from './requests/templates.ts';
export type { RecoverySheetStatus } from './requests/keys.ts';

export const requests = {
  ...unlockingRequests,
  ...pairingRequests,
  ...sessionRequests,
  ...templateRequests,
  ...templateAgreementRequests,
  ...reflectionRequests,
  ...agreementRequests,
  ...readinessRequests,
  ...reminderRequests,
  ...asymmetryRequests,
  ...eventRequests,
  ...holdingRequests,
  ...keyRequests,
  ...damageRequests,
  ...backupRequests,
  ...placeRequests,
  ...travelledRequests,
  ...sharedFileRequests,
} as const;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
/** What the window sends. */
export type InputOf<N extends RequestName> = z.input<Requests[N]['input']>;
/** What a handler gets: parsed. */
export type ParsedInputOf<N extends RequestName> = z.output<Requests[N]['input']>;
export type AnswerOf<N extends RequestName> = Requests[N] extends RequestShape<z.ZodType, infer Answer, string> ? Answer : never;
export type RefusalOf<N extends RequestName> = Requests[N]['refusals'][number];

/** Refusals any request may get: the journal is locked (or already open), the input is not of the form, or a fault of ours with a number to report it by. */
export type CommonRefusal = { why: 'wrong-state' } | { why: 'bad-input'; issues: { path: string; code: string }[] } | { why: 'fault'; reference: string };

export type Reply<N extends RequestName> = { ok: true; value: AnswerOf<N> } | { ok: false; refusal: { why: RefusalOf<N> } | CommonRefusal };

/** Bytes a message from the window may have, as structured data of strings: the longest entry, several times over. */
export const MESSAGE_MAX_BYTES = 8 * 1024 * 1024;

/** Through the port, from the window. */
export interface Asked { ask: number; name: string; input: unknown }
/** Through the port, to the window. */
export type Told = { reply: number; with: Reply<RequestName> } | { notice: Notice };

/** What the preload puts on `window.otherChair`, and nothing else. */
export interface Bridge {
  ask<N extends RequestName>(name: N, input: InputOf<N>): Promise<Reply<N>>;
  /** Returns the function that stops listening. */
  onNotice(listener: (notice: Notice) => void): () => void;
}
