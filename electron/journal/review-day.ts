import { isReviewDue, REVIEW_AFTER_SESSIONS } from '../../shared/agreement.ts';
import { inForceFrom, textOf } from '../../shared/agreement-version.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The day the agreement in force is to be looked at: its date, or the third session since where the two chose that and it came first. */
export function reviewDay({ agreements, sessions }: Workspace, pairing: RecordId): IsoDate | null {
  const stage = agreements.of(pairing).find(({ version }) => version.stage.is === 'agreed')?.version.stage;
  const [text, from] = stage === undefined ? [null, null] : [textOf(stage), inForceFrom(stage)];
  if (text === null || from === null) return null;
  const days = sessions.daysOf(pairing).filter((day) => day >= from.agreedOn);
  const third = days[REVIEW_AFTER_SESSIONS - 1];
  return third !== undefined && third < text.reviewOn && isReviewDue(text, third, REVIEW_AFTER_SESSIONS) ? third : text.reviewOn;
}
