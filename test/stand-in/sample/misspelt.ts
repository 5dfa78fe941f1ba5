/** Imports a name the stand-in does not have. */
import { app, autoUpdater } from 'electron';

console.log(app.name, autoUpdater);
