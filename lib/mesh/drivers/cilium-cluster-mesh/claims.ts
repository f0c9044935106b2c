import { mirroredValues, usedImages } from './images';
import type { JoinedMember } from './joined-member';
import { ID_FACT } from './names';
import { openings } from './openings';
import type { CiliumSettings } from './settings';
import { meshValues } from './values';
import type { Fleet } from '../../../fleet';

const RESTARTS = 'identities of pods and the keys of their state have it in them, so that every pod of the cluster must be started anew (cilium v1.20 clustermesh/setup.rst)';

/** How the lock knows a member: by its name in the mesh. */
export function memberFact(fleet: Fleet, path: string): string {
  return `mesh/${path.slice(fleet.node.path.length + 1)}`;
}

/** What a member asks of the fleet. */
export function claimMember(fleet: Fleet, path: string, settings: CiliumSettings, member: JoinedMember): void {
  const claim = { cluster: member.cluster.name, path };
  fleet.claim({ ...claim, type: 'namespace', name: settings.namespace });
  fleet.claim({ ...claim, type: 'id', fact: ID_FACT, value: member.clusterId, from: 1, to: settings.maxConnectedClusters, otherwise: RESTARTS });
  fleet.claim({ ...claim, type: 'fixed', fact: memberFact(fleet, path), value: member.name, otherwise: RESTARTS });
  fleet.claim({
    ...claim, type: 'fixed', fact: 'cilium-max-connected-clusters', value: String(settings.maxConnectedClusters),
    otherwise: 'it says how many bits of an identity are the cluster, so that members would take pods of each other for their own',
  });
  // Its operator installs the kinds.
  fleet.claim({ ...claim, type: 'served-kinds', kinds: ['cilium.io'] });
  openings(settings, member).forEach(opening => fleet.claim({ ...claim, type: 'opening', opening }));
  fleet.claim({ ...claim, type: 'release-values', release: settings.release, values: cluster => meshValues(settings, member, cluster) });
  fleet.addArtifacts(model => usedImages(fleet, model, settings, member));
  if (fleet.mirror.place !== undefined) {
    fleet.claim({ ...claim, type: 'release-values', release: settings.release, values: mirroredValues(fleet.mirror, settings) });
  }
}
