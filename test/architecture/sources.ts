import * as fs from 'node:fs';
import * as path from 'node:path';

/** The root of the project. */
export const ROOT = path.join(__dirname, '..', '..');
/** Made by tools, or not part of the project. */
const NOT_OURS = ['node_modules', 'dist', '.git', '.cache', 'coverage', 'test-reports'];

/** The text of a file, with the line ends of the repository. */
export function read(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8').replace(/\r\n/g, '\n');
}

/** The text of a TypeScript file without its comments. */
export function code(file: string): string {
  return read(file).replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

/** Every file below a folder, as paths from the root with `/`, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).filter(entry => !NOT_OURS.includes(entry.name)).flatMap(entry => {
    const file = path.posix.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  }).sort();
}
