import { expect, test } from 'vitest';
import { emptySession, session } from '../../shared/session.ts';
import { today } from '../../shared/date.ts';
import { recordId } from '../../shared/record-id.ts';

test('an empty session is a session', () => {
  const id = recordId.parse('0123456789abcdef');
  const empty = emptySession(id, today(), 'coach');
  expect(session.parse(empty)).toEqual(empty);
});
