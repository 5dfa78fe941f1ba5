/** Whether what came out of a reader is what a vector says. */
import type { Read } from './ours.ts';
import type { Vector } from './vector.ts';

/** In words, what is not as it should be; empty when all is. Never the contents. */
export function disagreements(vector: Vector, read: Read): string[] {
  const wrong: string[] = [];
  if (read.outcome !== vector.outcome) wrong.push(`${read.outcome}, not ${vector.outcome}`);
  if (read.records !== vector.records) wrong.push(read.records === null ? 'no records' : 'other records');
  if (!read.handedOut.every((digest) => vector.handedOut.includes(digest))) wrong.push('records handed out that must not be');
  // A save that was cut off is taken back in the file.
  if (!read.untouched && vector.journal === undefined) wrong.push('the file was written to');
  return wrong;
}

export function disagreementsOfOurs(vector: Vector, read: Read): string[] {
  const isFrontPageRight = vector.outcome === 'opens' ? read.frontPage === vector.frontPage : read.frontPage === null;
  return [...disagreements(vector, read), ...(isFrontPageRight ? [] : ['another front page'])];
}
