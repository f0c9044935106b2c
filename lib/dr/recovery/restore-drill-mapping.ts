import { LABEL } from '../../fleet/check-props';
import { isMap } from '../../fleet/collections';
import type { VeleroSchedule } from '../velero-schedule';

/** What each namespace of a drill begins with: it is deleted, and a slip must not delete another. */
const PREFIX = 'drill-';

/**
 * The namespaces that a drill restores, each with the name that it gets.
 *
 * @param where what messages begin with: `acme/weekly: namespaceMapping: `
 * @throws when the schedule does not say which, when it does not protect one, and when a new name is none that may be deleted
 */
export function drillMapping(
  where: string, schedule: VeleroSchedule, given: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const { includedNamespaces: included } = schedule;
  const named = included.length > 0 && !included.some(isPattern);
  if (given === undefined && !named) {
    throw new Error(`${where}${schedule.node.path} protects ${included.length === 0 || included.includes('*') ? 'all namespaces' : `${included.filter(isPattern).join(', ')}, whatever that matches`},`
      + " and a drill restores some by name: write which, { production: 'drill-production' }");
  }
  const mapping = given ?? Object.fromEntries(included.map(namespace => [namespace, `${PREFIX}${namespace}`]));
  if (!isMap(mapping) || Object.keys(mapping).length === 0) {
    throw new Error(`${where}names no namespace; write which are restored, { production: 'drill-production' }`);
  }
  const unprotected = Object.keys(mapping).find(namespace => named && !included.includes(namespace));
  if (unprotected !== undefined) {
    throw new Error(`${where}${schedule.node.path} does not protect namespace '${unprotected}'; write ${included.join(', ')} or some of them`);
  }
  Object.entries(mapping).forEach(([from, to]) => checkTarget(where, schedule, from, to));
  const targets = Object.values(mapping);
  const twice = targets.find((to, i) => targets.indexOf(to) < i);
  if (twice !== undefined) {
    throw new Error(`${where}two namespaces become '${twice}', where objects of one name would be one; give each a name of its own`);
  }
  return mapping;
}

function checkTarget(where: string, schedule: VeleroSchedule, from: string, to: string): void {
  if (!LABEL.is(to)) {
    throw new Error(`${where}'${from}' becomes ${to.length > 63 ? `'${to}', which has ${to.length} characters` : `'${to}'`}; write ${LABEL.words}`);
  }
  if (!to.startsWith(PREFIX)) {
    throw new Error(`${where}'${from}' becomes '${to}', which is deleted before and after each drill; write a name that begins with ${PREFIX}, such as '${PREFIX}${from}'`);
  }
  const owner = [
    ...(schedule.velero.namespace === to ? ['Velero runs in it'] : []),
    ...(schedule.includedNamespaces.includes(to) ? [`${schedule.node.path} protects it`] : []),
  ];
  if (owner.length > 0) {
    throw new Error(`${where}'${from}' becomes '${to}', which is deleted before and after each drill, and ${owner.join(', and ')}; write a name that nothing else uses`);
  }
}

function isPattern(namespace: string): boolean {
  return /[*?[\]{}]/.test(namespace);
}
