import { isMap } from '../../fleet/collections';

/** `localityLbSetting` of a DestinationRule. */
export interface LocalityLbSetting {
  readonly enabled?: boolean;
  readonly distribute?: readonly { readonly from?: string; readonly to?: Readonly<Record<string, number>> }[];
  readonly failover?: readonly { readonly from?: string; readonly to?: string }[];
  readonly failoverPriority?: readonly string[];
}

/** Labels whose meaning `failover` has too. */
const LOCALITY = /^(?!.*\/\*\/)([^/*]+\/){0,2}([^/*]+|\*)$/;
const LOCALITY_LABELS = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

/**
 * What istiod refuses of a `localityLbSetting` (istio 1.30.3 `pkg/config/validation/agent/validation.go`, ValidateLocalityLbSetting), and what it
 * takes and then ignores.
 */
export function localityFaults({ distribute = [], failover = [], failoverPriority = [] }: LocalityLbSetting): readonly string[] {
  return [
    ...(distribute.length > 0 && failover.length > 0 ? ['distribute excludes failover: write one of the two'] : []),
    ...(distribute.length > 0 && failoverPriority.length > 0 ? ['distribute excludes failoverPriority, which would be ignored: write one of the two'] : []),
    ...(failover.length > 0 ? failoverPriority.filter(label => LOCALITY_LABELS.includes(label)).map(label =>
      `failoverPriority with failover takes no label of a region, zone or subzone, got ${label}: leave one of the two out`) : []),
    ...distribute.flatMap(distributeFaults),
    ...overlapping(distribute.map(({ from = '' }) => from), true).map(([a, b]) => `distribute: from ${a} and ${b} overlap: leave one out`),
    ...failover.flatMap(failoverFaults),
    ...repeated(failover.map(({ from = '' }) => from)).map(from => `failover: ${from} is there twice in from, and only the first counts: keep one`),
    ...repeated(failoverPriority.map(label => label.split('=')[0])).map(label => `failoverPriority: ${label} is there twice, and one value counts: keep one`),
  ];
}

function distributeFaults({ from = '', to = {} }: NonNullable<LocalityLbSetting['distribute']>[number]): readonly string[] {
  const weights = Object.values(to);
  const malformed = [from, ...Object.keys(to)].find(locality => !LOCALITY.test(locality));
  if (malformed !== undefined) {
    return [`distribute: write <region>, <region>/<zone> or <region>/<zone>/<subzone>, * at the end for any, got '${malformed}'`];
  }
  const overlap = overlapping(Object.keys(to), false);
  if (overlap.length > 0) {
    return [`distribute: to ${overlap[0][0]} and ${overlap[0][1]} of ${from} overlap: leave one out`];
  }
  const wrong = Object.entries(to).find(([, weight]) => !Number.isInteger(weight) || weight < 1 || weight > 100);
  if (wrong !== undefined) {
    return [`distribute: ${from} to ${wrong[0]}: write a whole weight from 1 to 100, got ${wrong[1]}`];
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total === 100 ? [] : [`distribute: the weights of ${from} are ${total} together: write weights that are 100 together`];
}

/** Pairs of which one has the other in it. In an order that counts, a part may come before what has `*` for the rest. */
function overlapping(localities: readonly string[], inOrder: boolean): readonly (readonly [string, string])[] {
  return localities.flatMap((a, i) => localities.slice(i + 1)
    .filter(b => covers(a, b) || (covers(b, a) && !(inOrder && b.endsWith('*'))))
    .map(b => [a, b] as const));
}

function covers(a: string, b: string): boolean {
  const parts = b.split('/');
  return a.split('/').every((part, i) => part === '*' || part === parts[i]);
}

function failoverFaults({ from = '', to = '' }: NonNullable<LocalityLbSetting['failover']>[number]): readonly string[] {
  const wrong = [from, to].find(region => region === '' || /[/*]/.test(region));
  return [
    ...(wrong === undefined ? [] : [`failover: write the name of a region, without / and *, got '${wrong}'`]),
    ...(from === to ? [`failover: from ${from} to itself: write another region in to`] : []),
  ];
}

function repeated(items: readonly string[]): readonly string[] {
  return [...new Set(items.filter((item, i) => items.indexOf(item) !== i))];
}

/** A `trafficPolicy` of a DestinationRule that was read from an object. */
export function readLocality(policy: unknown): { readonly setting: LocalityLbSetting; readonly hasOutlierDetection: boolean } | undefined {
  const balancer = isMap(policy) ? policy.loadBalancer : undefined;
  const setting = isMap(balancer) ? balancer.localityLbSetting : undefined;
  return isMap(setting) ? { setting, hasOutlierDetection: isMap(policy) && isMap(policy.outlierDetection) } : undefined;
}
