/** What is done to a journal as a whole: one of these at a time, and whoever asks for a second is told which one is under way. */
export const WHOLE_WORK = ['backup', 'drill', 'move', 'rekey', 'keys', 'restore', 'rescue'] as const;
export type WholeWork = (typeof WHOLE_WORK)[number];

export type Busy = `busy-${WholeWork}`;
