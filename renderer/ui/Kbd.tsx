import { keyName, type KeyName } from './shortcuts.ts';
import style from './Kbd.module.css';

/** A combination of keys as this machine's keyboard names them. */
export function Kbd({ keys }: { keys: readonly KeyName[] }) {
  return (
    <span className={style.keys}>
      {keys.map((key) => (
        <kbd key={key} className={style.key}>
          {keyName(key)}
        </kbd>
      ))}
    </span>
  );
}
