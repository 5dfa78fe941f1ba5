import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { today } from '../../shared/date.ts';
import { movesFrom, type PairingStateName } from '../../shared/pairing.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { placeOf, type PartProps } from './places.ts';
import style from './PairingPage.module.css';

type MoveName = 'begin' | 'pause' | 'resume' | 'end' | 'takeBack';

function moveName(from: PairingStateName, to: PairingStateName): MoveName {
  if (from === 'ended') return 'takeBack';
  if (to === 'ended') return 'end';
  if (to === 'paused') return 'pause';
  return from === 'paused' ? 'resume' : 'begin';
}

/** The state a pairing is in, in a sentence, and the states it can be brought into. */
export function StateSection({ pairing: { id, state } }: PartProps) {
  const { t } = useTranslation('pairings');
  const say = useSay();
  const [, goTo] = useLocation();
  const move = useAsking('movePairing');
  const moveTo = async (to: PairingStateName) => {
    // An ending has a page of its own.
    if (to === 'ended') {
      goTo(placeOf(id, 'ending'));
      return;
    }
    const reply = await move.ask({ id, to });
    if (reply.ok) say(t(`state.${to}.now`));
  };
  return (
    <div className={style.state}>
      <p>{t(`state.${state.is}.means`)}</p>
      <RefusalMessage name="movePairing" refusal={move.refusal} />
      <div className={style.moves}>
        {movesFrom(state, today()).map((to) => (
          <Button key={to} kind={state.is === 'considering' && to === 'active' ? 'primary' : 'quiet'} pending={move.asking} onPress={() => void moveTo(to)}>
            {t(`move.${moveName(state.is, to)}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
