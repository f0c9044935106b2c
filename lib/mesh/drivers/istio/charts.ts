import { Construct } from 'constructs';
import { baseValues, cniValues, gatewayValues, istiodValues, ValueParts, ztunnelValues } from './chart-values';
import { chartImages, hubOf } from './images';
import type { JoinedMember } from './joined-member';
import { RELEASE_NAMES } from './names';
import { withValues } from './own-values';
import type { IstioSettings } from './settings';
import type { IstioChart } from './value-keys';
import { DEFAULT_VERSION } from './versions';
import { Fleet, HelmAddOn } from '../../../fleet';

/** API groups that the chart `base` brings. */
const GROUPS = ['extensions.istio.io', 'networking.istio.io', 'security.istio.io', 'telemetry.istio.io'];

/** A chart of a member. */
interface Installed {
  readonly chart: IstioChart;
  readonly release: string;
  readonly values: object;
  /** Charts that it needs. */
  readonly after: readonly IstioChart[];
  readonly serves?: readonly string[];
}

/**
 * Installs the charts of a member by the delivery of the fleet: definitions first, then what serves them, then proxies. Where a controller cannot
 * wait it tries again: a gateway whose image istiod has yet to fill in does not start, and the next try mends it.
 */
export function installCharts(
  fleet: Fleet, mesh: Construct, settings: IstioSettings, member: JoinedMember, trustDomains: readonly string[],
): void {
  const { cluster } = member;
  const scope = new Construct(scopeOfCharts(mesh), cluster.name);
  const installed = chartsOf({ settings, member, trustDomains, hub: hubOf(fleet.mirror, settings.hub) });
  const names = new Map(installed.map(({ chart, release }) => [chart, release]));
  for (const { chart, release, values, after, serves } of installed) {
    const addOn: HelmAddOn = {
      release, chart, serves, namespace: settings.systemNamespace, repository: settings.repository,
      version: settings.version, defaultVersion: DEFAULT_VERSION,
      values: withValues(values as Readonly<Record<string, unknown>>, settings.values?.[chart], member.options.values?.[chart]),
      images: chartImages(chart, settings, member),
    };
    fleet.delivery.installRelease(new Construct(scope, chart), cluster.name, addOn, after.flatMap(other => names.get(other) ?? []));
  }
}

function chartsOf(parts: ValueParts): readonly Installed[] {
  const { settings, member: { role, gateway } } = parts;
  const { form, revision, cni } = settings;
  const istiod = revision === undefined ? RELEASE_NAMES.istiod : `${RELEASE_NAMES.istiod}-${revision}`;
  const isHelmGateway = gateway !== undefined && form !== 'ambient' && gateway.form !== 'gateway-api';
  const all: readonly (Installed & { readonly isUsed: boolean })[] = [
    { chart: 'base', release: RELEASE_NAMES.base, values: baseValues(parts), after: [], serves: GROUPS, isUsed: true },
    { chart: 'istiod', release: istiod, values: istiodValues(parts), after: ['base'], isUsed: true },
    { chart: 'cni', release: RELEASE_NAMES.cni, values: cniValues(parts), after: role === 'remote' ? ['base'] : ['istiod'], isUsed: cni },
    { chart: 'ztunnel', release: RELEASE_NAMES.ztunnel, values: ztunnelValues(parts), after: ['istiod', 'cni'], isUsed: form === 'ambient' },
    { chart: 'gateway', release: RELEASE_NAMES.gateway, values: gatewayValues(parts), after: ['istiod'], isUsed: isHelmGateway },
  ];
  return all.filter(({ isUsed }) => isUsed);
}

function scopeOfCharts(mesh: Construct): Construct {
  return (mesh.node.tryFindChild('charts') as Construct | undefined) ?? new Construct(mesh, 'charts');
}
