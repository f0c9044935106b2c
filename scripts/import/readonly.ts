import * as ts from 'typescript';

/** A change of a source text: what to put at a position, and how many characters to leave out there. */
interface Edit {
  readonly at: number;
  readonly text: string;
  readonly drop?: number;
}

/** Makes every field and every array of some interfaces readonly, and lays the text out: two spaces, one line per comment, semicolons. */
export function readonlyDeclarations(source: string): string {
  const file = ts.createSourceFile('types.ts', source, ts.ScriptTarget.ES2022, true);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    edits.push(...editsOf(node, file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return layOut(apply(source, edits));
}

/** The names of the types that a source text declares, in their order. */
export function declaredNames(source: string): readonly string[] {
  const file = ts.createSourceFile('types.ts', source, ts.ScriptTarget.ES2022, true);
  return file.statements.filter(ts.isInterfaceDeclaration).map(declaration => declaration.name.text);
}

function editsOf(node: ts.Node, file: ts.SourceFile): readonly Edit[] {
  if (ts.isPropertySignature(node) || ts.isIndexSignatureDeclaration(node)) {
    return [{ at: node.getStart(file), text: 'readonly ' }, { at: node.getEnd(), text: ';' }, ...withoutParentheses(node.type, file)];
  }
  if (ts.isArrayTypeNode(node)) {
    const nested = ts.isArrayTypeNode(node.parent);
    return [{ at: node.getStart(file), text: nested ? '(readonly ' : 'readonly ' }, ...nested ? [{ at: node.getEnd(), text: ')' }] : []];
  }
  return [];
}

function withoutParentheses(type: ts.TypeNode | undefined, file: ts.SourceFile): readonly Edit[] {
  if (type === undefined || !ts.isParenthesizedTypeNode(type)) return [];
  return [{ at: type.getStart(file), text: '', drop: 1 }, { at: type.getEnd() - 1, text: '', drop: 1 }];
}

function apply(source: string, edits: readonly Edit[]): string {
  let result = '';
  let done = 0;
  for (const edit of [...edits].sort((a, b) => a.at - b.at)) {
    result += source.slice(done, edit.at) + edit.text;
    done = edit.at + (edit.drop ?? 0);
  }
  return result + source.slice(done);
}

function layOut(source: string): string {
  let depth = 0;
  const lines = source.replace(/\/\*\*\n \* (.*)\n \*\//g, '/** $1 */').split('\n').filter(line => line !== '').map(line => {
    if (line.startsWith('}')) depth--;
    const laidOut = '  '.repeat(depth) + line;
    if (line.endsWith('{')) depth++;
    return depth === 0 && line === '}' ? `${laidOut}\n` : laidOut;
  });
  return lines.join('\n');
}
