import { Node } from './node';
import { Report } from './report';
import { holdsUnknown } from './unknown';
import { SchemaViolation } from './violation';

type Check = (node: Node, value: unknown, report: Report) => void;

/** `allOf`, `anyOf`, `oneOf` and `not` of a node. */
export function checkCombinations(node: Node, value: unknown, report: Report, check: Check): void {
  for (const part of node.allOf) check(part, value, report);
  if (node.anyOf.length > 0) checkAnyOf(node.anyOf, value, report, check);
  if (node.oneOf.length > 0) checkOneOf(node.oneOf, value, report, check);
  if (node.not && faults(node.not, value, report, check).length === 0 && !holdsUnknown(value, report.unknown)) {
    report.add('not', 'matches what the schema excludes');
  }
}

function checkAnyOf(choices: readonly Node[], value: unknown, report: Report, check: Check): void {
  const found: SchemaViolation[][] = [];
  for (const choice of choices) {
    const these = faults(choice, value, report, check);
    if (these.length === 0) return;
    found.push([...these]);
  }
  report.add('any-of', `matches none of ${choices.length} allowed forms: ${reasons(found)}`);
}

function checkOneOf(choices: readonly Node[], value: unknown, report: Report, check: Check): void {
  const found = choices.map(choice => faults(choice, value, report, check));
  const matching = found.filter(these => these.length === 0).length;
  if (matching === 1) return;
  if (matching === 0) report.add('one-of', `matches none of ${choices.length} allowed forms: ${reasons(found)}`);
  // What is unknown fits every form, and is in truth no more than one.
  else if (!holdsUnknown(value, report.unknown)) report.add('one-of', `matches ${matching} of ${choices.length} forms that exclude each other`);
}

function faults(node: Node, value: unknown, report: Report, check: Check): readonly SchemaViolation[] {
  return report.probe(() => check(node, value, report));
}

function reasons(found: ReadonlyArray<readonly SchemaViolation[]>): string {
  const texts = found.map(([first]) => (first.path === '' ? first.message : `${first.path}: ${first.message}`));
  return [...new Set(texts)].join('; or ');
}
