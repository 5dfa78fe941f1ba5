import { useTranslation } from 'react-i18next';
import type { About } from '../../shared/about.ts';
import style from './AboutMark.module.css';

/** About whom a reader would learn something (domain §0.2), said quietly beside the field. */
export function AboutMark({ about }: { about: About }) {
  const { t } = useTranslation('sessions');
  return <span className={style.mark}>{t(`about.${about}`)}</span>;
}
