/** What the records of a journal say, opened and parsed: one shape for each kind of record. */
import type { Kept } from '../../shared/about.ts';
import type { AgreementVersion } from '../../shared/agreement-version.ts';
import type { AsymmetryMap } from '../../shared/asymmetry.ts';
import type { BackupMemory } from '../../shared/backups.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { PairingEvent } from '../../shared/event.ts';
import type { Pairing, PairingState } from '../../shared/pairing.ts';
import type { Answering } from '../../shared/readiness.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Reflection } from '../../shared/reflection.ts';
import type { PutAside } from '../../shared/reminder.ts';
import type { Session } from '../../shared/session.ts';
import type { AgreedTemplate } from '../../shared/template-agreement.ts';
import type { TemplateOrigin, TemplateText, TemplateVersion } from '../../shared/template.ts';
import type { TravelledLine } from '../../shared/travelled.ts';

export interface PairingEntry { kind: 'pairing'; id: RecordId; pairing: Pairing; state: PairingState; putAside: PutAside }
/** `agreementVersion`: of the agreement that was in force on its date, when it was first saved. */
export interface SessionEntry { kind: 'session'; id: RecordId; session: Session; agreementVersion: number | null; savedAtMs: number; trashedAtMs: number | null }
/** A state a session had before a later writing replaced it. */
export interface SessionVersionEntry { kind: 'session-version'; id: RecordId; of: RecordId; session: Session; savedAtMs: number }
/** What the journal knows of the sheet its recovery words are on. */
export interface RecoverySheetEntry { kind: 'recovery-sheet'; id: RecordId; issuedAtMs: number; rehearsedAtMs: number | null }
/** What the journal remembers of its backups. */
export interface BackupsEntry { kind: 'backups'; id: RecordId; memory: BackupMemory }

/** One answering of the readiness screen. */
export interface ReadinessEntry { kind: 'readiness'; id: RecordId; answering: Answering }

/** What a person said of the differences on one day. */
export interface AsymmetryEntry { kind: 'asymmetry'; id: RecordId; pairing: RecordId; on: IsoDate; savedAtMs: number; map: Kept<'us', AsymmetryMap> }
export interface EventEntry { kind: 'event'; id: RecordId; event: Kept<'us', PairingEvent>; savedAtMs: number }

/** One version of a pairing's agreement, from draft to end. */
export interface AgreementEntry { kind: 'agreement'; id: RecordId; version: AgreementVersion }

/** One line of what travelled. Never put again, never removed. */
export interface TravelledEntry { kind: 'travelled'; id: RecordId; line: TravelledLine }

/** One version of a template. Of those that come with the app only the versions somebody answered are here. */
export interface TemplateEntry { kind: 'template'; id: RecordId; text: TemplateText; version: number; fingerprint: TemplateVersion['fingerprint']; origin: TemplateOrigin; copiedFrom: TemplateVersion | null; savedAtMs: number; trashedAtMs: number | null }
/** That two peers have agreed on one version of a template. */
export interface TemplateAgreementEntry { kind: 'template-agreement'; id: RecordId; pairing: RecordId; agreed: Kept<'us', AgreedTemplate> }
/** What a person answered to a template. The ratings of a sitting among it are in the session. */
export interface ReflectionEntry { kind: 'reflection'; id: RecordId; reflection: Reflection; begunOn: IsoDate; savedAtMs: number; trashedAtMs: number | null }
/** Ids of the templates to show first. */
export interface TemplateChoicesEntry { kind: 'template-choices'; id: RecordId; favourites: string[] }

export type Entry = PairingEntry | SessionEntry | SessionVersionEntry | RecoverySheetEntry | BackupsEntry | ReadinessEntry | AsymmetryEntry | AgreementEntry | EventEntry | TravelledEntry | TemplateEntry | ReflectionEntry | TemplateChoicesEntry | TemplateAgreementEntry;
