/** Where the journal's file is, and moving it elsewhere. */

export type MoveStep = 'copying' | 'checking';

/** A place the person chose, before anything is moved there. */
export interface ChosenPlace {
  /** The file the journal would have there. */
  file: string;
  /** A service that copies the folder elsewhere, by its name, or `network`. */
  copiedBy: string | null;
  /** Whether an organisation appears to look after this computer. False proves nothing. */
  managed: boolean;
}

/** Who may do what with a file or folder, as the file system says; `null` where it has no such thing, or nothing is there. */
export type Permissions = 'owner-only' | 'others-too' | null;

/** What is true at this moment of what the journal is protected by. */
export interface ProtectionFacts {
  file: string;
  filePermissions: Permissions;
  folderPermissions: Permissions;
  managed: boolean;
  /** Whether guessing the passphrase is cheaper than the app would have it, for want of memory or because nobody has unlocked it since; `null` while no journal is open. */
  eased: boolean | null;
  /** Requests of the window for anything but the app's own files since the app was started, all of them refused; `null` before the shell has told. */
  refusedRequests: number | null;
  /** Whether the system was asked to leave the window out of screenshots and recordings, and does so: `in-part` where only older ways to take them obey. */
  capture: 'off' | 'honoured' | 'in-part' | 'not-honoured' | null;
}
