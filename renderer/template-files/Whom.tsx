import { reveal } from '../../shared/about.ts';
import { useAnswer } from '../keeper.ts';
import { Select } from '../ui/Select.tsx';

export interface WhomProps {
  label: string;
  /** Who else than one's peers can be chosen. */
  others: { value: string; label: string }[];
  value: string | null;
  onChange: (value: string) => void;
  placeholder?: string;
}

/** One of one's peers, or none of them. */
export function Whom({ label, others, value, onChange, placeholder = label }: WhomProps) {
  const pairings = useAnswer('listPairings', {});
  const peers = pairings.state === 'answered' ? pairings.value.map(({ id, name }) => ({ value: id, label: reveal(name) })) : [];
  return <Select<string> label={label} options={[...peers, ...others]} value={value} onChange={onChange} placeholder={placeholder} />;
}
