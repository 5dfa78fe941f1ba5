/** The seven measures of a sitting (domain §5.3). Memory aids: never summed, never averaged, never coloured. */
import { z } from './zod.ts';

export const CHAIRS = ['coach', 'coachee'] as const;
export type Chair = (typeof CHAIRS)[number];
export const chair = z.enum(CHAIRS);

export const MEASURES = ['candour', 'selfModeration', 'newPerspective', 'challenge', 'support', 'statusFelt', 'safety'] as const;
export type Measure = (typeof MEASURES)[number];

/** 1 to 5, each point worded. Missing is `null`, never 3. */
export const rating = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type Rating = z.infer<typeof rating>;
