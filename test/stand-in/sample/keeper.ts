/** Answers what comes through the window's port. */
import type { ParentPort } from 'electron';
import { inspect } from 'node:util';

export type Asked = { ask: 'echo' | 'describe'; id: number; value: unknown } | { ask: 'count'; to: number } | { ask: 'close' } | { ask: 'exit'; code: number } | { ask: 'facts'; id: number };

const parentPort = (process as unknown as { parentPort: ParentPort }).parentPort;

parentPort.on('message', ({ data, ports }) => {
  const port = ports[0]!;
  parentPort.postMessage({ got: data as unknown });
  port.on('message', (event) => {
    const asked = event.data as Asked;
    if (asked.ask === 'echo') port.postMessage({ id: asked.id, value: asked.value });
    else if (asked.ask === 'describe') port.postMessage({ id: asked.id, value: inspect(asked.value) });
    else if (asked.ask === 'facts') port.postMessage({ id: asked.id, value: { argv: process.argv.slice(2), env: process.env['SAMPLE'], type: (process as { type?: string }).type } });
    else if (asked.ask === 'count') for (let n = 1; n <= asked.to; n += 1) port.postMessage({ counted: n });
    else if (asked.ask === 'exit') process.exit(asked.code);
    else port.close();
  });
  port.on('close', () => { console.log('the window is gone'); });
  port.start();
});
