import type { RunbookAdditions } from './restore-plan-props';
import { ANY_TEXTS, checkProps, MAPS, PropType, TEXTS } from '../../fleet/check-props';
import { refuseOthers } from '../../fleet/refuse-others';

/** For what stands in a line of a runbook: a line break or a fence would begin something else. */
export const ONE_LINE: PropType = {
  words: 'text of one line, without ```', is: value => typeof value === 'string' && value.trim() !== '' && !/[\p{Cc}\p{Zl}\p{Zp}]|```/u.test(value),
};
const PAIRS: PropType = { words: "a list of pairs of texts, such as [['Owner', 'team a']]", is: value => Array.isArray(value) && value.every(isPair) };
const ADDITIONS: Readonly<Record<string, PropType>> = { title: ONE_LINE, afterRestore: MAPS, facts: PAIRS, wayBack: TEXTS };
const STEP: Readonly<Record<string, PropType>> = { text: TEXTS, commands: ANY_TEXTS, check: ONE_LINE };

/**
 * Checks what a program adds to a runbook, as far as it would not be a page any more.
 *
 * @param where what messages begin with: `acme/us-in-eu: runbook.`
 * @throws for the first part of a wrong type
 */
export function checkRunbookAdditions(where: string, additions: RunbookAdditions): void {
  checkProps(where, additions, {}, ADDITIONS);
  refuseOthers(where, additions, Object.keys(ADDITIONS));
  (additions.afterRestore ?? []).forEach((step, i) => {
    const at = `${where}afterRestore[${i}].`;
    checkProps(at, step, { title: ONE_LINE }, STEP);
    refuseOthers(at, step, ['title', ...Object.keys(STEP)]);
  });
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(item => typeof item === 'string');
}
