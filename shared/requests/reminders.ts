import { recordId } from '../record-id.ts';
import { REMINDERS, type Reminder } from '../reminder.ts';
import { z } from '../zod.ts';
import { CANNOT_WRITE, request } from './request.ts';

export const reminderRequests = {
  /** Those of one pairing, today. */
  listReminders: request('open', z.strictObject({ pairing: recordId })).answers<Reminder[]>().refuses('not-found'),
  /** It rests from today. */
  putReminderAside: request('open', z.strictObject({ pairing: recordId, key: z.enum(REMINDERS) })).answers<null>().refuses('not-found', ...CANNOT_WRITE),
} as const;
