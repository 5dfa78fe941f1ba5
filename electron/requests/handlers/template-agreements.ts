import type { templateAgreementRequests } from '../../../shared/requests/template-agreements.ts';
import type { HandlersOf } from './handler.ts';

export const templateAgreementHandlers: HandlersOf<typeof templateAgreementRequests> = {
  listTemplateAgreements: ({ journal }, { pairing }) => journal.templateAgreements.list(pairing),
  agreeOnTemplate: async ({ journal }, { pairing, template, compared }) => {
    await journal.templateAgreements.agree(pairing, template, compared);
    return null;
  },
  removeTemplateAgreement: async ({ journal }, { id }) => {
    await journal.templateAgreements.remove(id);
    return null;
  },
};
