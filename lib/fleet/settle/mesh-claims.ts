import { Claim, DefinitionClaim, MeshMemberClaim, NodeLabelsClaim } from '../claims';
import { groupBy } from '../collections';
import { ClaimConflict, ClusterModel, FleetModel } from '../model';
import { compareText } from '../names';

/** The meshes that members name. */
export function settleMeshes(claims: readonly Claim[]): FleetModel['meshes'] {
  const members = groupBy(claims.filter((claim): claim is MeshMemberClaim => claim.type === 'mesh-member'), ({ path }) => path);
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
  readonly value: string;
}

/** Claims on one thing that has one value, and that do not agree: a network plug-in, a label of nodes, a definition. */
export function claimConflicts(claims: readonly Claim[]): readonly ClaimConflict[] {
  const statements = [...claims].sort((a, b) => compareText(a.path, b.path)).flatMap(statementsOf);
  return [...groupBy(statements, ({ cluster, subject }) => `${cluster}\n${subject}`).values()].flatMap(([first, ...others]) =>
    others.filter(({ value }) => value !== first.value).map(({ cluster, subject, path, value }): ClaimConflict => ({
      cluster, subject, parties: [{ path: first.path, value: first.value }, { path, value }],
    })));
}

function statementsOf(claim: Claim): readonly Statement[] {
  const { cluster, path } = claim;
  switch (claim.type) {
    case 'network-plugin':
      return [{ cluster, path, subject: 'the network plug-in', value: JSON.stringify(claim.plugin) }];
    case 'node-labels':
      return Object.entries(claim.labels).map(([label, value]) => ({ cluster, path, subject: `label ${label} of nodes of pool ${claim.pool}`, value }));
    case 'definition':
      return [{ cluster, path, subject: `CustomResourceDefinition ${claim.definition.metadata.name}`, value: textOf(claim.definition) }];
    default:
      return [];
  }
}

/** One definition is claimed for many clusters. */
const TEXTS = new WeakMap<object, string>();

function textOf(definition: DefinitionClaim['definition']): string {
  const text = TEXTS.get(definition) ?? JSON.stringify(definition);
  TEXTS.set(definition, text);
  return text;
}
