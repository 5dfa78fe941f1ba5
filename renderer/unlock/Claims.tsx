import { useTranslation } from 'react-i18next';
import list from './WhatItProtects.module.css';

const protects = ['sealed', 'noticed', 'durable', 'nothingElse'] as const;
const cannot = ['watched', 'bothLost', 'hidden', 'rewound', 'deleted', 'notAudited'] as const;

/** What may be promised, and what may not. The words are bound by what is tested, and are the same wherever they stand. */
export function Claims() {
  const { t } = useTranslation('unlock');
  return (
    <>
      <section className={list.section}>
        <h2>{t('protects.does')}</h2>
        <ul>
          {protects.map((each) => (
            <li key={each}>{t(`protects.${each}`)}</li>
          ))}
        </ul>
      </section>
      <section className={list.section}>
        <h2>{t('protects.cannot')}</h2>
        <ul>
          {cannot.map((each) => (
            <li key={each}>{t(`protects.${each}`)}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
