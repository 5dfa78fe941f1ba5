import type { reflectionRequests } from '../../../shared/requests/reflections.ts';
import type { HandlersOf } from './handler.ts';

export const reflectionHandlers: HandlersOf<typeof reflectionRequests> = {
  listReflections: ({ journal }, asked) => journal.reflections.list(asked),
  beginReflection: ({ journal }, { template, occasion }) => journal.reflections.begin(template, occasion),
  readReflection: ({ journal }, { id }) => journal.reflections.read(id),
  saveReflection: ({ journal }, { id, reflection }) => journal.reflections.save(id, reflection),
  trashReflection: async ({ journal }, { id }) => {
    await journal.reflections.trash(id);
    return null;
  },
  restoreReflection: async ({ journal }, { id }) => {
    await journal.reflections.restore(id);
    return null;
  },
  eraseReflection: async ({ journal }, { id }) => {
    await journal.reflections.erase(id);
    return null;
  },
};
