/** The environment without what a test runner adds for its own processes: the app is started as a person starts it. */
export function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(NODE_OPTIONS|NODE_ENV|NODE_V8_COVERAGE|VITE_.*|VITEST.*|TEST|DEV|PROD|SSR|MODE|BASE_URL|NODE_CHANNEL.*)$/.test(name)));
}
