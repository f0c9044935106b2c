import { isKept } from './annotations';
import { Manifest } from '../../fleet';

interface OwnedKinds {
  readonly group: string;
  /** Pattern for the kind. */
  readonly kinds: string;
  /** Who sets the owner reference, for the message. */
  readonly by: string;
}

/**
 * Objects of a program that controllers give an owner: Argo CD takes them for parts of something else (Argo CD v3.5.1
 * gitops-engine/pkg/cache/cluster.go `GetManagedLiveObjs`: `len(o.OwnerRefs) == 0`).
 *
 * Sources, Cluster API v1.14.0: core/reconcilers machinedeployment, machinepool, machinehealthcheck, machineset and machine controllers;
 * core/reconcilers/cluster/cluster_controller_phases.go `ensureOwnerRefAndLabel` for the objects that `infrastructureRef` and `controlPlaneRef` of a
 * Cluster name; core/reconcilers/machinepool/machinepool_controller_phases.go for those of a MachinePool; `reconcileExternalTemplateReference` of the
 * MachineDeployment and KubeadmControlPlane controllers for templates. HelmChartProxies and ClusterResourceSets get none (add-on provider for Helm
 * v0.6.4).
 */
const OWNED = ([
  { group: 'cluster.x-k8s.io', kinds: '^Machine(Deployment|HealthCheck|Pool|Set)?$', by: 'its Cluster' },
  { group: 'controlplane.cluster.x-k8s.io', kinds: '(?<!Template)$', by: 'its Cluster' },
  { group: 'infrastructure.cluster.x-k8s.io', kinds: 'Cluster$', by: 'its Cluster' },
  { group: 'infrastructure.cluster.x-k8s.io', kinds: 'MachinePool$', by: 'its MachinePool' },
  { group: 'bootstrap.cluster.x-k8s.io', kinds: 'Config$', by: 'its MachinePool' },
  { group: 'infrastructure.cluster.x-k8s.io', kinds: 'Template$', by: 'its Cluster' },
  { group: 'bootstrap.cluster.x-k8s.io', kinds: 'Template$', by: 'its Cluster' },
] satisfies readonly OwnedKinds[]).map(owned => ({ ...owned, kinds: new RegExp(owned.kinds) }));

/** Why Argo CD does not delete an object that left its folder; undefined when it does. */
export function leftByArgoCd({ apiVersion, kind, metadata }: Manifest): string | undefined {
  if (isKept(metadata.annotations?.['argocd.argoproj.io/sync-options'])) {
    return 'it says Prune=false';
  }
  const [group] = apiVersion.split('/');
  const owner = OWNED.find(entry => entry.group === group && entry.kinds.test(kind));
  return owner && `it is owned by ${owner.by}, and Argo CD does not delete what has an owner`;
}
