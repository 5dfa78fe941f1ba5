import type { placeRequests } from '../../../shared/requests/place.ts';
import { listKept, removeKept } from '../../journal/kept-journals.ts';
import type { HandlersOf } from './handler.ts';

export const placeHandlers: HandlersOf<typeof placeRequests> = {
  protectionFacts: (custody) => custody.protectionFacts(),
  chooseJournalFolder: (custody) => custody.chooseJournalFolder(),
  moveJournal: (custody, { to }) => custody.move(to),
  cancelMoving: (custody) => {
    custody.cancelMoving();
    return null;
  },
  listKeptJournals: (custody) => listKept(custody.status().file),
  removeKeptJournal: (custody, { name }) => {
    removeKept(custody.status().file, name);
    return null;
  },
  findJournal: (custody) => custody.findJournal(),
  forgetJournalFolder: (custody) => custody.forgetJournalFolder(),
};
