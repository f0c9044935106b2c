import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Rule, RULES } from '../lib/fleet/rules';

const FILE = join(__dirname, '..', 'docs', 'rules.md');

/** The text of docs/rules.md: a table of contents and a section for each rule. */
export function ruleCatalogue(rules: readonly Rule[]): string {
  return [
    '# Rules',
    '',
    '<!-- Generated from lib/fleet/rules by `npm run rules`. Change the rules, not this page. -->',
    '',
    'What is checked in a fleet before anything is rendered. Every finding has one of these codes; codes never change. An error stops the synth, a',
    'warning is only printed. All findings are reported at once.',
    '',
    '| code | severity | what |',
    '|---|---|---|',
    ...rules.map(rule => `| [${rule.code}](#${rule.code}) | ${rule.severity} | ${cell(rule.summary)} |`),
    '',
    ...rules.flatMap(section),
  ].join('\n');
}

function section(rule: Rule): readonly string[] {
  return [`## ${rule.code}`, '', `Severity: ${rule.severity}`, '', rule.summary, '', `**Why:** ${rule.why}`, '', `**Fix:** ${rule.fix}`, ''];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** Writes the page; with `--check` only compares, and fails when it is stale. */
function main(args: readonly string[]): number {
  const text = ruleCatalogue(RULES);
  if (!args.includes('--check')) {
    writeFileSync(FILE, text);
    return 0;
  }
  if (readFileSync(FILE, 'utf8') === text) {
    return 0;
  }
  console.error('docs/rules.md does not say what the rules say: run `npm run rules` and commit it');
  return 1;
}

if (require.main === module) {
  process.exitCode = main(process.argv.slice(2));
}
