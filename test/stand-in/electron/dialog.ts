/** `dialog`: nobody is there to answer, so tests replace the method they need; an unexpected dialog is an error. */
import { refusingUnknown } from './unknown-member.ts';

const unanswered = (name: string) => (): never => {
  throw new Error(`Nobody answers dialog.${name} in the stand-in: replace it through app.evaluate(({ dialog }) => { … }).`);
};

export const dialog = refusingUnknown('dialog', {
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showMessageBox: unanswered('showMessageBox'),
  showErrorBox(title: string, content: string): void {
    console.error(`${title}: ${content}`);
  },
} satisfies { [Name in keyof Electron.Dialog]?: Electron.Dialog[Name] });
