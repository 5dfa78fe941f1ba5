import { useState } from 'react';
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import { recordId, type RecordId } from '../../shared/record-id.ts';
import type { JournalStatus } from '../../shared/requests.ts';
import { Damaged } from '../damage/Damaged.tsx';
import { OtherCopy } from '../damage/OtherCopy.tsx';
import { Touched } from '../damage/Touched.tsx';
import { useHeard } from '../heard.ts';
import { ChangePassphrase } from '../keys/ChangePassphrase.tsx';
import { NewRecoverySheet } from '../keys/NewRecoverySheet.tsx';
import { KEYS_PLACE } from '../keys/places.ts';
import { Rehearsal } from '../keys/Rehearsal.tsx';
import { Rekey } from '../keys/Rekey.tsx';
import { PairingsPage } from '../pairings/PairingsPage.tsx';
import { fromQuery } from '../reflections/occasions.ts';
import { NewReflection, StoredReflection } from '../reflections/ReflectionPage.tsx';
import { ReflectionsPage } from '../reflections/ReflectionsPage.tsx';
import { EntryPage } from '../sessions/EntryPage.tsx';
import { JournalPage } from '../sessions/JournalPage.tsx';
import { ProtectsPage } from '../settings/ProtectsPage.tsx';
import { SettingsPage } from '../settings/SettingsPage.tsx';
import { ChangedTemplate, NewTemplate } from '../templates/TemplateEditor.tsx';
import { TemplatePage } from '../templates/TemplatePage.tsx';
import { VersionsPage } from '../templates/VersionsPage.tsx';
import { TemplatesPage } from '../templates/TemplatesPage.tsx';
import { TodayPage } from '../today/TodayPage.tsx';
import { DroppedFile } from '../template-files/DroppedFile.tsx';
import { OfferedFile } from '../template-files/OfferedFile.tsx';
import { TravelledPage } from '../travelled/TravelledPage.tsx';
import { Broken } from '../ui/Broken.tsx';
import { FindOrGo } from './FindOrGo.tsx';
import { KeysDialog } from './Keys.tsx';
import { Rail } from './Rail.tsx';
import { useShortcuts } from './useShortcuts.ts';
import style from './Frame.module.css';

export interface FrameProps {
  status: JournalStatus;
  onLock: () => void;
}

/** The open journal: the rail, and the page beside it. */
export function Frame({ status, onLock }: FrameProps) {
  const [place, goTo] = useLocation();
  const [dialog, setDialog] = useState<'find' | 'keys' | null>(null);
  const { damaged, damage, copy, touched, offered } = useHeard();
  useShortcuts({
    find: () => setDialog('find'),
    newSession: () => {
      setDialog(null);
      // Another one, even where a new one is open.
      goTo(`/journal/new?fresh=${performance.now()}`);
    },
    lock: onLock,
    keys: () => setDialog('keys'),
  });

  return (
    <div className={style.frame}>
      <Rail onFind={() => setDialog('find')} onLock={onLock} />
      <main className={style.main}>
        {damaged && (
          <div className={style.banner}>
            <Damaged damage={damage} />
          </div>
        )}
        {touched && (
          <div className={style.banner}>
            <Touched />
          </div>
        )}
        <Broken at={place}>
          <Pages status={status} />
        </Broken>
      </main>
      <DroppedFile />
      <OfferedFile heard={offered} />
      <OtherCopy copy={copy} onLock={onLock} />
      <FindOrGo open={dialog === 'find'} onClose={() => setDialog(null)} />
      <KeysDialog open={dialog === 'keys'} onClose={() => setDialog(null)} />
    </div>
  );
}

function Pages({ status }: { status: JournalStatus }) {
  const search = useSearch();
  return (
    <Switch>
      <Route path="/">
        <TodayPage />
      </Route>
      <Route path="/pairings">
        <PairingsPage chosen={null} />
      </Route>
      <Route path="/pairings/:id/:part?">{({ id, part }) => <PairingsPage chosen={id === 'new' ? 'new' : idOf(id)} part={part} />}</Route>
      <Route path="/journal">
        <JournalPage />
      </Route>
      <Route path="/journal/trash">
        <JournalPage trashed />
      </Route>
      <Route path="/journal/new">
        <EntryPage key={search} id={null} pairing={idOf(new URLSearchParams(search).get('pairing'))} />
      </Route>
      <Route path="/journal/:id">{({ id }) => <EntryPage key={id} id={idOf(id)} pairing={null} />}</Route>
      <Route path="/travelled">
        <TravelledPage />
      </Route>
      <Route path="/templates">
        <TemplatesPage key={search} occasion={fromQuery(search)} />
      </Route>
      <Route path="/templates/new">
        <NewTemplate />
      </Route>
      <Route path="/templates/:id/edit">{({ id }) => <ChangedTemplateOf id={idOf(id)} />}</Route>
      <Route path="/templates/:id/versions">{({ id }) => <VersionsPage key={id} id={id} />}</Route>
      <Route path="/templates/:id">{({ id }) => <TemplatePage key={id} id={id} occasion={fromQuery(search)} />}</Route>
      <Route path="/reflections">
        <ReflectionsPage />
      </Route>
      <Route path="/reflections/new/:template">{({ template }) => <NewReflection key={`${template} ${search}`} template={template} occasion={fromQuery(search)} />}</Route>
      <Route path="/reflections/:id">{({ id }) => <ReflectionOf id={idOf(id)} />}</Route>
      <Route path="/settings">
        <SettingsPage status={status} />
      </Route>
      <Route path="/settings/protects">
        <ProtectsPage status={status} />
      </Route>
      <Route path={KEYS_PLACE.passphrase}>
        <ChangePassphrase />
      </Route>
      <Route path={KEYS_PLACE.rehearsal}>
        <Rehearsal />
      </Route>
      <Route path={KEYS_PLACE.sheet}>
        <NewRecoverySheet />
      </Route>
      <Route path={KEYS_PLACE.rekey}>
        <Rekey />
      </Route>
      <Route>
        <Redirect to="/" />
      </Route>
    </Switch>
  );
}

function ChangedTemplateOf({ id }: { id: RecordId | null }) {
  return id === null ? <Redirect to="/templates" /> : <ChangedTemplate key={id} id={id} />;
}

function ReflectionOf({ id }: { id: RecordId | null }) {
  return id === null ? <Redirect to="/reflections" /> : <StoredReflection key={id} id={id} />;
}

function idOf(text: string | null): RecordId | null {
  return recordId.safeParse(text).data ?? null;
}
