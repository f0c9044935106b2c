import type { RestoreModifierRule } from './restore-template-props';

/**
 * Kinds that act on what lies outside of their namespace, so that a copy of them is no drill. A `*` matches dots too (Velero v1.18.2
 * `pkg/util/collections/includes_excludes.go`, `globStringSet`).
 */
export const EXCLUDED_RESOURCES: readonly string[] = [
  // They take over host names of the real ones.
  'ingresses.networking.k8s.io', '*.gateway.networking.k8s.io', 'gateways.networking.istio.io', 'virtualservices.networking.istio.io', 'dnsendpoints.externaldns.k8s.io',
  // They would be services of the whole mesh.
  'serviceexports.multicluster.x-k8s.io', 'serviceimports.multicluster.x-k8s.io',
  // They order certificates and credentials once more, or write them elsewhere; what they have made is a Secret, and restored.
  '*.cert-manager.io', '*.external-secrets.io',
  // They send what has been sent, and bill what has been billed.
  'cronjobs.batch', 'jobs.batch',
  // They bring objects back to where they came from, and delete them there when they go.
  'applications.argoproj.io', 'applicationsets.argoproj.io', '*.toolkit.fluxcd.io',
  // What stands behind them, machines and buckets, is one: it is deleted with the copy.
  '*.cluster.x-k8s.io', '*.crossplane.io', '*.upbound.io', '*.services.k8s.aws', '*.azure.com', '*.cnrm.cloud.google.com',
];

/** No load balancer is made for a class that nobody serves (Kubernetes, `Service.spec.loadBalancerClass`). */
const NO_LOAD_BALANCER = 'cdk8s-fleet/drill';

/** ExternalDNS v0.22.0 reads the first, older ones the second (`source/annotations/annotations.go`). */
const DNS_PREFIXES = ['external-dns.kubernetes.io', 'external-dns.alpha.kubernetes.io'];

/** Services stay inside of the cluster. */
const SERVICES: readonly RestoreModifierRule[] = [
  {
    conditions: { groupResource: 'services' },
    mergePatches: [{
      metadata: { annotations: Object.fromEntries(DNS_PREFIXES.flatMap(prefix => [`${prefix}/hostname`, `${prefix}/internal-hostname`]).map(key => [key, null])) },
      spec: { externalIPs: null },
    }],
  },
  {
    conditions: { groupResource: 'services', matches: [{ path: '/spec/type', value: 'LoadBalancer' }] },
    mergePatches: [{ spec: { loadBalancerClass: NO_LOAD_BALANCER, loadBalancerIP: null } }],
  },
];

/**
 * Claims get volumes of their own. Without their PersistentVolume Velero v1.18.2 leaves its name in them, so that they wait for it for ever; with it,
 * one that is kept by its reclaim policy and is in no snapshot is restored as it is, with the disk of the original behind it
 * (`pkg/restore/restore.go`, `handleSkippedPVHasRetainPolicy`).
 */
const CLAIMS: RestoreModifierRule = { conditions: { groupResource: 'persistentvolumeclaims' }, mergePatches: [{ spec: { volumeName: null } }] };

/** The changes that every drill makes. @param snapshots whether volumes come from snapshots, which need their PersistentVolume */
export function drillModifiers(snapshots: boolean): readonly RestoreModifierRule[] {
  return [...SERVICES, ...(snapshots ? [] : [CLAIMS])];
}
