import type { RequestShape } from '../../../shared/requests/request.ts';
import type { z } from '../../../shared/zod.ts';
import type { Custody } from '../custody.ts';

/** Who does what the window asks: one function for each request of a noun. One that is missing does not compile. */
export type HandlersOf<Table> = {
  [N in keyof Table]: Table[N] extends RequestShape<infer Input, infer Answer, string> ? (custody: Custody, input: z.output<Input>) => Answer | Promise<Answer> : never;
};
