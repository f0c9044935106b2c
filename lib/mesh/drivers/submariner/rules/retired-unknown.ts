import { SubmarinerRule } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** Former members that the lock knows nothing of. */
export const SUBMARINER_RETIRED_UNKNOWN: SubmarinerRule = {
  code: 'submariner-retired-unknown',
  severity: 'warning',
  summary: 'The former member that a Submariner mesh retires is none that the lock knows.',
  why: 'Either the id has a slip of the pen, and the objects of the real one stay, or it was released long ago, and a new member of that id would be deleted at the broker.',
  fix: 'Correct the id, or remove it from `retired`.',
  check: (model, { path, settings, fact }) => {
    const known = new Set(model.lock.facts.filter(locked => locked.fact === fact).map(({ value }) => value));
    return settings.retired.filter(id => !known.has(id)).map(id => finding(SUBMARINER_RETIRED_UNKNOWN, [], [path],
      `${path}: retired: '${id}' is the id of no member that ${model.lockName} knows${known.size === 0 ? '' : ` (${[...known].sort().join(', ')})`}: correct it, or remove it`));
  },
};
