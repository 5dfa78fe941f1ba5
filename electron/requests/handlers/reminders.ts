import type { reminderRequests } from '../../../shared/requests/reminders.ts';
import type { HandlersOf } from './handler.ts';

export const reminderHandlers: HandlersOf<typeof reminderRequests> = {
  listReminders: ({ journal }, { pairing }) => journal.reminders.of(pairing),
  putReminderAside: async ({ journal }, { pairing, key }) => {
    await journal.reminders.putAside(pairing, key);
    return null;
  },
};
