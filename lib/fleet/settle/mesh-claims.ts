import { equal } from '../../schema/equal';
import { Claim, MeshMemberClaim, NodeLabelsClaim } from '../claims';
import { groupBy } from '../collections';
import { ClaimConflict, ClusterModel, FleetModel, NetworkPlugin } from '../model';
import { compareText } from '../names';

/** The meshes that members name. */
export function settleMeshes(claims: readonly Claim[]): FleetModel['meshes'] {
  const members = groupBy(claims.filter((claim): claim is MeshMemberClaim => claim.type === 'mesh-member'), ({ path, mesh }) => `${path}\n${mesh.name}`);
  return [...members.values()].map(([first, ...others]) => ({
    ...first.mesh, path: first.path, members: [...new Set([first, ...others].map(({ cluster }) => cluster))].sort(),
  })).sort((a, b) => compareText(a.name, b.name));
}

/** The labels of nodes of one cluster, by pool. Of two values for a label the one of the first claim stays, and is a conflict. */
export function settleNodeLabels(claims: readonly Claim[]): ClusterModel['nodeLabels'] {
  const pools = groupBy(claims.filter((claim): claim is NodeLabelsClaim => claim.type === 'node-labels'), ({ pool }) => pool);
  return Object.fromEntries([...pools].map(([pool, own]) => [pool, Object.assign({}, ...[...own].reverse().map(({ labels }) => labels))]));
}

/** What one claim says, to be compared with the others on the same thing. */
interface Statement {
  readonly cluster: string;
  readonly subject: string;
  readonly path: string;
  readonly value: unknown;
}

/** Claims on one thing that has one value, and that do not agree: a network plug-in, a label of nodes, a definition. */
export function claimConflicts(claims: readonly Claim[]): readonly ClaimConflict[] {
  const statements = [...claims].sort((a, b) => compareText(a.path, b.path)).flatMap(statementsOf);
  return [...groupBy(statements, ({ cluster, subject }) => `${cluster}\n${subject}`).values()].flatMap(([first, ...others]) =>
    others.filter(({ value }) => !equal(value, first.value)).map(({ cluster, subject, path, value }): ClaimConflict => {
      const { at, values: [one, other] } = firstDifference(first.value, value);
      return { cluster, subject: `${subject}${at}`, parties: [{ path: first.path, value: shown(one) }, { path, value: shown(other) }] };
    }));
}

function statementsOf(claim: Claim): readonly Statement[] {
  const { cluster, path } = claim;
  switch (claim.type) {
    case 'network-plugin':
      return [{ cluster, path, subject: 'the network plug-in', value: nameOf(claim.plugin) }];
    case 'node-labels':
      return Object.entries(claim.labels).map(([label, value]) => ({ cluster, path, subject: `label ${label} of nodes of pool ${claim.pool}`, value }));
    case 'definition':
      return [{ cluster, path, subject: `CustomResourceDefinition ${claim.definition.metadata.name}`, value: claim.definition }];
    default:
      return [];
  }
}

function nameOf({ name, apiServer }: NetworkPlugin): string {
  return apiServer === undefined ? name : `${name} ${apiServer ? 'with' : 'without'} its API server`;
}

/** Where two values that are not equal differ first, by the order of keys, and what they have there: a definition is many pages. */
function firstDifference(one: unknown, other: unknown, at = ''): { readonly at: string; readonly values: readonly [unknown, unknown] } {
  if (isBranch(one) && isBranch(other) && Array.isArray(one) === Array.isArray(other)) {
    const differs = (key: string) => !Object.hasOwn(one, key) || !Object.hasOwn(other, key) || !equal(one[key], other[key]);
    const key = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort(compareText).find(differs)!;
    return firstDifference(one[key], other[key], `${at === '' ? ', field ' : `${at}.`}${key}`);
  }
  return { at, values: [one, other] };
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
