/**
 * The one way in: every script of package.json is `node build/run.mjs <command>`. Needs nothing but the machine's own Node: it installs
 * the packages when they are not the locked ones, builds when a source has changed, and goes on under the Node the packages bring.
 *
 * Exit code: the command's own; 1 when something is missing, after one line that says what.
 */
import { spawn } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'fs';
import path from 'path';
import { fileURLToPath } from 'url';

// `node:` names and newer syntax wait until the version is known: an old Node has to be able to read this file to be told so.

const OLDEST_NODE = 20;
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);

/** What each command runs, and whether the app has to be built first. */
const COMMANDS = {
  start: { script: 'build/start.ts', needsApp: true },
  test: { script: 'build/test.ts', needsApp: false },
  check: { script: 'build/check.ts', needsApp: false },
  build: { script: null, needsApp: true },
  tour: { script: 'build/tour.ts', needsApp: true },
  bench: { script: 'test/bench/bench.ts', needsApp: false },
  prove: { script: 'test/prove/prove.ts', needsApp: false },
  validate: { script: 'build/validate.ts', needsApp: false },
  mutate: { script: 'build/mutate.ts', needsApp: false },
};

const packages = at('node_modules');
const lockFile = at('package-lock.json');
const installedStamp = path.join(packages, '.other-chair-lock');
const pinnedNode = path.join(packages, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    say(error instanceof Told ? error.message : String((error && error.stack) || error));
    process.exitCode = 1;
  },
);

async function main() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) throw new Told(`this is Node ${process.versions.node}; Node ${OLDEST_NODE} or newer is needed (https://nodejs.org).`);
  const name = process.argv[2];
  const command = Object.prototype.hasOwnProperty.call(COMMANDS, name) ? COMMANDS[name] : null;
  if (!command) throw new Told(`"${name || ''}" is not a command. There are: ${Object.keys(COMMANDS).join(', ')}.`);
  if (command.script && !existsSync(at(command.script))) throw new Told(`${command.script} is missing from this copy, so "${name}" cannot run.`);
  const prepared = await alone(() => prepare(command.needsApp));
  if (prepared !== 0 || !command.script) return prepared;
  return goOn([at(command.script), ...process.argv.slice(3)]);
}

async function prepare(needsApp) {
  if (!arePackagesTheLockedOnes()) await install();
  return needsApp ? goOn([at('build', 'bundle.ts')]) : 0;
}

function arePackagesTheLockedOnes() {
  if (!existsSync(pinnedNode)) return false;
  const wanted = hashOfLockFile();
  if (readIfThere(installedStamp) === wanted) return true;
  if (!matchesWhatNpmInstalled()) return false;
  writeFileSync(installedStamp, wanted);
  return true;
}

/** Somebody ran npm here themselves: npm's own record of the folder says the same as the lock file. */
function matchesWhatNpmInstalled() {
  const record = readIfThere(path.join(packages, '.package-lock.json'));
  if (record === null) return false;
  const installed = JSON.parse(record).packages;
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const same = (where) => Boolean(locked[where]) && locked[where].version === installed[where].version && locked[where].integrity === installed[where].integrity;
  const isOptional = (where) => locked[where].optional || locked[where].devOptional;
  return Object.keys(installed).every(same) && Object.keys(locked).every((where) => where === '' || where in installed || isOptional(where));
}

/**
 * Packages' install scripts stay off: none of ours needs one but `node`, whose script fetches the binary for this machine. (An npm that does
 * not know `allowScripts` would try to compile better-sqlite3, which brings its binaries along.)
 */
async function install() {
  const began = Date.now();
  say('installing the packages of package-lock.json (once, about 650 MB; some minutes on a slow connection) …');
  rmSync(installedStamp, { force: true });
  await runQuietly(npm('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'), root, 'the packages could not be installed');
  await runQuietly([process.execPath, 'installArchSpecificPackage.js'], path.join(packages, 'node'), 'the pinned Node could not be installed');
  if (!existsSync(pinnedNode)) throw new Told(`the packages are there, but ${pinnedNode} is not: there may be no Node ${pinnedVersion()} for ${process.platform} ${process.arch}.`);
  writeFileSync(installedStamp, hashOfLockFile());
  say(`packages installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

/** npm through the program that started us where that is npm, so that no `npm.cmd` and no shell is needed. */
function npm(...args) {
  const program = process.env.npm_execpath;
  if (program && /npm-cli\.c?js$/.test(program)) return [process.execPath, program, ...args];
  const beside = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (existsSync(beside)) return [process.execPath, beside, ...args];
  return ['npm', ...args];
}

/** Shows nothing unless it fails; then the end of what it said, and what to do. */
async function runQuietly(commandLine, cwd, failure) {
  const said = [];
  const child = spawn(commandLine[0], commandLine.slice(1), { cwd, env: environment(), stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' && commandLine[0] === 'npm' });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(piece));
  const code = await ending(child);
  if (code === 0) return;
  const reason = Buffer.concat(said)
    .toString('utf8')
    .split('\n')
    .filter((each) => each.trim() !== '' && !/^npm (warn|notice)/i.test(each))
    .slice(-12)
    .join('\n');
  throw new Told(`${failure} (${commandLine.slice(-5).join(' ')} ended with ${code}).\n${reason}\nCheck the connection to the npm registry and the free space (1 GB), then run the same command again.`);
}

/** Runs a script under the pinned Node, with the packages' programs first in PATH. */
async function goOn(nodeArguments) {
  return ending(spawn(pinnedNode, nodeArguments, { cwd: root, env: environment(), stdio: 'inherit' }));
}

function environment() {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') || 'PATH';
  const programs = path.join(packages, '.bin');
  return { ...process.env, [pathName]: [path.dirname(pinnedNode), programs, process.env[pathName]].filter(Boolean).join(path.delimiter) };
}

/** The child's exit code, 128 + the signal's number where a signal ended it. Our own signals are handed on. */
function ending(child) {
  const handOn = (signal) => child.kill(signal);
  // Ctrl-C in a terminal reaches the child by itself; a second one would read as impatience.
  const handOnInterrupt = () => process.stdin.isTTY || handOn('SIGINT');
  process.on('SIGTERM', handOn);
  process.on('SIGHUP', handOn);
  process.on('SIGINT', handOnInterrupt);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code === null ? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] || 0) : code));
  }).finally(() => {
    process.off('SIGTERM', handOn);
    process.off('SIGHUP', handOn);
    process.off('SIGINT', handOnInterrupt);
  });
}

/** One run at a time installs and builds; the others wait for it and then find everything done. */
async function alone(work) {
  const lock = at('out', 'preparing');
  mkdirSync(at('out'), { recursive: true });
  for (let waits = 0; !take(lock); waits += 1) {
    if (waits === 5) say('another run is installing or building; waiting for it.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const letGo = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', letGo);
  try {
    return await work();
  } finally {
    letGo();
    process.off('exit', letGo);
  }
}

function take(lock) {
  try {
    mkdirSync(lock);
    writeFileSync(path.join(lock, 'by'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    breakIfAbandoned(lock);
    return false;
  }
}

/** A run that was killed leaves its lock behind. Renaming takes it away from exactly one of those who wait. */
function breakIfAbandoned(lock) {
  if (!isAbandoned(lock)) return;
  const aside = `${lock}-${process.pid}`;
  try {
    renameSync(lock, aside);
    // Somebody else may have broken it first, and hold it rightly by now.
    if (!isAbandoned(aside)) renameSync(aside, lock);
  } catch {
    // Gone already: the next try finds out.
  }
  rmSync(aside, { recursive: true, force: true });
}

function isAbandoned(lock) {
  const by = Number(readIfThere(path.join(lock, 'by')) || 0);
  if (by) return !isRunning(by);
  try {
    return Date.now() - statSync(lock).mtimeMs > 10000;
  } catch {
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function hashOfLockFile() {
  return createHash('sha256').update(readFileSync(lockFile)).update(`${process.platform} ${process.arch}`).digest('hex');
}

function pinnedVersion() {
  return JSON.parse(readFileSync(at('package.json'), 'utf8')).devDependencies.node;
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** A failure whose message is written for the person at the terminal. */
function Told(message) {
  this.message = message;
}

function say(line) {
  process.stderr.write(`Other Chair: ${line}\n`);
}
