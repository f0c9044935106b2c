import { Fleet, ICluster, Submariner } from '../../../lib';
import { MeshProgram, objectsOf, program, thrown, Written } from '../samples';

/** A fleet whose members, `east` and `west`, are joined with Globalnet, and where `north` is no member. */
export function globalnet(more: Partial<MeshProgram> = {}) {
  const mesh = Submariner.tunnels({ brokerApiServer: 'hub.example.com:6443', globalnet: true });
  const { fleet, clusterOf } = program({ mesh, clusters: ['east', 'west', 'north'], ...more });
  return { fleet, cluster: clusterOf('east'), clusterOf };
}

/** The objects of Globalnet in a cluster. */
export function globalIPs(fleet: Fleet, cluster: string): readonly Written[] {
  return objectsOf(fleet, cluster).filter(({ kind }) => /^(Cluster)?Global(In|E)gressIP$/.test(kind));
}

/** Namespaces that a cluster gets, without those of Submariner. */
export function namespacesIn(fleet: Fleet, cluster: string): readonly string[] {
  const names = objectsOf(fleet, cluster).filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  return names.filter(name => !name.startsWith('submariner'));
}

/** What a construct of Globalnet, `acme/ip` in `east`, throws for options that no compiler has seen. */
export function refusal(kind: new (fleet: Fleet, id: string, props: any) => unknown, props: object): string {
  const { fleet, cluster } = globalnet();
  return thrown(() => new kind(fleet, 'ip', { cluster, ...props }));
}

/** A cluster of another fleet, of the same name. */
export function stranger(): ICluster {
  return globalnet().cluster;
}
