/** The mistake everybody makes once: Electron emits `ready` only when this module has been evaluated. */
import { app } from 'electron';

await app.whenReady();
