import type { damageRequests } from '../../../shared/requests/damage.ts';
import type { HandlersOf } from './handler.ts';

export const damageHandlers: HandlersOf<typeof damageRequests> = {
  takeCopy: ({ journal }) => {
    journal.takeCopy();
    return null;
  },
  saveReadable: (custody, { where }) => custody.saveReadable(where),
  cancelRescue: ({ journal }) => {
    journal.rescue.cancel();
    return null;
  },
  openRescued: (custody) => {
    custody.openRescued();
    return null;
  },
};
