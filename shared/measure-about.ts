/** About whom each measure is (domain §5.3), as the schemas of a sitting were declared: said there once, read from there. */
import { aboutOf, type About } from './about.ts';
import type { Chair, Measure } from './measures.ts';
import { coacheeSitting, coachSitting } from './session.ts';
import type { z } from './zod.ts';

export function aboutOfMeasure(measure: Measure, chair: Chair): About {
  const ratings = (chair === 'coach' ? coachSitting : coacheeSitting).shape.ratings;
  const nullable = ratings.shape[measure] as unknown as z.ZodNullable;
  return aboutOf.get(nullable.unwrap() as z.ZodType)?.about ?? 'us';
}
