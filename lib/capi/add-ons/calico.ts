import { calicoImages } from './calico-images';
import { overrideValues } from '../../delivery';
import { AddressRange, HelmAddOn } from '../../fleet';
import { checkProps, MAP, TEXT } from '../../fleet/check-props';
import { isMap } from '../../fleet/collections';

/** Options for Calico. */
export interface CalicoProps {
  /** Version of the tigera-operator chart, with its `v`. @default - the one in the lock, else 'v3.31.7' */
  readonly version?: string;
  /** Values for the chart that replace or add to those of this library. @default - none */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Calico as the network plug-in, through the tigera-operator chart. */
export class Calico {
  /**
   * Pod traffic between nodes goes in VXLAN packets, which every network carries; BGP is off.
   *
   * Chart 3.31 is the last that brings its CRDs along (projectcalico/calico v3.32 `charts/tigera-operator/README.md`), so that one release
   * installs everything.
   */
  public static vxlan(props: CalicoProps = {}): HelmAddOn {
    checkProps('Calico.vxlan: ', props, {}, { version: TEXT, values: MAP });
    const apiServer = hasApiServer(props.values);
    return {
      release: 'calico',
      namespace: 'tigera-operator',
      repository: 'https://docs.tigera.io/calico/charts',
      chart: 'tigera-operator',
      version: props.version,
      defaultVersion: 'v3.31.7',
      kubernetesVersions: { oldest: '1.32', newest: '1.35', by: 'Calico v3.31', source: 'Calico v3.31 system requirements' },
      values: overrideValues(cluster => ({
        installation: {
          cni: { type: 'Calico', ipam: { type: 'Calico' } },
          calicoNetwork: { bgp: 'Disabled', ipPools: cluster.ranges.filter(range => range.space === 'pods').map(pool) },
        },
        apiServer: { enabled: true },
        // Extras of a user interface that nobody asked for.
        goldmane: { enabled: false },
        whisker: { enabled: false },
      }), props.values),
      networkPlugin: { name: 'calico', apiServer },
      images: calicoImages,
      // projectcalico/calico v3.31 charts/tigera-operator/crds, and its API server.
      serves: ['crd.projectcalico.org', 'operator.tigera.io', 'policy.networking.k8s.io', ...apiServer ? ['projectcalico.org'] : []],
      openings: [
        { description: 'VXLAN (Calico)', protocol: 'udp', fromPort: 4789, toPort: 4789 },
        { description: 'Typha (Calico)', protocol: 'tcp', fromPort: 5473, toPort: 5473 },
      ],
    };
  }
}

/** Whether people left it on. */
function hasApiServer(values: CalicoProps['values']): boolean {
  const { apiServer } = values ?? {};
  return !(isMap(apiServer) && apiServer.enabled === false);
}

function pool(range: AddressRange): object {
  const v4 = range.cidr.family === 4;
  return {
    name: v4 ? 'default-ipv4-ippool' : 'default-ipv6-ippool',
    cidr: range.cidr.toString(),
    // A block must lie inside the pool: tigera/operator v1.40 `pkg/controller/ippool/validation.go`.
    blockSize: Math.max(range.cidr.prefix, v4 ? 26 : 122),
    encapsulation: 'VXLAN',
    // Calico's own default for IPv6 is off, which cuts pods off from everything outside.
    natOutgoing: 'Enabled',
    nodeSelector: 'all()',
  };
}
