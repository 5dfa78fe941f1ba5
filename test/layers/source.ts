/** What one source file takes from elsewhere, read with the TypeScript parser. */
import ts from 'typescript';

export interface Import {
  /** As written; null where it is computed and cannot be read here. */
  specifier: string | null;
  line: number;
  /** Leaves nothing behind at run time. */
  typeOnly: boolean;
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
  for (const { fileName } of tree.referencedFiles) source.imports.push({ specifier: fileName, line: 1, typeOnly: true, names: ['*'] });
  return source;
}

type Found = Omit<Import, 'line'>;

function importIn(node: ts.Node): Found | null {
  if (ts.isImportDeclaration(node)) return { specifier: literal(node.moduleSpecifier), typeOnly: isTypeOnlyClause(node.importClause), names: namesOfImport(node.importClause) };
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return { specifier: literal(node.moduleSpecifier), typeOnly: node.isTypeOnly, names: namesOfExport(node) };
  if (ts.isImportTypeNode(node)) return { specifier: ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : null, typeOnly: true, names: [node.qualifier?.getText() ?? '*'] };
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) return { specifier: literal(node.moduleReference.expression), typeOnly: node.isTypeOnly, names: ['*'] };
  if (ts.isCallExpression(node) && isModuleCall(node.expression)) return { specifier: literal(node.arguments[0]), typeOnly: false, names: ['*'] };
  if (ts.isNewExpression(node) && isUrlBesideThisFile(node)) return { specifier: literal(node.arguments?.[0]), typeOnly: false, names: ['*'] };
  return null;
}

/** `import(…)`, `require(…)`, `require.resolve(…)`, `import.meta.resolve(…)`, `import.meta.glob(…)`. */
function isModuleCall(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(callee)) return callee.text === 'require';
  if (!ts.isPropertyAccessExpression(callee)) return false;
  if (ts.isIdentifier(callee.expression) && callee.expression.text === 'require') return true;
  return ts.isMetaProperty(callee.expression) && ['resolve', 'glob'].includes(callee.name.text);
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
