import { PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { reveal } from '../../shared/about.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { suits, type Occasion } from '../../shared/reflection.ts';
import type { OpenedTemplate } from '../../shared/requests.ts';
import { useAnswer } from '../keeper.ts';
import { placeToBegin, toQuery } from '../reflections/occasions.ts';
import { HandOverTemplate } from '../template-files/HandOverTemplate.tsx';
import { Button } from '../ui/Button.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { Select } from '../ui/Select.tsx';
import { AgreeOnTemplate } from './AgreeOnTemplate.tsx';
import { Questions } from './Questions.tsx';
import { TemplateActions } from './TemplateActions.tsx';
import { useFacts } from './TemplateLines.tsx';
import style from './Templates.module.css';

const ALONE = 'alone';

/** One template: what it is for, all its questions, and where to begin. */
export function TemplatePage({ id, occasion }: { id: string; occasion: Occasion }) {
  const { t } = useTranslation('templates');
  const template = useAnswer('readTemplate', { id });
  if (template.state === 'asking') return null;
  if (template.state === 'refused') {
    return (
      <Page title={t('title')}>
        <RefusalMessage name="readTemplate" refusal={template.refusal} />
        <p>
          <GoLink to="/templates">{t('back')}</GoLink>
        </p>
      </Page>
    );
  }
  return <Preview template={template.value} occasion={occasion} />;
}

function Preview({ template, occasion }: { template: OpenedTemplate; occasion: Occasion }) {
  const { t } = useTranslation('templates');
  const { text, minutes, offered, origin } = template;
  const facts = useFacts({ minutes, offered, origin, prompts: text.prompts.length });
  return (
    <Page title={text.title} lead={facts.join(' · ')}>
      {text.purpose !== null && <p className={style.said}>{text.purpose}</p>}
      <Beginning template={template} occasion={occasion} />
      <TemplateActions template={template} />
      <Questions text={text} />
      <div>
        <div className={style.start}>
          <HandOverTemplate text={text} />
          <AgreeOnTemplate template={template} />
        </div>
      </div>
      <p>
        <GoLink to={`/templates${toQuery(occasion)}`}>{t('back')}</GoLink>
      </p>
    </Page>
  );
}

/** Where it was opened for a sitting or a pairing it begins there; else one says what to look back at. */
function Beginning({ template: { text }, occasion }: { template: OpenedTemplate; occasion: Occasion }) {
  const { t } = useTranslation('templates');
  const [, goTo] = useLocation();
  const [chosen, choose] = useState<string>(ALONE);
  const given = occasion.is !== 'alone' && suits(text, occasion);
  const of: Occasion = given ? occasion : chosen === ALONE ? { is: 'alone' } : { is: 'pairing', pairing: chosen as RecordId };
  return (
    <div className={style.start}>
      {!given && text.chair !== 'none' && <About value={chosen} onChange={choose} />}
      <Button kind="primary" icon={PenLine} onPress={() => goTo(placeToBegin(text.id, of))}>
        {t('begin')}
      </Button>
    </div>
  );
}

function About({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('templates');
  const pairings = useAnswer('listPairings', {});
  const rows = pairings.state === 'answered' ? pairings.value : [];
  return (
    <Select<string>
      label={t('of')}
      options={[{ value: ALONE, label: t('alone') }, ...rows.map(({ id, name }) => ({ value: id, label: reveal(name) }))]}
      value={value}
      onChange={onChange}
      placeholder={t('alone')}
    />
  );
}
