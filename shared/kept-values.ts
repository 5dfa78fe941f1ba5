/**
 * What a record keeps, found by its schema: every value that was said to be about somebody. A field that is added to a record with its
 * `about` is shown and cleared with the others, without anybody having to remember it.
 */
import { aboutOf, type About, type Kept } from './about.ts';
import type { z } from './zod.ts';

export interface KeptValue {
  /** Names of fields and places in lists, from the record down. */
  path: (string | number)[];
  about: About;
  value: Kept<About, unknown>;
}

/** Every value of a record that is there, in the order of the schema. `null` is not there. */
export function keptValues(schema: z.ZodType, value: unknown): KeptValue[] {
  const found: KeptValue[] = [];
  collect(schema, value, [], found);
  return found;
}

/**
 * A copy without what is about `whom`: `null` takes the place of a value where the schema has room for it, else of the nearest part of the
 * record around it that can be missing; in a list it is left out.
 * @returns null when nothing of the record can stay
 */
export function withoutKept<T>(schema: z.ZodType<T>, value: T, whom: readonly About[]): T | null {
  const left = clear(schema, value, whom);
  return left === GONE ? null : (left as T);
}

const GONE = Symbol('gone');

function collect(schema: z.ZodType, value: unknown, path: KeptValue['path'], found: KeptValue[]): void {
  if (value === null || value === undefined) return;
  const about = aboutOf.get(schema)?.about;
  if (about) found.push({ path, about, value: value as Kept<About, unknown> });
  else for (const part of partsOf(schema, value)) collect(part.schema, part.value, part.key === null ? path : [...path, part.key], found);
}

function clear(schema: z.ZodType, value: unknown, whom: readonly About[]): unknown {
  if (value === null || value === undefined) return value;
  const about = aboutOf.get(schema)?.about;
  if (about) return whom.includes(about) ? GONE : value;
  const left = partsOf(schema, value).map((part) => ({ ...part, value: clear(part.schema, part.value, whom) }));
  if (left.length === 0) return value;
  if (left[0]!.key === null) return left[0]!.value === GONE && mayBeNull(schema) ? null : left[0]!.value;
  if (isList(schema)) return left.filter((each) => each.value !== GONE).map((each) => each.value);
  const staying = isOpen(schema) ? left.filter((each) => each.value !== GONE) : left;
  if (staying.some((each) => each.value === GONE)) return GONE;
  return Array.isArray(value) ? staying.map((each) => each.value) : Object.fromEntries(staying.map((each) => [each.key, each.value]));
}

/** A part of a value, with the schema that describes it; the key is null where the schema only wraps another. */
interface Part { key: string | number | null; schema: z.ZodType; value: unknown }

/** The ways of zod to put a schema together out of others, as far as records use them. */
interface Definition {
  type: string;
  innerType?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  items?: z.ZodType[];
  options?: z.ZodType[];
  valueType?: z.ZodType;
  in?: z.ZodType;
}

function partsOf(schema: z.ZodType, value: unknown): Part[] {
  const { type, innerType, shape, element, items, options, valueType, in: first } = definitionOf(schema);
  const wrapped = innerType ?? first ?? (type === 'union' ? options?.find((option) => option.safeParse(value).success) : undefined);
  if (wrapped) return [{ key: null, schema: wrapped, value }];
  if (shape) return Object.entries(value as object).flatMap(([key, each]) => (shape[key] ? [{ key, schema: shape[key], value: each as unknown }] : []));
  if (valueType) return Object.entries(value as object).map(([key, each]) => ({ key, schema: valueType, value: each as unknown }));
  if (element) return (value as unknown[]).map((each, key) => ({ key, schema: element, value: each }));
  if (items) return (value as unknown[]).flatMap((each, key) => (items[key] ? [{ key, schema: items[key], value: each }] : []));
  return [];
}

const mayBeNull = (schema: z.ZodType) => definitionOf(schema).type === 'nullable';
const isList = (schema: z.ZodType) => definitionOf(schema).type === 'array';
const isOpen = (schema: z.ZodType) => definitionOf(schema).type === 'record';

function definitionOf(schema: z.ZodType): Definition {
  return (schema as unknown as { def: Definition }).def;
}
