/** What is looked back at, as a part of a place in the app: `?session=…&chair=coach`, `?pairing=…`, or nothing. */
import { chair } from '../../shared/measures.ts';
import { occasion, type Occasion } from '../../shared/reflection.ts';

export function toQuery(of: Occasion): string {
  switch (of.is) {
    case 'sitting':
      return `?session=${of.session}&chair=${of.chair}`;
    case 'pairing':
      return `?pairing=${of.pairing}`;
    case 'alone':
      return '';
  }
}

/** @param query without its question mark; what is not understood is nothing in particular */
export function fromQuery(query: string): Occasion {
  const asked = new URLSearchParams(query);
  const sitting = occasion.safeParse({ is: 'sitting', session: asked.get('session'), chair: chair.safeParse(asked.get('chair')).data });
  const pairing = occasion.safeParse({ is: 'pairing', pairing: asked.get('pairing') });
  return sitting.data ?? pairing.data ?? { is: 'alone' };
}

export function placeToBegin(template: string, of: Occasion): string {
  return `/reflections/new/${template}${toQuery(of)}`;
}

/** Where one goes when a reflection is finished: back to what it looked at. */
export function placeOf(of: Occasion): string {
  switch (of.is) {
    case 'sitting':
      return `/journal/${of.session}`;
    case 'pairing':
      return `/pairings/${of.pairing}/templates`;
    case 'alone':
      return '/reflections';
  }
}
