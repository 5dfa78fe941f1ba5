import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { I18nextProvider } from 'react-i18next';
import { Router } from 'wouter';
import type { memoryLocation } from 'wouter/memory-location';
import { createQueryClient } from './keeper.ts';
import { LANGUAGE, words } from './locales/words.ts';
import { Broken } from './ui/Broken.tsx';
import { askBeforeLeaving } from './ui/leaving.ts';
import { Toasts } from './ui/Toasts.tsx';

export interface SurroundingsProps {
  place: Pick<ReturnType<typeof memoryLocation>, 'hook' | 'searchHook'>;
  children: ReactNode;
}

/** What every page relies on: words, language, questions to the keeper, the place one is at, and the line at the foot. */
export function Surroundings({ place, children }: SurroundingsProps) {
  const [client] = useState(createQueryClient);
  return (
    <I18nextProvider i18n={words}>
      <Broken>
        <I18nProvider locale={LANGUAGE}>
          <QueryClientProvider client={client}>
            <Router hook={place.hook} searchHook={place.searchHook} aroundNav={askBeforeLeaving}>
              <Toasts>{children}</Toasts>
            </Router>
          </QueryClientProvider>
        </I18nProvider>
      </Broken>
    </I18nextProvider>
  );
}
