import { App, Testing } from 'cdk8s';
import {
  clustersetName, Fleet, FleetProps, formatFinding, IMultiClusterServices, IServiceMesh, Manifest, ServiceBackend, serviceExport, SharedService,
} from '../../lib/fleet';
import { ServiceExportPair, ServiceExportPairProps } from '../../lib/services';
import { Member, newFleet } from '../fleet/members';

/** A mesh that can do everything but what its `refuse` says. */
export class FakeServices implements IMultiClusterServices {
  public readonly servedByOthers = ['multicluster.x-k8s.io'];

  constructor(
    public readonly members?: readonly string[],
    private readonly refuse: (service: SharedService) => readonly string[] = () => [],
    public readonly name = 'Fake',
    public readonly path?: string,
  ) {}

  public dnsName(service: SharedService, backend?: ServiceBackend): string {
    return clustersetName(service, backend);
  }

  public faults(service: SharedService): readonly string[] {
    return this.refuse(service);
  }

  public exported(service: SharedService): readonly Manifest[] {
    return [serviceExport(service, 'multicluster.x-k8s.io/v1alpha1')];
  }

  public imported(): readonly Manifest[] {
    return [];
  }

  public serviceAnnotations(_: SharedService, cluster: string): Readonly<Record<string, string>> {
    return cluster === 'us' ? { 'fake.example/shared': 'true' } : {};
  }
}

export function fake(members?: readonly string[], refuse?: (service: SharedService) => readonly string[]): IServiceMesh {
  return { services: new FakeServices(members, refuse) };
}

/** What every pair of the tests exports. */
export const DEFINITION = { selector: { app: 'payment-api' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] };

/** Three members, and pairs from `us` to `eu` through a mesh of all. */
export function sample(fleetProps: Partial<FleetProps> = {}) {
  const fleet = newFleet(new App({ outdir: Testing.app().outdir }), fleetProps);
  const [asia, eu, us] = ['asia', 'eu', 'us'].map(name => new Member(fleet, name));
  const pair = (props: Partial<ServiceExportPairProps> = {}, id = 'payments') => new ServiceExportPair(fleet, id, {
    service: 'payment-api', namespace: 'production', from: [us], to: [eu], mesh: fake(), ...props,
  });
  return { fleet, asia, eu, us, pair };
}

/** The objects of a cluster, but for what every member of the tests has. */
export function objectsOf(fleet: Fleet, cluster: string): readonly Manifest[] {
  return (fleet.chartOf(cluster).toJson() as Manifest[]).filter(({ kind }) => kind !== 'ConfigMap');
}

/** The namespace of a pair, as it is written. */
export function namespace(name = 'production') {
  return {
    apiVersion: 'v1', kind: 'Namespace',
    metadata: {
      name,
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'helm.sh/resource-policy': 'keep',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    },
  };
}

/** Everything that is found in a fleet, as text. */
export function found(fleet: Fleet): readonly string[] {
  return fleet.check().map(formatFinding);
}
