/**
 * About whom would a reader learn something? (domain §0.2)
 *
 * Every word and number a person keeps in the journal carries its answer in its type. `Kept<'peer', string>` is not a string: it
 * cannot be handed to a file, a template or an extract by accident. Only `reveal` opens it, and `test/layers.test.ts` holds the
 * list of the places that may.
 */
import { z } from './zod.ts';

export const ABOUT = ['me', 'us', 'peer'] as const;

/** `peer` never leaves the journal in readable form; `us` stays unless both agreed; `me` can leave once made anonymous (domain §0.3). */
export type About = (typeof ABOUT)[number];

declare const about: unique symbol;
declare const content: unique symbol;

/** A value kept in the journal. At run time it is the value itself; to the compiler it is opaque. */
export interface Kept<A extends About, T> {
  readonly [about]: A;
  readonly [content]: T;
}

/** Marks a value a person has just entered, with whom it is about. */
export function keep<A extends About, T>(_about: A, value: T): Kept<A, T> {
  return value as unknown as Kept<A, T>;
}

/** The value itself, for showing it to its owner or for searching it. */
export function reveal<T>(kept: Kept<About, T>): T {
  return kept as unknown as T;
}

/** Which `about` a field's schema was declared with: the run-time side of `Kept`. */
export const aboutOf = z.registry<{ about: About }>();

/** A schema for a value that is kept: both what is sent and what comes out of the parser is `Kept<A, T>`. */
export function kept<A extends About, T>(about: A, schema: z.ZodType<T>): z.ZodType<Kept<A, T>, Kept<A, T>> {
  const copy = schema.clone() as unknown as z.ZodType<Kept<A, T>, Kept<A, T>>;
  aboutOf.add(copy, { about });
  return copy;
}
