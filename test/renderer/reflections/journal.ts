/** A journal of reflections that keeps what it is given for as long as a test lasts, behind the bridge double. */
import { builtInTemplate, builtInTemplates } from '../../../shared/built-in-templates.ts';
import type { Fingerprint } from '../../../shared/fingerprint.ts';
import type { RecordId } from '../../../shared/record-id.ts';
import { inOrder, reflection as reflectionSchema, type Answer, type Occasion, type Reflection, type ReflectionRow } from '../../../shared/reflection.ts';
import type { Answers } from '../bridge.ts';
import { done } from '../bridge.ts';
import { id, pairings } from '../sample.ts';

export interface Reflections {
  kept: Map<RecordId, { reflection: Reflection; trashed: boolean }>;
  favourites: Set<string>;
  answers: Answers;
  /** Each `saveReflection` waits for this, and is refused with what it gives. */
  beforeSaving: () => Promise<'disk-full' | null>;
}

const FIRST = 0x2000;
const digits = '11112222333344445555' as Fingerprint;

/** @param rated answers the sitting's ratings give already */
export function reflections(rated: readonly Answer[] = []): Reflections {
  const kept: Reflections['kept'] = new Map();
  const favourites = new Set<string>();
  const pairingOf = (occasion: Occasion) => (occasion.is === 'alone' ? null : pairings[0]!.id);
  const opened = ({ template, occasion, ...rest }: Reflection) => ({ text: builtInTemplate(template.id)!.text, reflection: { template, occasion, ...rest }, pairing: pairingOf(occasion), date: null });
  const rowOf = (each: RecordId, { reflection, trashed }: { reflection: Reflection; trashed: boolean }): ReflectionRow => ({
    id: each,
    template: reflection.template,
    title: builtInTemplate(reflection.template.id)!.text.title,
    measures: [],
    occasion: reflection.occasion,
    pairing: pairingOf(reflection.occasion),
    pairingName: reflection.occasion.is === 'alone' ? null : pairings[0]!.name,
    date: '2026-11-18' as ReflectionRow['date'],
    done: reflection.done,
    firstWords: null,
    trashedAtMs: trashed ? 1 : null,
  });
  const self: Reflections = {
    kept,
    favourites,
    beforeSaving: () => Promise.resolve(null),
    answers: {
      listPairings: () => done(pairings),
      listTemplates: () =>
        done(
          builtInTemplates.map(({ text: { id: template, title, purpose, chair, prompts }, version, minutes, offered }) => ({
            id: template, title, purpose, chair, prompts: prompts.length, version, minutes, offered, fingerprint: digits, origin: 'built_in' as const, favourite: favourites.has(template),
          })),
        ),
      readTemplate: ({ id: template }) => {
        const { text, version, minutes, offered } = builtInTemplate(template)!;
        return done({ text, id: template, version, minutes, offered, fingerprint: digits, origin: 'built_in' as const, source: null, savedAtMs: null });
      },
      favourTemplate: ({ id: template, favourite }) => {
        if (favourite) favourites.add(template);
        else favourites.delete(template);
        return done(null);
      },
      listTemplateAgreements: () => done([]),
      listReflections: ({ trashed }) => done({ rows: [...kept].filter(([, each]) => each.trashed === trashed).map(([each, what]) => rowOf(each, what)), next: null }),
      beginReflection: ({ template, occasion }) => {
        const { text, version } = builtInTemplate(template)!;
        const answers = inOrder(text, rated);
        return done(opened({ template: { id: template, version, fingerprint: digits }, occasion: occasion as Occasion, answers, done: false }));
      },
      readReflection: ({ id: asked }) => {
        const each = kept.get(asked as RecordId)!;
        return done({ ...opened(each.reflection), id: asked as RecordId, savedAtMs: Date.now(), trashed: each.trashed ? ('itself' as const) : null });
      },
      saveReflection: async ({ id: asked, reflection }) => {
        const why = await self.beforeSaving();
        if (why !== null) return { ok: false, refusal: { why } };
        const each = (asked as RecordId | null) ?? id(FIRST + kept.size);
        kept.set(each, { reflection: reflectionSchema.parse(reflection), trashed: false });
        return done({ id: each, savedAtMs: Date.now() });
      },
      trashReflection: ({ id: asked }) => {
        kept.get(asked as RecordId)!.trashed = true;
        return done(null);
      },
      restoreReflection: ({ id: asked }) => {
        kept.get(asked as RecordId)!.trashed = false;
        return done(null);
      },
      eraseReflection: ({ id: asked }) => {
        kept.delete(asked as RecordId);
        return done(null);
      },
    },
  };
  return self;
}
