/**
 * Who may import whom. The journal's secrecy is a matter of structure: what a layer cannot reach it cannot leak. Nothing is allowed that
 * is not written here, so a new file, package or direction is a decision made in this table.
 */

export interface Layer {
  name: string;
  /** Files, by the beginning of their path or as a whole path. The first layer that fits owns the file. */
  owns: string[];
  /** Layers it may import, its own included. */
  imports: string[];
  /** Layers of which it may import types, which leave nothing behind at run time. */
  importsTypesOf: string[];
  /** npm packages, with everything below them. */
  packages: string[];
  packagesForTypes: string[];
  /** Node's own modules, without `node:`; `any` leaves out none. */
  builtins: string[] | 'any';
}

const none = { importsTypesOf: [], packages: [], packagesForTypes: [], builtins: [] };

export const LAYERS: Layer[] = [
  // Without zod and without words: what a process may log about a fault, the shell included.
  { ...none, name: 'fault', owns: ['shared/fault-description.ts'], imports: ['fault'] },
  { ...none, name: 'shared', owns: ['shared/'], imports: ['shared', 'fault'], packages: ['zod', 'temporal-polyfill', 'canonicalize'] },

  {
    ...none,
    name: 'vault',
    owns: ['electron/vault/'],
    imports: ['vault', 'shared'],
    packages: ['better-sqlite3', 'libsodium-wrappers-sumo', '@scure/bip39'],
    builtins: ['buffer', 'crypto', 'fs', 'fs/promises', 'os', 'path', 'timers/promises', 'url', 'worker_threads'],
  },
  // No file system: the workspace is in memory, and stays there.
  { ...none, name: 'workspace', owns: ['electron/workspace/'], imports: ['workspace', 'shared'], packages: ['better-sqlite3'] },
  {
    ...none,
    name: 'journal',
    owns: ['electron/journal/'],
    imports: ['journal', 'workspace', 'vault', 'shared'],
    packages: ['@zxcvbn-ts/core', '@zxcvbn-ts/language-common', '@zxcvbn-ts/language-en'],
    builtins: ['crypto', 'fs', 'path', 'timers/promises'],
  },
  { ...none, name: 'requests', owns: ['electron/requests/'], imports: ['requests', 'journal', 'shared', 'fault'], builtins: ['crypto', 'fs', 'path'] },
  { ...none, name: 'keeper', owns: ['electron/keeper.ts'], imports: ['requests', 'fault'], importsTypesOf: ['shared'], packagesForTypes: ['electron'] },

  // Before the shell, in whose folder one half of it lies: it runs in the window's process.
  { ...none, name: 'preload', owns: ['electron/preload.ts', 'electron/shell/bridge.ts', 'electron/shell/signs.ts'], imports: ['preload'], importsTypesOf: ['shared'], packages: ['electron'] },
  { ...none, name: 'shell', owns: ['electron/shell/'], imports: ['shell', 'fault'], importsTypesOf: ['shared'], packages: ['electron'], builtins: ['crypto', 'fs', 'fs/promises', 'os', 'path', 'url'] },
  { ...none, name: 'main', owns: ['electron/main.ts'], imports: ['shell'], importsTypesOf: ['shared'], packages: ['electron'], builtins: ['os', 'path'] },

  {
    ...none,
    name: 'renderer',
    owns: ['renderer/'],
    imports: ['renderer', 'shared'],
    packages: [
      'react',
      'react-dom',
      'react-aria-components',
      'react-i18next',
      'i18next',
      '@tanstack/react-query',
      '@tiptap/core',
      '@tiptap/extensions',
      '@tiptap/pm',
      '@tiptap/react',
      '@tiptap/starter-kit',
      '@internationalized/date',
      '@fontsource-variable/inter',
      '@fontsource-variable/source-serif-4',
      'lucide-react',
      'temporal-polyfill',
      'wouter',
    ],
    packagesForTypes: ['vite'],
  },

  // Tools that read what the app reads: they speak its language, and know nothing of the app besides.
  { ...none, name: 'formats', owns: ['build/formats.ts', 'build/validate.ts'], imports: ['formats', 'shared'], builtins: ['crypto', 'fs', 'path'] },
  {
    ...none,
    name: 'build',
    owns: ['build/'],
    imports: ['build'],
    packages: ['vite', '@vitejs/plugin-react', '@react-aria/optimize-locales-plugin', 'vitest', '@vitest/browser-playwright', '@sparticuz/chromium', 'eslint-plugin-react-hooks', 'typescript-eslint'],
    builtins: 'any',
  },
  // A small app in the ordinary way of Electron, for the stand-in's own tests to run.
  { ...none, name: 'sample', owns: ['test/stand-in/sample/'], imports: ['sample', 'stand-in'], packages: ['electron', 'vite', 'vitest'], packagesForTypes: ['playwright-core'], builtins: 'any' },
  { ...none, name: 'stand-in', owns: ['test/stand-in/'], imports: ['stand-in', 'sample', 'build'], packages: ['fast-check', 'playwright-core', 'vitest'], packagesForTypes: ['electron'], builtins: 'any' },
  {
    ...none,
    name: 'test',
    owns: ['test/'],
    imports: ['test', 'stand-in', 'sample', 'build', 'formats', 'shared', 'fault', 'vault', 'workspace', 'journal', 'requests', 'keeper', 'shell', 'main', 'preload', 'renderer'],
    packages: [
      'vitest',
      'typescript',
      'eslint',
      'fast-check',
      'axe-core',
      'playwright-core',
      'better-sqlite3',
      'better-sqlite3-multiple-ciphers',
      'libsodium-wrappers-sumo',
      '@noble/ciphers',
      '@noble/hashes',
      '@scure/bip39',
      '@testing-library/dom',
      '@testing-library/react',
      '@testing-library/user-event',
      '@tanstack/react-query',
      '@tiptap/core',
      '@tiptap/react',
      '@fontsource-variable/inter',
      '@fontsource-variable/source-serif-4',
      '@zxcvbn-ts/language-common',
      'i18next',
      'react',
      'react-dom',
      'react-aria-components',
      'react-i18next',
      'temporal-polyfill',
      'vite',
      'wouter',
      'zod',
    ],
    packagesForTypes: ['electron'],
    builtins: 'any',
  },
];

/** Plain JavaScript is not parsed for types or linted, so each such file is here by name. */
export const PLAIN_JAVASCRIPT = [
  'build/run.mjs',
  'build/eslint.config.mjs',
  // One file that runs on Node alone and shares no code with the app: it outlives it.
  'build/reader/read-journal.mjs',
];

/** A package that only these files may import, whatever their layer has. */
export const ONLY_IMPORTED_BY: Record<string, string[]> = {
  // Set up once, without code made at run time, before the first schema exists.
  zod: ['shared/zod.ts', 'test/'],
  // One way to write down a text that is shared, so that equal texts have equal digits.
  canonicalize: ['shared/fingerprint.ts'],
  // Its own path is one name in the temp folder for all users and versions.
  '@sparticuz/chromium': ['build/inflate-chromium.ts'],
};

/** Files that name a module by a computation; the reason belongs beside each. */
export const MAY_COMPUTE_A_MODULE = [
  // Start the worker beside themselves: `.ts` as source, `.js` in the bundle.
  'electron/vault/derivation.ts',
  'electron/vault/looking.ts',
];

export interface ForbiddenWord {
  words: string[];
  /** Beginnings of paths it is forbidden in. */
  in: string[];
  except: string[];
  because: string;
}

const APP = ['shared/', 'electron/', 'renderer/'];

export const FORBIDDEN_WORDS: ForbiddenWord[] = [
  {
    words: ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection', 'sendBeacon', 'autoUpdater'],
    in: [...APP, 'build/'],
    except: ['build/electron-binary.ts'],
    because: 'The app has no network code. Only the tool that fetches Electron asks the network for anything, and it is no part of the app.',
  },
  {
    words: ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'dangerouslySetInnerHTML', 'srcdoc', 'srcDoc'],
    in: APP,
    except: [],
    because: 'What a person wrote is shown as text, never read as HTML.',
  },
  { words: ['openExternal'], in: APP, except: [], because: 'Nothing leaves the app through an address: links are text.' },
  { words: ['crashReporter'], in: APP, except: [], because: 'A crash report holds the memory of a process, and with it the journal.' },
  { words: ['addRecentDocument', 'setUserActivity', 'setJumpList'], in: APP, except: [], because: 'The system is not told what was opened.' },
  { words: ['eval', 'Function'], in: APP, except: [], because: 'No code is made at run time.' },
  { words: ['getBuiltinModule', 'createRequire', 'dlopen'], in: APP, except: [], because: 'Modules come by import, where this test can see them.' },
  { words: ['otherChair'], in: ['renderer/'], except: ['renderer/keeper.ts'], because: 'One file of the window speaks through the bridge: renderer/keeper.ts.' },
];

/** Node's modules that reach other machines. Forbidden in the app even where a layer lists them. */
export const NETWORK_BUILTINS = ['dgram', 'dns', 'dns/promises', 'http', 'http2', 'https', 'inspector', 'net', 'quic', 'tls'];

/** Names of `electron` the app must not take: they reach the network or hand text to the system. */
export const FORBIDDEN_OF_ELECTRON = ['net', 'autoUpdater', 'crashReporter'];

/**
 * Where a kept value may be opened: to be shown to its owner, to be searched, to be compared by a rule of the journal. Everywhere else it
 * is handed on closed.
 */
export const MAY_REVEAL = [
  'shared/about.ts',
  // Checks that answers belong to their prompts; what it hands on is closed again.
  'shared/reflection.ts',
  // Reads answers as clauses and events a person may decide to write down; never what is about the peer.
  'shared/carried.ts',
  'renderer/',
  'electron/workspace/',
  'electron/journal/',
  'test/',
];
