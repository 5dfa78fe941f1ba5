/**
 * The kinds of record in a journal, and how each is written: UTF-8 JSON of the shape its schema gives. The numbers are
 * part of the file format and are never reused.
 */
import { agreementVersion } from '../../shared/agreement-version.ts';
import { keptAsymmetryMap } from '../../shared/asymmetry.ts';
import type { About } from '../../shared/about.ts';
import { backupMemory } from '../../shared/backups.ts';
import { isoDate } from '../../shared/date.ts';
import { keptEvent } from '../../shared/event.ts';
import { withoutKept } from '../../shared/kept-values.ts';
import { pairing, pairingState, stateBeforeStates, type Pairing } from '../../shared/pairing.ts';
import { answering } from '../../shared/readiness.ts';
import { recordId } from '../../shared/record-id.ts';
import { recoverySheet } from '../../shared/recovery-sheet.ts';
import { reflection } from '../../shared/reflection.ts';
import { putAside } from '../../shared/reminder.ts';
import { session } from '../../shared/session.ts';
import { key, TEMPLATE_ORIGINS, templateText, templateVersion } from '../../shared/template.ts';
import { keptAgreedTemplate } from '../../shared/template-agreement.ts';
import { travelledLine } from '../../shared/travelled.ts';
import { z } from '../../shared/zod.ts';
import type { Change, StoredRecord } from '../vault/vault.ts';
import type { Entry } from '../workspace/entry.ts';
import { JournalFault } from './fault.ts';

const atMs = z.number().int().nonnegative();

const kinds = {
  pairing: { type: 1, schema: 2, body: z.strictObject({ pairing, state: pairingState, putAside }) },
  session: { type: 2, schema: 2, body: z.strictObject({ session, agreementVersion: agreementVersion.shape.number.nullable(), savedAtMs: atMs, trashedAtMs: atMs.nullable() }) },
  'session-version': { type: 3, schema: 1, body: z.strictObject({ of: recordId, session, savedAtMs: atMs }) },
  'recovery-sheet': { type: 4, schema: 1, body: recoverySheet },
  backups: { type: 5, schema: 1, body: z.strictObject({ memory: backupMemory }) },
  readiness: { type: 6, schema: 1, body: z.strictObject({ answering }) },
  asymmetry: { type: 7, schema: 1, body: z.strictObject({ pairing: recordId, on: isoDate, savedAtMs: atMs, map: keptAsymmetryMap }) },
  agreement: { type: 8, schema: 1, body: z.strictObject({ version: agreementVersion }) },
  event: { type: 9, schema: 1, body: z.strictObject({ event: keptEvent, savedAtMs: atMs }) },
  travelled: { type: 10, schema: 1, body: z.strictObject({ line: travelledLine }) },
  template: {
    type: 11,
    schema: 1,
    body: z.strictObject({ text: templateText, version: templateVersion.shape.version, fingerprint: templateVersion.shape.fingerprint, origin: z.enum(TEMPLATE_ORIGINS), copiedFrom: templateVersion.nullable(), savedAtMs: atMs, trashedAtMs: atMs.nullable() }),
  },
  reflection: { type: 12, schema: 1, body: z.strictObject({ reflection, begunOn: isoDate, savedAtMs: atMs, trashedAtMs: atMs.nullable() }) },
  'template-agreement': { type: 13, schema: 1, body: z.strictObject({ pairing: recordId, agreed: keptAgreedTemplate }) },
  'template-choices': { type: 14, schema: 1, body: z.strictObject({ favourites: z.array(key) }) },
} as const satisfies Record<Entry['kind'], { type: number; schema: number; body: z.ZodType }>;

/** What a body of an older schema says in the newest one. Nothing is written: a record keeps its schema until it is saved again. */
const fromOlder: Partial<Record<Entry['kind'], (body: object, schema: number) => object>> = {
  // Schema 1 knew no agreements.
  session: (body) => ({ ...body, agreementVersion: null }),
  // Schema 1 knew no states and no reminders.
  pairing: (body) => ({ ...body, state: stateBeforeStates((body as { pairing: Pairing }).pairing.since), putAside: {} }),
};

const kindByType = new Map(Object.entries(kinds).map(([kind, { type }]) => [type as number, kind as Entry['kind']]));
const toBytes = new TextEncoder();
const toText = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function toRecord({ kind, id, ...body }: Entry): Change['puts'][number] {
  const { type, schema } = kinds[kind];
  return { id, type, schema, payload: toBytes.encode(JSON.stringify(body)) };
}

/**
 * What a record says. It was checked when it was sealed, by the schema whose number it carries, so it is not checked again for each of
 * thousands at unlocking; `checked` does that for the one a person opens. `null` for a kind or a schema this version does not know: a
 * newer one wrote it, and it is left as it is.
 * @throws JournalFault `damaged` when it is not even text
 */
export function toEntry({ id, type, schema, payload }: StoredRecord): Entry | null {
  const kind = kindByType.get(type);
  if (kind === undefined || schema > kinds[kind].schema) return null;
  const body = parseJson(payload);
  return { kind, id, ...(schema === kinds[kind].schema ? body : (fromOlder[kind]?.(body, schema) ?? body)) } as Entry;
}

/** @throws JournalFault `damaged` when an entry does not hold what its kind says */
export function checked({ kind, id, ...body }: Entry): Entry {
  const parsed = kinds[kind].body.safeParse(body);
  if (!parsed.success) throw new JournalFault('damaged');
  return { kind, id, ...parsed.data } as Entry;
}

/** An entry without what is about `whom`; `null` when nothing of it can stay. */
export function without(whom: readonly About[], { kind, id, ...body }: Entry): Entry | null {
  const left = withoutKept<object>(kinds[kind].body, body, whom);
  return left && ({ kind, id, ...left } as Entry);
}

function parseJson(payload: Uint8Array): object {
  try {
    return JSON.parse(toText.decode(payload)) as object;
  } catch {
    throw new JournalFault('damaged');
  }
}
