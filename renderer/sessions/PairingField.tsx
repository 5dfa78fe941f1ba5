import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components/ComboBox';
import { keep, reveal } from '../../shared/about.ts';
import { PAIRING_NAME_MAX, type PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { hasUnseen, lengthOf, withoutUnseen } from '../../shared/text.ts';
import { useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import field from '../ui/field.module.css';
import select from '../ui/Select.module.css';
import style from './PairingField.module.css';

export interface PairingFieldProps {
  pairings: readonly PairingRow[];
  chosen: RecordId | null;
  onChoose: (pairing: RecordId) => void;
  autoFocus?: boolean;
}

interface Choosable { id: string; name: string }

const NEW = 'new';

/** With whom: one of the pairings, or a new name, which becomes a pairing right here. */
export function PairingField({ pairings, chosen, onChoose, autoFocus = false }: PairingFieldProps) {
  const { t } = useTranslation(['sessions', 'ui']);
  const sentence = useSentences();
  const saving = useAsking('addPairing');
  const [typed, setTyped] = useState<string | null>(null);
  // Until the list has it, too: a name that went and came again would open the list once more.
  const [added, setAdded] = useState<Choosable | null>(null);

  const listed = pairings.map(({ id, name }): Choosable => ({ id, name: reveal(name) }));
  const all = added === null || listed.some(({ id }) => id === added.id) ? listed : [...listed, added];
  const chosenName = all.find(({ id }) => id === chosen)?.name ?? '';
  const shown = typed ?? chosenName;
  const wanted = shown.trim();
  const same = all.find(({ name }) => isSameName(name, wanted));
  const isNew = typed !== null && wanted !== '' && same === undefined;
  const tooMany = lengthOf(wanted) - PAIRING_NAME_MAX;
  const unseen = hasUnseen(wanted);
  const canAdd = isNew && tooMany <= 0 && !unseen;
  const matching = typed === null || same ? all : all.filter(({ name }) => name.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()));
  const items = canAdd ? [...matching, { id: NEW, name: wanted }] : matching;

  const choose = (id: RecordId) => {
    setTyped(null);
    saving.forget();
    if (id !== chosen) onChoose(id);
  };
  const add = async () => {
    // A session with them is being written down, so the two meet.
    const reply = await saving.ask({ pairing: { name: keep('peer', wanted), since: null, note: null }, begins: 'active' });
    if (!reply.ok) return;
    setAdded({ id: reply.value.id, name: wanted });
    choose(reply.value.id);
  };
  const take = (key: string) => {
    if (key === NEW) void add();
    else choose(key as RecordId);
  };
  const takeTyped = () => {
    if (same) choose(same.id as RecordId);
    else if (canAdd) void add();
  };
  const problem = tooMany > 0 ? t('ui:text.tooMany', { count: tooMany }) : unseen ? t('frame.pairingUnseen') : saving.refusal && sentence('addPairing', saving.refusal);

  return (
    <div className={style.pairing}>
      <ComboBox<Choosable>
        className={classNames(field.field)}
        items={items}
        inputValue={shown}
        onInputChange={(text) => {
          saving.forget();
          setTyped(text === chosenName ? null : text);
        }}
        value={chosen}
        onChange={(key) => {
          if (typeof key === 'string') take(key);
        }}
        onBlur={() => {
          if (wanted === '') setTyped(null);
          else if (same) choose(same.id as RecordId);
        }}
        // The first letter of the first pairing opens the list too, although nothing is in it at that moment.
        allowsEmptyCollection
        allowsCustomValue
        isInvalid={problem !== null}
        validationBehavior="aria"
        autoFocus={autoFocus}
      >
        <Label className={classNames(field.label)}>{t('frame.pairing')}</Label>
        <div className={style.row}>
          <Input
            className={classNames(field.box, style.input)}
            placeholder={t('frame.pairingPlaceholder')}
            autoComplete="off"
            spellCheck="false"
            autoCapitalize="off"
            onFocus={(event) => {
              event.currentTarget.select();
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return;
              event.preventDefault();
              takeTyped();
            }}
          />
          <AriaButton className={classNames(style.open)} aria-label={t('frame.pairingOpen')}>
            <ChevronDown aria-hidden size="1.1em" strokeWidth={1.75} />
          </AriaButton>
        </div>
        {chosen === null && !isNew && (
          <Text slot="description" className={classNames(field.hint)}>
            {t('frame.pairingHint')}
          </Text>
        )}
        <FieldError className={classNames(field.error)}>{problem}</FieldError>
        {/* A refusal stands where the list would: it is read first, and typing opens the list again. */}
        <Popover className={classNames(select.popover)} {...(saving.refusal !== null && { isOpen: false })}>
          <ListBox<Choosable> className={classNames(select.list)} aria-label={t('frame.pairingList')} renderEmptyState={() => <p className={style.none}>{t('frame.pairingHint')}</p>}>
            {({ id, name }) => (
              <ListBoxItem id={id} textValue={name} className={classNames(select.item)}>
                {id === NEW ? t('frame.pairingNew', { name }) : <bdi>{name}</bdi>}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      {unseen && <Button onPress={() => setTyped(withoutUnseen(wanted))}>{t('frame.pairingClean')}</Button>}
      {canAdd && (
        <Button pending={saving.asking} onPress={takeTyped}>
          {t('frame.pairingNew', { name: wanted })}
        </Button>
      )}
    </div>
  );
}

function isSameName(one: string, other: string): boolean {
  const plain = (name: string) => name.trim().normalize().toLocaleLowerCase();
  return plain(one) === plain(other);
}
