/** A child process, or the parent, as a line to send messages over. */
import type { ChildProcess } from 'node:child_process';
import type { Line } from './remote.ts';

export function lineTo(child: ChildProcess): Line {
  return {
    send(message) {
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage: (listener) => child.on('message', listener),
    onEnd: (listener) => child.once('disconnect', listener),
  };
}

/** @throws Error when this process was not started by the stand-in */
export function lineToParent(): Line {
  if (!process.send) throw new Error('This is started by the stand-in for Electron, not by hand.');
  return {
    send(message) {
      if (process.connected) process.send!(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => process.on('message', listener),
    onEnd: (listener) => process.once('disconnect', listener),
  };
}
