import { ciliumImages } from './cilium-images';
import { overrideValues } from '../../delivery';
import { HelmAddOn } from '../../fleet';
import { checkProps, MAP, TEXT } from '../../fleet/check-props';

/** Options for Cilium. */
export interface CiliumProps {
  /** Version of the cilium chart, without `v`. @default - the one in the lock, else '1.20.2' */
  readonly version?: string;
  /** Values for the chart that replace or add to those of this library. @default - none */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Cilium as the network plug-in. */
export class Cilium {
  /** Pod traffic between nodes goes in VXLAN packets; a node's pods get the part of the pod range that Kubernetes gives the node. */
  public static vxlan(props: CiliumProps = {}): HelmAddOn {
    checkProps('Cilium.vxlan: ', props, {}, { version: TEXT, values: MAP });
    return {
      release: 'cilium',
      namespace: 'kube-system',
      repository: 'https://helm.cilium.io',
      chart: 'cilium',
      version: props.version,
      defaultVersion: '1.20.2',
      values: overrideValues(cluster => ({
        // The chart's own default pool is 10.0.0.0/8, whatever else lies there; this mode follows the Cluster object.
        ipam: { mode: 'kubernetes' },
        ipv4: { enabled: hasFamily(cluster.ranges, 4) },
        ipv6: { enabled: hasFamily(cluster.ranges, 6) },
        routingMode: 'tunnel',
        tunnelProtocol: 'vxlan',
        operator: {
          // Two replicas never share a node: on a cluster of one node the second would wait for ever.
          replicas: Math.min(2, cluster.nodeGroups.reduce((nodes, group) => nodes + group.largest, 0) || 2),
        },
      }), props.values),
      networkPlugin: { name: 'cilium' },
      images: ciliumImages,
      serves: ['cilium.io'],
      openings: [
        { description: 'VXLAN (Cilium)', protocol: 'udp', fromPort: 8472, toPort: 8472 },
        { description: 'health checks (Cilium)', protocol: 'tcp', fromPort: 4240, toPort: 4240 },
        { description: 'health checks (Cilium)', protocol: 'icmp', fromPort: 8, toPort: 0 },
        { description: 'Hubble (Cilium)', protocol: 'tcp', fromPort: 4244, toPort: 4244 },
      ],
    };
  }
}

function hasFamily(ranges: readonly { readonly space: string; readonly cidr: { readonly family: 4 | 6 } }[], family: 4 | 6): boolean {
  return ranges.some(range => range.space === 'pods' && range.cidr.family === family);
}
