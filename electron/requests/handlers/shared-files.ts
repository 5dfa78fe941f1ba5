import type { sharedFileRequests } from '../../../shared/requests/shared-files.ts';
import type { HandlersOf } from './handler.ts';

export const sharedFileHandlers: HandlersOf<typeof sharedFileRequests> = {
  lookAtAgreementFile: ({ journal }, { id }) => journal.sharedFiles.lookAtAgreement(id),
  exportAgreement: (custody, { id, sha256 }) => custody.journal.sharedFiles.exportAgreement(id, sha256, () => custody.choose('agreement-place')),
  noteAgreementPrintout: async ({ journal }, { id }) => {
    await journal.sharedFiles.notePrintout(id);
    return null;
  },
  openAgreementFile: async (custody, { pairing }) => custody.journal.sharedFiles.openAgreement(pairing, await custody.chooseForeignFile('agreement-file')),
  openOfferedAgreement: async (custody, { pairing }) => custody.journal.sharedFiles.openAgreement(pairing, await custody.takeOffered()),
  openOfferedTemplate: async (custody) => custody.journal.sharedFiles.openTemplate(await custody.takeOffered()),
  leaveOffered: (custody) => {
    custody.leaveOffered();
    return null;
  },
  acceptAgreementFile: ({ journal }, { pairing, sha256 }) => journal.sharedFiles.acceptAgreement(pairing, sha256),
  lookAtTemplateFile: ({ journal }, { id }) => journal.sharedFiles.lookAtTemplate(id),
  exportTemplate: (custody, { id, sha256, to, pairing }) => custody.journal.sharedFiles.exportTemplate(id, sha256, { counterpart: to, pairing }, () => custody.choose('template-place')),
  openTemplateFile: async (custody) => custody.journal.sharedFiles.openTemplate(await custody.chooseForeignFile('template-file')),
  dropTemplateFile: ({ journal }, { bytes }) => journal.sharedFiles.openTemplate(bytes),
  acceptTemplateFile: ({ journal }, { sha256, pairing }) => journal.sharedFiles.acceptTemplate(sha256, pairing),
};
