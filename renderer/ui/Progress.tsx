import { useTranslation } from 'react-i18next';
import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { Button } from './Button.tsx';
import { classNames } from './class-names.ts';
import style from './Progress.module.css';

export interface ProgressProps {
  /** What is going on, in words. */
  label: string;
  /** 0 to 1; `null` where it cannot be known. */
  fraction?: number | null;
  /** Only where stopping is safe. */
  onCancel?: () => void;
  /** One thin line for something in the background. */
  small?: boolean;
}

/** Long work, readable by a screen reader. */
export function Progress({ label, fraction = null, onCancel, small = false }: ProgressProps) {
  const { t } = useTranslation('ui');
  return (
    <div className={style.progress} data-small={small}>
      <ProgressBar className={classNames(style.bar)} isIndeterminate={fraction === null} value={(fraction ?? 0) * 100}>
        {({ percentage, isIndeterminate }) => (
          <>
            <Label className={classNames(style.label)}>{label}</Label>
            <div className={style.track}>
              <div className={style.fill} data-unknown={isIndeterminate} style={{ inlineSize: isIndeterminate ? '30%' : `${percentage ?? 0}%` }} />
            </div>
          </>
        )}
      </ProgressBar>
      {onCancel && (
        <Button kind="quiet" onPress={onCancel}>
          {t('progress.cancel')}
        </Button>
      )}
    </div>
  );
}
