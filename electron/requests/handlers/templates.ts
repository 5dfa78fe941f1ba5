import type { templateRequests } from '../../../shared/requests/templates.ts';
import type { HandlersOf } from './handler.ts';

export const templateHandlers: HandlersOf<typeof templateRequests> = {
  listTemplates: ({ journal }) => journal.templates.list(),
  readTemplate: ({ journal }, { id }) => journal.templates.read(id),
  copyTemplate: ({ journal }, { id, title }) => journal.templates.copy(id, title),
  saveTemplate: ({ journal }, { id, text }) => journal.templates.save(id, text),
  listTemplateVersions: ({ journal }, { id }) => journal.templates.versions(id),
  listTrashedTemplates: ({ journal }) => journal.templates.listTrashed(),
  trashTemplate: async ({ journal }, { id }) => {
    await journal.templates.trash(id);
    return null;
  },
  restoreTemplate: async ({ journal }, { id }) => {
    await journal.templates.restore(id);
    return null;
  },
  favourTemplate: async ({ journal }, { id, favourite }) => {
    await journal.templates.favour(id, favourite);
    return null;
  },
};
