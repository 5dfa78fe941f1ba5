import type { agreementRequests } from '../../../shared/requests/agreements.ts';
import type { HandlersOf } from './handler.ts';

export const agreementHandlers: HandlersOf<typeof agreementRequests> = {
  listAgreements: ({ journal }, { pairing }) => journal.agreements.list(pairing),
  readAgreement: ({ journal }, { id }) => journal.agreements.read(id),
  beginAgreement: ({ journal }, { pairing, byHand }) => journal.agreements.begin(pairing, byHand),
  saveAgreementDraft: ({ journal }, { id, draft }) => journal.agreements.saveDraft(id, draft),
  proposeAgreement: async ({ journal }, { id }) => {
    await journal.agreements.propose(id);
    return null;
  },
  reopenAgreement: async ({ journal }, { id }) => {
    await journal.agreements.reopen(id);
    return null;
  },
  agreeOnAgreement: async ({ journal }, { id, agreedOn }) => {
    await journal.agreements.agree(id, agreedOn);
    return null;
  },
  endAgreement: async ({ journal }, { id }) => {
    await journal.agreements.end(id);
    return null;
  },
  discardAgreement: async ({ journal }, { id }) => {
    await journal.agreements.discard(id);
    return null;
  },
  noteComparison: async ({ journal }, { id, outcome }) => {
    await journal.agreements.noteComparison(id, outcome);
    return null;
  },
};
