/** Who does what the window asks. A request of the table without a handler does not compile. */
import type { Requests } from '../../shared/requests.ts';
import { backupHandlers } from './handlers/backups.ts';
import { damageHandlers } from './handlers/damage.ts';
import type { HandlersOf } from './handlers/handler.ts';
import { keyHandlers } from './handlers/keys.ts';
import { pairingHandlers } from './handlers/pairings.ts';
import { placeHandlers } from './handlers/place.ts';
import { sessionHandlers } from './handlers/sessions.ts';
import { unlockingHandlers } from './handlers/unlocking.ts';

export const handlers: HandlersOf<Requests> = {
  ...unlockingHandlers,
  ...pairingHandlers,
  ...sessionHandlers,
  ...keyHandlers,
  ...damageHandlers,
  ...backupHandlers,
  ...placeHandlers,
};
