/** Input as a request's own schema wants it, by chance: whatever requests there are, each is met with what it would take. */
import { requests, type RequestName } from '../../shared/requests.ts';
import { z } from '../../shared/zod.ts';
import type { Random } from './random.ts';

/** The part of JSON Schema that zod writes. */
interface Schema {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema | false;
  prefixItems?: readonly Schema[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  format?: string;
  pattern?: string;
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
}

/** Texts a search, a list or a page could take amiss. */
const TEXTS = ['trust', 'a note', '"', 'a*', 'NEAR(', '-x', '日本', ' ', 'OR AND', 'col:x', "'; --", 'x', '<b>', 'ö'.repeat(30), 'one two three '.repeat(20)];
const DEEPEST = 8;
const schemaByName = new Map<RequestName, Schema>();

/** @param ids that were answered before */
export function inputFor(name: RequestName, random: Random, ids: readonly string[]): unknown {
  if (!schemaByName.has(name)) schemaByName.set(name, z.toJSONSchema(requests[name].input, { unrepresentable: 'any', io: 'input' }) as Schema);
  const root = schemaByName.get(name)!;
  return new Maker(root, random, ids).make(root, 0);
}

class Maker {
  readonly #root: Schema;
  readonly #random: Random;
  readonly #ids: readonly string[];

  constructor(root: Schema, random: Random, ids: readonly string[]) {
    this.#root = root;
    this.#random = random;
    this.#ids = ids;
  }

  make(schema: Schema, depth: number): unknown {
    const random = this.#random;
    if (schema.$ref !== undefined) return this.make(this.#named(schema.$ref), depth + 1);
    if ('const' in schema) return schema.const;
    if (schema.enum !== undefined) return random.of(schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    // The last choice is the plain one: null, or nothing inside.
    if (choices !== undefined) return this.make(depth > DEEPEST ? choices.at(-1)! : random.of(choices), depth + 1);
    if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((each) => this.make(each, depth + 1))) as unknown;
    switch (schema.type) {
      case 'object': return this.#object(schema, depth);
      case 'array': return this.#array(schema, depth);
      case 'string': return this.#text(schema);
      case 'integer': case 'number': return random.between(Math.max(schema.minimum ?? 0, -1e6), Math.min(schema.maximum ?? 1e6, 1e6));
      case 'boolean': return random.isOneIn(2);
      default: return null;
    }
  }

  #named(reference: string): Schema {
    return reference === '#' ? this.#root : this.#root.$defs![reference.slice('#/$defs/'.length)]!;
  }

  #object({ properties = {}, required = [], additionalProperties, propertyNames }: Schema, depth: number): unknown {
    const named = Object.entries(properties).filter(([key]) => required.includes(key) || this.#random.isOneIn(2)).map(([key, each]) => [key, this.make(each, depth + 1)]);
    const isMap = typeof additionalProperties === 'object' && propertyNames !== undefined;
    const keys = isMap ? (propertyNames.enum ?? [this.make(propertyNames, depth + 1)]) : [];
    return Object.fromEntries([...named, ...keys.map((key) => [key, this.make(additionalProperties as Schema, depth + 1)])]) as unknown;
  }

  #array({ items = {}, prefixItems = [], minItems = 0, maxItems = 4 }: Schema, depth: number): unknown {
    if (items === false) return prefixItems.map((each) => this.make(each, depth + 1));
    const length = depth > DEEPEST ? minItems : this.#random.between(minItems, Math.max(minItems, Math.min(maxItems, minItems + 3)));
    return [...prefixItems.map((each) => this.make(each, depth + 1)), ...Array.from({ length: length }, () => this.make(items, depth + 1))];
  }

  #text({ format, pattern, minLength = 0, maxLength = 1000 }: Schema): string {
    const random = this.#random;
    if (format === 'date') return `20${random.between(20, 26)}-0${random.between(1, 9)}-1${random.below(10)}`;
    if (pattern?.startsWith('^[0-7]') === true) return this.#ids.length > 0 && !random.isOneIn(6) ? random.of(this.#ids) : random.bytes(8).reduce((text, byte) => text + (byte & 0x7f).toString(16).padStart(2, '0'), '');
    return random.of(TEXTS).padEnd(minLength, '.').slice(0, maxLength);
  }
}
