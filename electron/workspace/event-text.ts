/** The words of an event: what it was called when it was chosen from a list, and what was written about it. */
import agreement from '../../shared/content/en/agreement.json' with { type: 'json' };
import wording from '../../shared/content/en/events.json' with { type: 'json' };
import type { PairingEvent } from '../../shared/event.ts';

/** One line for each, the name of what happened first. */
export function eventText(event: PairingEvent): string {
  return partsOf(event).filter((part) => part?.trim()).join('\n');
}

function partsOf(event: PairingEvent): (string | null)[] {
  switch (event.kind) {
    case 'outside_interest':
      return [wording.who[event.who], event.wanted && wording.wanted[event.wanted], event.note];
    case 'disclosure':
      return [agreement.travel.rows[event.row], event.toRole, event.consent?.is === 'given' ? event.consent.how : null, event.note];
    case 'context':
      return [wording.type[event.type], event.note];
    case 'pause':
      return [event.reason];
  }
}
