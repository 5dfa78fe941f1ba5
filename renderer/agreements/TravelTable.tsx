import { useTranslation } from 'react-i18next';
import { formsFor, TRAVEL_DEFAULTS, TRAVEL_FORMS, TRAVEL_PRESETS, TRAVEL_ROWS, travelPreset, type Clause, type ClauseOf, type TravelMatrix, type TravelPreset, type TravelRow } from '../../shared/agreement.ts';
import content from '../../shared/content/en/agreement.json';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Select } from '../ui/Select.tsx';
import style from './Agreements.module.css';

export interface TravelTableProps {
  clause: ClauseOf<'travel'>;
  write: (changed: Clause) => void;
}

/** What may travel and in which form: the whole table from one answer, then row by row. */
export function TravelTable({ clause, write }: TravelTableProps) {
  const { t } = useTranslation('agreements');
  const { matrix } = clause;
  const fill = (filled: TravelMatrix) => write({ ...clause, matrix: filled });
  return (
    <>
      <Choice written label={content.travel.preset} options={TRAVEL_PRESETS.map((value) => ({ value, label: content.travel.presets[value] }))} value={presetOf(matrix)} onChange={(preset) => preset && fill(travelPreset(preset))} />
      {matrix === undefined ? (
        <div className={style.aside}>
          <Button kind="plain" onPress={() => fill({ ...TRAVEL_DEFAULTS })}>
            {t('travel.rowByRow')}
          </Button>
        </div>
      ) : (
        <>
          <table className={style.travel}>
            <thead>
              <tr>
                <th scope="col">{t('travel.what')}</th>
                <th scope="col">{t('travel.form')}</th>
              </tr>
            </thead>
            <tbody>
              {TRAVEL_ROWS.map((row) => (
                <Row key={row} row={row} matrix={matrix} fill={fill} />
              ))}
            </tbody>
          </table>
          <dl className={style.forms}>
            {TRAVEL_FORMS.map((form) => (
              <div key={form}>
                <dt>{content.travel.forms[form].name}</dt>
                <dd>{content.travel.forms[form].means}</dd>
              </div>
            ))}
          </dl>
          {matrix.themes !== 'never' && <p className={style.because}>{content.travel.themesOpen}</p>}
        </>
      )}
    </>
  );
}

function Row({ row, matrix, fill }: { row: TravelRow; matrix: TravelMatrix; fill: (filled: TravelMatrix) => void }) {
  const { t } = useTranslation('agreements');
  const forms = formsFor(row);
  const limit = row in content.travel.limits ? content.travel.limits[row as keyof typeof content.travel.limits] : null;
  const name = content.travel.rows[row];
  return (
    <tr>
      <th scope="row">
        {name}
        {limit !== null && <span className={style.limit}>{limit}</span>}
      </th>
      <td>
        {forms.length === 1 ? (
          content.travel.forms[matrix[row]].name
        ) : (
          <Select labelHidden label={t('travel.formOf', { row: name })} options={forms.map((value) => ({ value, label: content.travel.forms[value].name }))} value={matrix[row]} onChange={(form) => fill({ ...matrix, [row]: form })} placeholder="" />
        )}
      </td>
    </tr>
  );
}

/** The answer whose table this is, if it is one's. */
function presetOf(matrix: TravelMatrix | undefined): TravelPreset | null {
  if (matrix === undefined) return null;
  return TRAVEL_PRESETS.find((preset) => TRAVEL_ROWS.every((row) => travelPreset(preset)[row] === matrix[row])) ?? null;
}
