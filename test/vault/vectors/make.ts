/** Writes the vectors: `node test/vault/vectors/make.ts`. The same bytes each time. */
import { writeFileSync } from 'node:fs';
import { file } from './file.ts';
import { frontPage } from './front-page.ts';
import { header } from './header.ts';
import { records } from './records.ts';
import { rootAndHead } from './root-and-head.ts';
import { slots } from './slots.ts';
import { asText, fileOf, GROUPS, stored, type Case, type Group } from './vector.ts';

export const CASES: Record<Group, Case[]> = { header, slots, records, 'root-and-head': rootAndHead, file, 'front-page': frontPage };

/** A group as it is stored. */
export function made(group: Group): string {
  return asText(CASES[group].map(stored));
}

if (import.meta.main) for (const group of GROUPS) writeFileSync(fileOf(group), made(group));
