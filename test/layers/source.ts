/** What one source file takes from elsewhere, read with the TypeScript parser. */
import ts from 'typescript';

export interface Import {
  /** As written; null where it is computed and cannot be read here. */
  specifier: string | null;
  line: number;
  /** Leaves nothing behind at run time. */
  typeOnly: boolean;
  /** Only asks where the module lies: `require.resolve(…)`, `import.meta.resolve(…)`, `new URL(…, import.meta.url)`. */
  pathOnly: boolean;
  /** Names taken, as the other file calls them; `*` for all of them. */
  names: string[];
}

export interface Word {
  word: string;
  line: number;
}

export interface Source {
  imports: Import[];
  /** Identifiers, and strings that name a property. */
  words: Word[];
  /** Lines with the type `any`. */
  anyLines: number[];
}

export function readSource(file: string, text: string): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const source: Source = { imports: [], words: [], anyLines: [] };
  const lineOf = (node: ts.Node) => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
  const visit = (node: ts.Node): void => {
    const found = importIn(node);
    if (found) source.imports.push({ ...found, line: lineOf(node) });
    const word = wordIn(node);
    if (word !== null) source.words.push({ word, line: lineOf(node) });
    if (node.kind === ts.SyntaxKind.AnyKeyword) source.anyLines.push(lineOf(node));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  for (const { fileName } of tree.referencedFiles) source.imports.push({ specifier: fileName, line: 1, typeOnly: true, pathOnly: false, names: ['*'] });
  return source;
}

type Found = Omit<Import, 'line'>;

function importIn(node: ts.Node): Found | null {
  const found = (specifier: ts.Node | undefined, names: string[], kind: { typeOnly?: boolean; pathOnly?: boolean } = {}): Found => ({ specifier: literal(specifier), names, typeOnly: false, pathOnly: false, ...kind });
  if (ts.isImportDeclaration(node)) return found(node.moduleSpecifier, namesOfImport(node.importClause), { typeOnly: isTypeOnlyClause(node.importClause) });
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return found(node.moduleSpecifier, namesOfExport(node), { typeOnly: node.isTypeOnly });
  if (ts.isImportTypeNode(node)) return found(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, [node.qualifier?.getText() ?? '*'], { typeOnly: true });
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) return found(node.moduleReference.expression, ['*'], { typeOnly: node.isTypeOnly });
  if (ts.isCallExpression(node) && isLoadingCall(node.expression)) return found(node.arguments[0], ['*']);
  if (ts.isCallExpression(node) && isResolvingCall(node.expression)) return found(node.arguments[0], ['*'], { pathOnly: true });
  if (ts.isNewExpression(node) && isUrlBesideThisFile(node)) return found(node.arguments?.[0], ['*'], { pathOnly: true });
  return null;
}

/** `import(…)`, `require(…)`, `import.meta.glob(…)`. */
function isLoadingCall(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(callee)) return callee.text === 'require';
  return ts.isPropertyAccessExpression(callee) && ts.isMetaProperty(callee.expression) && callee.name.text === 'glob';
}

function isResolvingCall(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'resolve') return false;
  return ts.isMetaProperty(callee.expression) || (ts.isIdentifier(callee.expression) && callee.expression.text === 'require');
}

function isUrlBesideThisFile(node: ts.NewExpression): boolean {
  return ts.isIdentifier(node.expression) && node.expression.text === 'URL' && node.arguments?.[1]?.getText() === 'import.meta.url';
}

/** A name-by-name `type` keeps the import at run time (verbatimModuleSyntax), so only the whole clause counts. */
function isTypeOnlyClause(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function namesOfImport(clause: ts.ImportClause | undefined): string[] {
  if (!clause) return [];
  const bindings = clause.namedBindings;
  const named = !bindings ? [] : ts.isNamespaceImport(bindings) ? ['*'] : bindings.elements.map((each) => (each.propertyName ?? each.name).text);
  return clause.name ? ['default', ...named] : named;
}

function namesOfExport(node: ts.ExportDeclaration): string[] {
  return node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements.map((each) => (each.propertyName ?? each.name).text) : ['*'];
}

function literal(node: ts.Node | undefined): string | null {
  return node && ts.isStringLiteralLike(node) ? node.text : null;
}

function wordIn(node: ts.Node): string | null {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isStringLiteralLike(node) && (ts.isElementAccessExpression(node.parent) || ts.isPropertyAssignment(node.parent))) return node.text;
  return null;
}
