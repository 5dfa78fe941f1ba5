/**
 * Writes what stands in `shared/formats/`: the JSON Schemas of the files two peers hand each other, made from the schemas the app reads
 * them with, and an example of each. `node_modules/node/bin/node build/formats.ts`; a test says when it is due.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { AGREEMENT_SCHEMA, type AgreementText } from '../shared/agreement.ts';
import type { IsoDate } from '../shared/date.ts';
import { SHARED_FORMATS, sharedFileText, type SharedKind } from '../shared/shared-file.ts';
import { TEMPLATE_SCHEMA, type TemplateText } from '../shared/template.ts';
import { z } from '../shared/zod.ts';

export const FORMATS_FOLDER = path.join(import.meta.dirname, '../shared/formats');

const agreement: AgreementText = {
  schema: AGREEMENT_SCHEMA,
  nonce: 'AAECAwQFBgcICQoLDA0ODw==',
  parties: ['Ada', 'Ben'],
  agreedOn: '2026-03-02' as IsoDate,
  reviewOn: '2026-06-02' as IsoDate,
  clauses: [
    { id: 'purpose', text: 'A place to think about how we lead projects.' },
    { id: 'rhythm', choice: 'fortnightly' },
    { id: 'stays', choices: ['impressions', 'notes', 'people', 'raised', 'said'] },
  ],
};

const template: TemplateText = {
  schema: TEMPLATE_SCHEMA,
  id: 'walk-and-talk',
  chair: 'any',
  title: 'After a walk',
  purpose: 'For a session that took place on foot.',
  prompts: [
    { id: 'pace', kind: 'choice', about: 'us', required: false, text: 'Who set the pace?', help: null, options: [{ id: 'me', label: 'I did' }, { id: 'peer', label: 'My peer did' }, { id: 'both', label: 'Both of us, in turn' }] },
    { id: 'easier', kind: 'checklist', about: 'me', required: false, text: 'What was easier to say than in a room?', help: 'Any number, or none.', options: [{ id: 'doubt', label: 'A doubt' }, { id: 'wish', label: 'A wish' }, { id: 'anger', label: 'Anger' }, { id: 'nothing', label: 'Nothing' }] },
    { id: 'stayed-with', kind: 'scale', about: 'me', required: false, text: 'How long did one thought have me?', help: null, scale: { measure: null, min: 1, max: 5, anchors: ['It was gone at once', 'For a few steps', 'For a while', 'Most of the way', 'Until we were back'] } },
    { id: 'take-home', kind: 'long_text', about: 'me', required: true, text: 'What do I take home from it?', help: null },
  ],
};

const EXAMPLES = { agreement: sharedFileText('agreement', agreement), template: sharedFileText('template', template) } satisfies Record<SharedKind, string>;

const DESCRIPTIONS: Record<SharedKind, { title: string; description: string }> = {
  agreement: { title: 'Agreement of Other Chair (.oca)', description: 'The agreement of two peers. README.md says what a schema cannot.' },
  template: { title: 'Template of Other Chair (.oct)', description: 'A named set of questions, without any answer. README.md says what a schema cannot.' },
};

/** By name, all files of the folder but its README. */
export function formatFiles(): Map<string, string> {
  return new Map(
    (Object.keys(SHARED_FORMATS) as SharedKind[]).flatMap((kind) => [
      [`${kind}-${SHARED_FORMATS[kind].version}.schema.json`, `${JSON.stringify(jsonSchemaOf(kind), null, 2)}\n`],
      [`example${SHARED_FORMATS[kind].ending}`, EXAMPLES[kind]],
    ]),
  );
}

function jsonSchemaOf(kind: SharedKind): object {
  const { version, schema } = SHARED_FORMATS[kind];
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'throw' });
  return { $schema, $id: `urn:other-chair:${kind}:${version}`, ...DESCRIPTIONS[kind], ...rest };
}

if (import.meta.main) for (const [name, text] of formatFiles()) writeFileSync(path.join(FORMATS_FOLDER, name), text);
