/** What the three kinds of process say to each other: the host (a test, or the start script), the shell, and utility processes. */

/** `text` is always structured data encoded by `clone.ts`. */
export type Text = string;
export type PortId = string;
export type WindowId = number;
export type UtilityId = number;

export interface WindowToOpen {
  preload: string | null;
  width: number;
  height: number;
  /** Chromium's names. */
  granted: string[];
}

export interface PageRequest {
  address: string;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array | null;
  resourceType: string;
}

export type PageResponse = { refused: 'webRequest' | 'no-handler' | 'handler-failed' } | { status: number; headers: Record<string, string>; body: Uint8Array };

export interface Navigation {
  event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect';
  address: string;
  isMainFrame: boolean;
}

export interface UtilityToFork {
  modulePath: string;
  args: string[];
  execArgv: string[];
  env: Record<string, string | undefined>;
  cwd: string | null;
  serviceName: string;
  stdout: OutputOf;
  stderr: OutputOf;
}
export type OutputOf = 'pipe' | 'inherit' | 'ignore';

export type ToPage = { kind: 'message'; channel: string; ports: PortId[] } | { kind: 'reply'; to: number; failed: boolean } | { kind: 'port-message'; port: PortId } | { kind: 'port-closed'; port: PortId };

export type FromPage =
  | { kind: 'send'; channel: string; address: string }
  | { kind: 'invoke'; id: number; channel: string; address: string }
  | { kind: 'port-message'; port: PortId }
  | { kind: 'port-closed'; port: PortId }
  | { kind: 'key'; press: KeyPress }
  | { kind: 'preload-failed' };

export interface KeyPress { key: string; control: boolean; meta: boolean; alt: boolean; shift: boolean }

/** Asked of the host by whoever holds ports: the shell, utility processes. */
export type PortMethods = {
  portMessage(port: PortId, text: Text): void;
  portStart(port: PortId): void;
  portClose(port: PortId): void;
};

/** Asked of the host by the shell. */
export type HostMethods = PortMethods & {
  evaluated(): void;
  openWindow(window: WindowId, toOpen: WindowToOpen): Promise<void>;
  loadWindow(window: WindowId, address: string): Promise<void>;
  reloadWindow(window: WindowId): Promise<void>;
  showWindow(window: WindowId): Promise<void>;
  crashWindow(window: WindowId): Promise<void>;
  closeWindow(window: WindowId): Promise<void>;
  sendToWindow(window: WindowId, channel: string, text: Text, ports: PortId[]): Promise<void>;
  setColourScheme(scheme: 'system' | 'light' | 'dark'): Promise<void>;
  openChannel(one: PortId, other: PortId): void;
  forkUtility(utility: UtilityId, toFork: UtilityToFork): void;
  sendToUtility(utility: UtilityId, text: Text, ports: PortId[]): void;
  killUtility(utility: UtilityId): void;
};

/** Asked of whoever holds ports. */
export type PortHolderMethods = {
  portMessage(port: PortId, text: Text): void;
  portClosed(port: PortId): void;
};

/** Asked of the shell by the host. */
export type ShellMethods = PortHolderMethods & {
  start(): void;
  evaluate(source: string, argument: unknown): unknown;
  request(window: WindowId, request: PageRequest): PageResponse | Promise<PageResponse>;
  /** Whether it may go on. */
  navigate(window: WindowId, navigation: Navigation): boolean;
  popup(window: WindowId, address: string, frameName: string): void;
  download(window: WindowId, address: string): void;
  documentStarted(window: WindowId): void;
  domReady(window: WindowId, address: string): void;
  loaded(window: WindowId): void;
  crashed(window: WindowId): void;
  preloadFailed(window: WindowId, error: Text): void;
  closed(window: WindowId): void;
  keyPressed(press: KeyPress): void;
  message(window: WindowId, address: string, channel: string, args: Text): void;
  invoke(window: WindowId, address: string, channel: string, args: Text): Text | Promise<Text>;
  utilitySpawned(utility: UtilityId, pid: number): void;
  utilityMessage(utility: UtilityId, text: Text): void;
  utilityOutput(utility: UtilityId, stream: 'stdout' | 'stderr', chunk: Uint8Array): void;
  utilityExited(utility: UtilityId, code: number): void;
};

/** Asked of the host by a utility process. */
export type ParentMethods = PortMethods & { message(text: Text): void };

/** Asked of a utility process by the host. */
export type UtilityMethods = PortHolderMethods & { message(text: Text, ports: PortId[]): void };
