import { ICluster, IMultiClusterServices } from '../../fleet';
import { checkProps } from '../../fleet/check-props';
import { affinityFaults, apiVersionFaults, exportedMetadataFaults, serviceExport, standardClustersetName } from '../../fleet/clusterset';
import { groupOf } from '../../fleet/names';
import { refuseOthers } from '../../fleet/refuse-others';
import { checkClusterIds, CLUSTER_IDS, CLUSTERS, namesOf } from '../prop-types';

/** What the program says of an implementation that others run: where it runs, and what it calls the clusters. */
export interface MembersProps {
  readonly members: readonly ICluster[];
  readonly clusterIds?: Readonly<Record<string, string>>;
}

/** What tells one such implementation from another. */
export interface Implementation {
  /** How messages call it. */
  readonly name: string;
  /** How messages call the function that it comes from. */
  readonly where: string;
  /** The one API version of its ServiceExport. */
  readonly apiVersion: string;
  /**
   * What names of pods have for a cluster whose id the program does not say.
   *
   * @throws when only the program can say it
   */
  defaultId(cluster: string): string;
}

/**
 * The least that an implementation of KEP-1645 does: its ServiceExport has no `spec`, and its controller makes the ServiceImports.
 *
 * @throws when an option is malformed
 */
export function servicesOfMembers({ name, where, apiVersion, defaultId }: Implementation, props: MembersProps): IMultiClusterServices {
  checkProps(`${where}: `, props, { members: CLUSTERS }, { clusterIds: CLUSTER_IDS });
  refuseOthers(`${where}: `, props, ['members', 'clusterIds']);
  const members = namesOf(props.members);
  checkClusterIds(where, members, props.clusterIds);
  const ids = new Map(Object.entries(props.clusterIds ?? {}));
  return {
    name,
    members,
    servedByOthers: [groupOf(apiVersion)],
    dnsName: (service, backend) => standardClustersetName(name, service, backend?.hostname === undefined ? backend
      : { ...backend, cluster: ids.get(backend.cluster) ?? defaultId(backend.cluster) }),
    faults: service => [...apiVersionFaults(name, service, [apiVersion]), ...exportedMetadataFaults(name, service), ...affinityFaults(name, service)],
    exported: service => [serviceExport(service, apiVersion)],
    imported: () => [],
  };
}
