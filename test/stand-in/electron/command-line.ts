/** `app.commandLine`: the switches of this start, and what the app adds to them. */
type Used = Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch' | 'appendArgument'>;

export class CommandLine implements Used {
  readonly #valueBySwitch = new Map<string, string>();

  constructor(args: readonly string[]) {
    for (const argument of args) {
      const [, name, value = ''] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
      if (name !== undefined) this.#valueBySwitch.set(name, value);
    }
  }

  appendSwitch(name: string, value = ''): void {
    this.#valueBySwitch.set(name, value);
  }

  hasSwitch(name: string): boolean {
    return this.#valueBySwitch.has(name);
  }

  getSwitchValue(name: string): string {
    return this.#valueBySwitch.get(name) ?? '';
  }

  removeSwitch(name: string): void {
    this.#valueBySwitch.delete(name);
  }

  appendArgument(): void {
    // Arguments are for Chromium, which is started by the host.
  }
}

export const commandLine = new CommandLine(process.argv.slice(2));
