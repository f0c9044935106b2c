import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the project. */
export const ROOT = join(__dirname, '..', '..');

/** A page of Markdown. */
export interface Page {
  /** Path from the root, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** A fenced block of code on a page. */
export interface Block {
  readonly page: string;
  /** What stands behind the fence: `ts`. */
  readonly language: string;
  readonly code: string;
  /** Line of the page on which the code starts, from 1. */
  readonly line: number;
}

/** Every page that people read, in alphabetical order. */
export function pages(): readonly Page[] {
  const below = (readdirSync(join(ROOT, 'docs'), { recursive: true }) as string[]).map(file => `docs/${file.replaceAll('\\', '/')}`);
  return ['CHANGELOG.md', 'CONTRIBUTING.md', 'README.md', ...below.filter(file => file.endsWith('.md')).sort()]
    .map(file => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
}

/** The fenced blocks of a page; one inside of a list is moved to the left. */
export function blocksOf({ file, text }: Page): readonly Block[] {
  return [...text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```$/gm)].map(match => ({
    page: file,
    language: match[2],
    code: match[3].replace(new RegExp(`^${match[1]}`, 'gm'), ''),
    line: text.slice(0, match.index).split('\n').length + 1,
  }));
}

/** A page without its blocks and code words, for whatever is about its sentences. */
export function prose({ text }: Page): string {
  return text.replace(/^( *)```[\s\S]*?^\1```$/gm, '').replace(/`[^`\n]*`/g, '``');
}

/** The names by which GitHub lets one link to the headings of a page. */
export function anchorsOf({ text }: Page): readonly string[] {
  const headings = text.replace(/^( *)```[\s\S]*?^\1```$/gm, '').match(/^#+ .*$/gm) ?? [];
  return headings.map(heading => heading.replace(/^#+ /, '').toLowerCase().replace(/[^\p{L}\p{N}\- _]/gu, '').replaceAll(' ', '-'));
}
