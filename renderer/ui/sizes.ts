/** Sizes of files in words, by the interface's language. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** `312 kB`, `4.1 MB` */
export function useSizes(): (bytes: number) => string {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => {
    const format = (unit: 'kilobyte' | 'megabyte', maximumFractionDigits: number) => new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits });
    const [kilobytes, megabytes] = [format('kilobyte', 0), format('megabyte', 1)];
    return (bytes) => (bytes < 1_000_000 ? kilobytes.format(Math.ceil(bytes / 1000)) : megabytes.format(bytes / 1_000_000));
  }, [language]);
}
