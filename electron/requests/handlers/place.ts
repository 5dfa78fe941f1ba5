import type { placeRequests } from '../../../shared/requests/place.ts';
import type { HandlersOf } from './handler.ts';

export const placeHandlers: HandlersOf<typeof placeRequests> = {
  protectionFacts: (custody) => custody.protectionFacts(),
  chooseJournalFolder: (custody) => custody.chooseJournalFolder(),
  moveJournal: (custody, { to }) => custody.move(to),
  cancelMoving: (custody) => {
    custody.cancelMoving();
    return null;
  },
  findJournal: (custody) => custody.findJournal(),
  forgetJournalFolder: (custody) => custody.forgetJournalFolder(),
};
