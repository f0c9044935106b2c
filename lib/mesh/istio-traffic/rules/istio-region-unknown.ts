import { IstioTrafficRule } from './rule';
import { finding, listed } from '../../../fleet/rules/text';

/** Failover between regions that nobody has named. */
export const istioRegionUnknown: IstioTrafficRule = {
  code: 'istio-region-unknown',
  severity: 'error',
  summary: 'A `LocalityFailover` goes by regions, and the program does not say in which region a cluster is.',
  why: 'Istio compares the regions of callers and endpoints, which it reads from the label `topology.kubernetes.io/region` of nodes. Endpoints in no region are equally far'
    + ' from everybody, so that callers may be served anywhere, and the names in `failover` and `distribute` must be those of the labels.',
  fix: 'Write `region` of the cluster, as its nodes have it. Nodes of a cluster without a cloud need the label.',
  check: ({ configs }, model) => {
    const regions = new Map(model.clusters.map(({ name, region }) => [name, region]));
    return configs.flatMap(({ path, needsRegionOf }) => {
      const without = needsRegionOf.filter(cluster => regions.get(cluster) === undefined).sort();
      return without.length === 0 ? [] : [finding(istioRegionUnknown, without, [path],
        `${path}: goes by regions, and that of ${listed(without)} is not known: write region, the value of the label topology.kubernetes.io/region of its nodes`)];
    });
  },
};
