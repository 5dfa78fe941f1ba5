/** Who does what the window asks. A request of the table without a handler does not compile. */
import type { Requests } from '../../shared/requests.ts';
import { agreementHandlers } from './handlers/agreements.ts';
import { asymmetryHandlers } from './handlers/asymmetries.ts';
import { backupHandlers } from './handlers/backups.ts';
import { damageHandlers } from './handlers/damage.ts';
import { eventHandlers } from './handlers/events.ts';
import type { HandlersOf } from './handlers/handler.ts';
import { holdingHandlers } from './handlers/holdings.ts';
import { keyHandlers } from './handlers/keys.ts';
import { pairingHandlers } from './handlers/pairings.ts';
import { placeHandlers } from './handlers/place.ts';
import { readinessHandlers } from './handlers/readiness.ts';
import { reflectionHandlers } from './handlers/reflections.ts';
import { reminderHandlers } from './handlers/reminders.ts';
import { sessionHandlers } from './handlers/sessions.ts';
import { sharedFileHandlers } from './handlers/shared-files.ts';
import { travelledHandlers } from './handlers/travelled.ts';
import { templateAgreementHandlers } from './handlers/template-agreements.ts';
import { templateHandlers } from './handlers/templates.ts';
import { unlockingHandlers } from './handlers/unlocking.ts';

export const handlers: HandlersOf<Requests> = {
  ...unlockingHandlers,
  ...pairingHandlers,
  ...sessionHandlers,
  ...templateHandlers,
  ...templateAgreementHandlers,
  ...reflectionHandlers,
  ...agreementHandlers,
  ...readinessHandlers,
  ...reminderHandlers,
  ...asymmetryHandlers,
  ...eventHandlers,
  ...holdingHandlers,
  ...keyHandlers,
  ...damageHandlers,
  ...backupHandlers,
  ...placeHandlers,
  ...travelledHandlers,
  ...sharedFileHandlers,
};
