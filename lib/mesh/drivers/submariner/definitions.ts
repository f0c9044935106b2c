import { definitionsOf } from '../../../../imports/definitions';
import type { ClaimBase, Fleet, Manifest } from '../../../fleet';
import { groupOf } from '../../../fleet/names';

const MCS_VERSION = 'v1alpha1';
const MCS = 'multicluster.x-k8s.io';
/** Kinds by which people and this library tell Submariner what to do. */
const OPERATOR = ['brokers', 'servicediscoveries', 'submariners'].map(ofSubmariner);
const EXPORTS = ['serviceexports', 'serviceimports'].map(plural => `${plural}.${MCS}`);
const GLOBALNET = ['clusterglobalegressips', 'globalegressips', 'globalingressips'].map(ofSubmariner);

/** What the API server of the broker must serve: members exchange objects of these kinds there, and no operator need run. */
export function brokerDefinitions(): readonly Manifest[] {
  return named([ofSubmariner('brokers'), ofSubmariner('clusters'), ofSubmariner('endpoints'), `serviceimports.${MCS}`]);
}

/** What a member must serve before its operator runs: the kinds of objects that are written for it. */
export function memberDefinitions(globalnet: boolean): readonly Manifest[] {
  return named([...OPERATOR, ...EXPORTS, ...globalnet ? GLOBALNET : []]);
}

/**
 * Says of a definition in a member that the operator writes over it when it starts, where it does (submariner-operator v0.19
 * `pkg/gateway/ensure.go`, `pkg/lighthouse`).
 */
export function claimWrittenByOperator(fleet: Fleet, claim: ClaimBase, { apiVersion, kind, metadata: { name } }: Manifest): void {
  if (!OPERATOR.includes(name)) {
    const fields = { group: groupOf(apiVersion), kind, name, jsonPointers: ['/spec'] };
    fleet.claim({ ...claim, type: 'controller-owned', fields: { ...fields, writer: 'the Submariner operator, when it starts' } });
  }
}

function named(names: readonly string[]): readonly Manifest[] {
  const all = ['submariner-operator', 'submariner', 'submariner-endpoint', 'mcs-api'].flatMap(upstream => definitionsOf(upstream) as readonly Manifest[]);
  return names.map(name => {
    // Of two with one name the later has more fields: an agent that is newer than the definition would lose some.
    const definition = all.filter(({ metadata }) => metadata.name === name).pop()!;
    return name.endsWith(`.${MCS}`) ? atOneVersion(definition) : definition;
  });
}

/**
 * The definition at the version that Submariner serves, and no other: once an API server has stored objects at a newer one it refuses the definition
 * that the operator brings, and the operator does not start.
 */
function atOneVersion(definition: Manifest): Manifest {
  const spec = definition.spec as { readonly versions: readonly { readonly name: string }[] };
  const versions = spec.versions.filter(({ name }) => name === MCS_VERSION).map(version => ({ ...version, served: true, storage: true }));
  return { ...definition, spec: { ...spec, versions } };
}

function ofSubmariner(plural: string): string {
  return `${plural}.submariner.io`;
}
