/** Compares the sources with the table of layers. */
import { builtinModules } from 'node:module';
import path from 'node:path';
import { FORBIDDEN_OF_ELECTRON, FORBIDDEN_WORDS, LAYERS, MAY_COMPUTE_A_MODULE, MAY_REVEAL, NETWORK_BUILTINS, ONLY_IMPORTED_BY, PLAIN_JAVASCRIPT, type Layer } from './layers.ts';
import { readSource, type Import, type Source } from './source.ts';

export type Rule = 'no-layer' | 'plain-javascript' | 'direction' | 'types-only' | 'package' | 'builtin' | 'unreadable' | 'not-there' | 'cycle' | 'word' | 'any' | 'reveal';

export interface Finding {
  rule: Rule;
  file: string;
  line: number;
  /** What is wrong, why it matters, and what to do. */
  says: string;
}

export interface Examined {
  findings: Finding[];
  files: number;
  /** Imports from one of the files to another. */
  edges: number;
}

const APP = /^(shared|electron|renderer)\//;
const SOURCE = /\.tsx?$/;
const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

/** @param texts the text of each file, by its path from the repository's root, with `/` */
export function examine(texts: ReadonlyMap<string, string>): Examined {
  const findings: Finding[] = [];
  const edges = new Map<string, Set<string>>();
  for (const [file, text] of texts) {
    if (!SOURCE.test(file)) {
      if (!PLAIN_JAVASCRIPT.includes(file)) findings.push({ rule: 'plain-javascript', file, line: 1, says: 'This is JavaScript without types; write TypeScript, or put it on the list PLAIN_JAVASCRIPT in test/layers/layers.ts with a reason.' });
      continue;
    }
    const layer = layerOf(file);
    if (!layer) {
      findings.push({ rule: 'no-layer', file, line: 1, says: 'This file is in no layer. Decide what it may see and who may see it: put it in one of the folders of test/layers/layers.ts, or give it a row there.' });
      continue;
    }
    const source = readSource(file, text);
    const others = new Set<string>();
    for (const each of source.imports) findings.push(...findingsOfImport({ file, layer, each, texts, others }));
    edges.set(file, others);
    findings.push(...findingsOfWords(file, source));
  }
  findings.push(...cycles(edges));
  const count = [...edges.values()].reduce((sum, others) => sum + others.size, 0);
  return { findings, files: texts.size, edges: count };
}

export function layerOf(file: string): Layer | null {
  return LAYERS.find((layer) => layer.owns.some((place) => isIn(file, [place]))) ?? null;
}

interface ImportInPlace {
  file: string;
  layer: Layer;
  each: Import;
  texts: ReadonlyMap<string, string>;
  /** Gathers the files it leads to. */
  others: Set<string>;
}

function findingsOfImport(place: ImportInPlace): Finding[] {
  const { file, each } = place;
  const { specifier, line } = each;
  // In a tool or a test a path is a path. In the app it starts a worker.
  if (each.pathOnly && !APP.test(file)) return [];
  if (specifier === null) {
    if (!APP.test(file) || MAY_COMPUTE_A_MODULE.includes(file)) return [];
    return [{ rule: 'unreadable', file, line, says: 'This import is computed, so nobody can read here what it reaches. Name the module in quotes.' }];
  }
  if (specifier.startsWith('.')) return findingsOfPath(place, specifier);
  if (builtins.has(specifier)) return findingsOfBuiltin(place, specifier.replace(/^node:/, ''));
  // An address like app://other-chair is no module.
  return /^[a-z]+:\/\//.test(specifier) ? [] : findingsOfPackage(place, packageOf(specifier));
}

function findingsOfPath({ file, layer, each, texts, others }: ImportInPlace, specifier: string): Finding[] {
  const { line, typeOnly, names } = each;
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, '')));
  const targetLayer = layerOf(target);
  if (!texts.has(target)) {
    if (SOURCE.test(target)) return [{ rule: 'not-there', file, line, says: `${specifier} is no file of the repository.` }];
    // Style sheets, wording, pictures: data of a layer, under the layer's own rule.
    if (!targetLayer) return [];
  } else {
    others.add(target);
  }
  if (!targetLayer) return [];
  const findings = findingsOfReveal(file, line, target, names);
  if (layer.imports.includes(targetLayer.name)) return findings;
  if (layer.importsTypesOf.includes(targetLayer.name)) {
    if (!typeOnly) findings.push({ rule: 'types-only', file, line, says: `${layer.name} may take only types from ${targetLayer.name} (${specifier}): write "import type", and have values handed in.` });
    return findings;
  }
  const may = [...layer.imports, ...layer.importsTypesOf.map((name) => `types of ${name}`)].join(', ') || 'nothing of ours';
  findings.push({ rule: 'direction', file, line, says: `${layer.name} must not import ${targetLayer.name} (${specifier}). It may import: ${may}. Move the code to where it may see what it needs, or have it handed in.` });
  return findings;
}

function findingsOfReveal(file: string, line: number, target: string, names: string[]): Finding[] {
  const opens = target === 'shared/about.ts' && (names.includes('reveal') || names.includes('*'));
  if (!opens || isIn(file, MAY_REVEAL)) return [];
  return [{ rule: 'reveal', file, line, says: 'A value that is kept may not be opened here: what a person wrote goes through closed. If this place has to read it, MAY_REVEAL in test/layers/layers.ts is where that is decided.' }];
}

function findingsOfBuiltin({ file, layer, each }: ImportInPlace, name: string): Finding[] {
  const says = (sentence: string): Finding[] => [{ rule: 'builtin', file, line: each.line, says: sentence }];
  if (APP.test(file) && NETWORK_BUILTINS.includes(name)) return says(`node:${name} reaches other machines, and the app has no network code.`);
  if (layer.builtins === 'any' || layer.builtins.includes(name)) return [];
  return says(`${layer.name} must not import node:${name}. It may import of Node: ${layer.builtins.join(', ') || 'nothing'}.`);
}

function findingsOfPackage({ file, layer, each }: ImportInPlace, name: string): Finding[] {
  const says = (rule: Rule, sentence: string): Finding[] => [{ rule, file, line: each.line, says: sentence }];
  const only = ONLY_IMPORTED_BY[name];
  if (only && !isIn(file, only) && !each.typeOnly) return says('package', `Only ${only.join(', ')} may import ${name}: take what you need from there.`);
  if (layer.packages.includes(name)) {
    const forbidden = name === 'electron' && APP.test(file) ? each.names.filter((taken) => ['*', 'default', ...FORBIDDEN_OF_ELECTRON].includes(taken) && !each.typeOnly) : [];
    return forbidden.length === 0 ? [] : says('package', `Of electron, take what is needed by its name, and never ${FORBIDDEN_OF_ELECTRON.join(', ')} (here: ${forbidden.join(', ')}).`);
  }
  if (layer.packagesForTypes.includes(name)) return each.typeOnly ? [] : says('types-only', `${layer.name} may take only types from ${name}: write "import type".`);
  return says('package', `${layer.name} must not import the package ${name}. A package is a decision: its licence, its size, what it can see. Add it to the layer's list in test/layers/layers.ts, or do without.`);
}

/** `@scope/name/deep/path` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function findingsOfWords(file: string, { words, anyLines }: Source): Finding[] {
  const findings: Finding[] = [];
  for (const rule of FORBIDDEN_WORDS) {
    if (!isIn(file, rule.in) || isIn(file, rule.except)) continue;
    for (const { word, line } of words) if (rule.words.includes(word)) findings.push({ rule: 'word', file, line, says: `"${word}": ${rule.because}` });
  }
  for (const line of anyLines) findings.push({ rule: 'any', file, line, says: '"any" switches every check off from here on. Take "unknown" and find out what it is.' });
  return findings;
}

/** Tarjan's strongly connected components: every group of files that can all reach each other. */
function cycles(edges: ReadonlyMap<string, ReadonlySet<string>>): Finding[] {
  const findings: Finding[] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): number => {
    order.set(file, order.size);
    let low = order.size - 1;
    const own = low;
    stack.push(file);
    for (const other of edges.get(file) ?? []) {
      if (!order.has(other)) low = Math.min(low, visit(other));
      else if (stack.includes(other)) low = Math.min(low, lowest.get(other) ?? order.get(other)!);
    }
    lowest.set(file, low);
    if (low !== own) return low;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1 || edges.get(file)?.has(file)) findings.push({ rule: 'cycle', file, line: 1, says: `These files import each other: ${group.sort().join(', ')}. Move what they share into a file both can import.` });
    return low;
  };
  for (const file of edges.keys()) if (!order.has(file)) visit(file);
  return findings;
}

/** Whether the file is one of the places, or lies in one that ends with `/`. */
function isIn(file: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));
}
