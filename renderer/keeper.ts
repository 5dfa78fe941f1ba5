/** The window's side of the bridge: the only file that touches `window.otherChair`. */
import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Notice } from '../shared/process-messages.ts';
import type { AnswerOf, Bridge, InputOf, Reply, RequestName } from '../shared/requests.ts';
import type { Refusal } from './locales/refusals.ts';

declare global {
  interface Window {
    readonly otherChair: Bridge;
  }
}

/** Asks the keeper. A refusal is an answer; only a broken bridge rejects. */
export function ask<N extends RequestName>(name: N, input: InputOf<N>): Promise<Reply<N>> {
  return window.otherChair.ask(name, input);
}

/** Returns the function that stops listening. */
export function onNotice(listener: (notice: Notice) => void): () => void {
  return window.otherChair.onNotice(listener);
}

/** Listens for as long as the component is mounted. */
export function useNotices(listener: (notice: Notice) => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => onNotice((notice) => latest.current(notice)), []);
}

export type Answered<N extends RequestName> =
  | { state: 'asking' }
  | { state: 'refused'; refusal: Refusal<N> }
  /** `asking`: what is shown is the answer before, and a newer one is on its way. */
  | { state: 'answered'; value: AnswerOf<N>; asking: boolean };

export interface AnswerOptions {
  /** False: not asked yet. */
  when?: boolean;
  /** While the input changes, the answer to the one before stays. */
  keepShown?: boolean;
}

/** The answer to a question, asked again when something changed that it depends on. Nothing is kept once no page shows it. */
export function useAnswer<N extends RequestName>(name: N, input: InputOf<N>, { when = true, keepShown = false }: AnswerOptions = {}): Answered<N> {
  const query = useQuery<Reply<N>>({
    queryKey: [name, input],
    queryFn: () => ask(name, input),
    enabled: when,
    throwOnError: true,
    ...(keepShown ? { placeholderData: keepPreviousData } : {}),
  });
  const reply = query.data;
  if (reply === undefined) return { state: 'asking' };
  return reply.ok ? { state: 'answered', value: reply.value, asking: query.isFetching } : { state: 'refused', refusal: reply.refusal };
}

export interface Asking<N extends RequestName> {
  /** Asks; when it was done, every answer that depends on it is asked for again. */
  ask: (input: InputOf<N>) => Promise<Reply<N>>;
  asking: boolean;
  /** Why the last one was refused; `null` while asking, after success and after `forget`. */
  refusal: Refusal<N> | null;
  forget: () => void;
}

/** A change a page may ask for. */
export function useAsking<N extends RequestName>(name: N): Asking<N> {
  const client = useQueryClient();
  const mutation = useMutation<Reply<N>, Error, InputOf<N>>({
    mutationFn: (input) => ask(name, input),
    onSuccess: (reply) => {
      if (reply.ok) void askAgain(client, makesStale[name] ?? []);
    },
    throwOnError: true,
  });
  const reply = mutation.data;
  return {
    ask: mutation.mutateAsync,
    asking: mutation.isPending,
    refusal: reply === undefined || reply.ok ? null : reply.refusal,
    forget: mutation.reset,
  };
}

/** Asks again for the answers of these requests that are on the screen. */
export async function askAgain(client: QueryClient, names: readonly RequestName[]): Promise<void> {
  await Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })));
}

const lists = ['listSessions', 'listPairings', 'search', 'listTags', 'listReflections'] as const satisfies RequestName[];

/** Where a pairing stands, what it is reminded of, its readiness screens, and its events: a pause is one. */
const pairingLife = ['listPairings', 'listReminders', 'listReadiness', 'listEvents'] as const satisfies RequestName[];

const agreements = ['listAgreements', 'readAgreement'] as const satisfies RequestName[];

/** After which change which answers are out of date. An entry being written is its page's own: saving does not read it back. */
const makesStale: Partial<Record<RequestName, readonly RequestName[]>> = {
  savePreferences: ['journalStatus'],
  removeKeptJournal: ['listKeptJournals'],
  saveReadable: ['listKeptJournals'],
  addPairing: lists,
  savePairing: lists,
  movePairing: pairingLife,
  finishReadiness: pairingLife,
  reopenReadiness: pairingLife,
  discardReadiness: pairingLife,
  goAheadAnyway: pairingLife,
  askReadinessAgain: pairingLife,
  putReminderAside: ['listReminders'],
  removePairing: lists,
  agreeOnTemplate: ['listTemplateAgreements'],
  removeTemplateAgreement: ['listTemplateAgreements'],
  settlePeerNotes: ['listPeerNotes', 'holdings', 'readSession', 'search'],
  clearPairing: [...lists, 'holdings', 'listPeerNotes'],
  deletePairing: lists,
  saveEvent: [...pairingLife, 'search'],
  removeEvent: [...pairingLife, 'search'],
  beginAgreement: agreements,
  proposeAgreement: agreements,
  reopenAgreement: agreements,
  agreeOnAgreement: [...agreements, 'listReminders'],
  endAgreement: [...agreements, 'listReminders'],
  discardAgreement: agreements,
  noteComparison: agreements,
  saveSession: [...lists, 'listSessionVersions'],
  trashSession: [...lists, 'readSession'],
  restoreSession: [...lists, 'readSession'],
  eraseSession: lists,
  favourTemplate: ['listTemplates'],
  copyTemplate: ['listTemplates'],
  trashTemplate: ['listTemplates', 'listTrashedTemplates'],
  restoreTemplate: ['listTemplates', 'listTrashedTemplates'],
  trashReflection: ['listReflections', 'readReflection', 'search'],
  restoreReflection: ['listReflections', 'readReflection', 'search'],
  eraseReflection: ['listReflections', 'search'],
  moveJournal: ['journalStatus', 'protectionFacts', 'backupStatus', ...lists],
  findJournal: ['journalStatus'],
  forgetJournalFolder: ['journalStatus'],
  chooseBackupFolder: ['backupStatus', 'listBackups'],
  stopBackups: ['backupStatus'],
  backupNow: ['backupStatus', 'listBackups', 'listTravelled'],
  exportAgreement: ['listTravelled'],
  noteAgreementPrintout: ['listTravelled'],
  acceptAgreementFile: ['listAgreements', 'readAgreement', 'listTravelled'],
  exportTemplate: ['listTravelled'],
  acceptTemplateFile: ['listTemplates', 'readTemplate', 'listTravelled'],
  drillBackup: ['backupStatus'],
  finishRecoverySheet: ['recoverySheetStatus'],
  rehearseRecovery: ['recoverySheetStatus'],
  restoreSessionVersion: [...lists, 'readSession', 'listSessionVersions'],
};

/** One client for one window. `online` is not asked: there is no network. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, gcTime: 0, staleTime: 0 },
      mutations: { networkMode: 'always', retry: false, gcTime: 0 },
    },
  });
}
