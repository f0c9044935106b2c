import type { JoinedMember } from './joined-member';
import type { IstioSettings } from './settings';
import type { IstioChart } from './value-keys';
import type { ChartImages, Mirror } from '../../../fleet';

/** Where a fleet takes images of Istio from: the charts put the name of each behind it. */
export function hubOf(mirror: Mirror, hub: string): string {
  const probe = mirror.image(`${hub}/pilot`);
  return probe.slice(0, probe.lastIndexOf('/'));
}

/** The images that a chart runs, proxies that istiod puts into pods among them. Their places are in the values already. */
export function chartImages(chart: IstioChart, { hub, variant }: IstioSettings, { role }: JoinedMember): ChartImages {
  return version => namesOf(chart, role).map(name => ({
    image: `${hub}/${name}:${version}${variant === undefined ? '' : `-${variant}`}`, values: () => ({}),
  }));
}

function namesOf(chart: IstioChart, role: JoinedMember['role']): readonly string[] {
  switch (chart) {
    case 'istiod':
      // A remote cluster has proxies and no control plane.
      return role === 'remote' ? ['proxyv2'] : ['pilot', 'proxyv2'];
    case 'cni':
      return ['install-cni'];
    case 'ztunnel':
      return ['ztunnel'];
    default:
      // The image of a gateway is `auto`: that of istiod's proxies.
      return [];
  }
}
