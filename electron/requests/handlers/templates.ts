import type { templateRequests } from '../../../shared/requests/templates.ts';
import type { HandlersOf } from './handler.ts';

export const templateHandlers: HandlersOf<typeof templateRequests> = {
  listTemplates: ({ journal }) => journal.templates.list(),
  readTemplate: ({ journal }, { id }) => journal.templates.read(id),
  favourTemplate: async ({ journal }, { id, favourite }) => {
    await journal.templates.favour(id, favourite);
    return null;
  },
};
