import { expect, test } from 'vitest';
import { Ports, type PortHolder } from './ports.ts';

class Holder implements PortHolder {
  readonly heard: string[] = [];
  portMessage(port: string, text: string): void { this.heard.push(`${port}: ${text}`); }
  portClosed(port: string): void { this.heard.push(`${port} closed`); }
}

function channel() {
  const ports = new Ports();
  const [shell, window, keeper] = [new Holder(), new Holder(), new Holder()];
  ports.open('a', 'b', shell);
  return { ports, shell, window, keeper };
}

test('messages wait for the port to be started, and travel along when it is handed on', () => {
  const { ports, shell, window, keeper } = channel();
  ports.handOver(['a'], keeper);
  ports.say('a', 'one', keeper);
  ports.say('a', 'two', keeper);
  ports.handOver(['b'], window);
  expect(window.heard).toEqual([]);
  ports.start('b', window);
  ports.say('a', 'three', keeper);
  expect(window.heard).toEqual(['b: one', 'b: two', 'b: three']);
  expect(shell.heard).toEqual([]);
});

test('a port that was given away can be neither used, started nor closed by who gave it', () => {
  const { ports, shell, window, keeper } = channel();
  ports.handOver(['a'], keeper);
  ports.handOver(['b'], window);
  ports.start('a', keeper);
  ports.say('b', 'forged', shell);
  ports.start('b', shell);
  ports.close('b', shell);
  ports.say('b', 'true', window);
  expect(keeper.heard).toEqual(['a: true']);
  expect(shell.heard).toEqual([]);
});

test('the end of one holder closes the other ends, after what was still on its way', () => {
  const { ports, window, keeper } = channel();
  ports.handOver(['a'], keeper);
  ports.handOver(['b'], window);
  ports.say('a', 'last words', keeper);
  ports.closeAllOf(keeper);
  ports.start('b', window);
  expect(window.heard).toEqual(['b: last words', 'b closed']);
  expect(ports.size).toBe(0);
});

test('a port whose other end is gone is closed for whoever is given it', () => {
  const { ports, shell, window } = channel();
  ports.close('a', shell);
  ports.handOver(['b'], window);
  ports.start('b', window);
  expect(window.heard).toEqual(['b closed']);
});
