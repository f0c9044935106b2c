import type { RestoreModifierRule } from './restore-template-props';

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
 * (`pkg/restore/restore.go`, `handleSkippedPVHasRetainPolicy`). That is why drills restore none.
 */
const CLAIMS: RestoreModifierRule = { conditions: { groupResource: 'persistentvolumeclaims' }, mergePatches: [{ spec: { volumeName: null } }] };

const CLAIM_CLASS = '/spec/storageClassName';
/** A template that is not there is one that does not match; more than these have no StatefulSet that people write. */
const TEMPLATE_CLASSES = [0, 1, 2, 3].map(i => `/spec/volumeClaimTemplates/${i}/spec/storageClassName`);

/**
 * The changes that every drill makes. Conditions look at objects as they were before the first rule, so that classes may change places.
 *
 * @param classes storage classes, each with the one that takes its place
 */
export function drillModifiers(classes: Readonly<Record<string, string>> = {}): readonly RestoreModifierRule[] {
  return [
    ...SERVICES, CLAIMS,
    ...Object.entries(classes).flatMap(([from, to]) => [
      replaced('persistentvolumeclaims', CLAIM_CLASS, from, to),
      // Claims that are not in the backup are made of them.
      ...TEMPLATE_CLASSES.map(path => replaced('statefulsets.apps', path, from, to)),
    ]),
  ];
}

function replaced(groupResource: string, path: string, from: string, to: string): RestoreModifierRule {
  return { conditions: { groupResource, matches: [{ path, value: from }] }, patches: [{ operation: 'replace', path, value: to }] };
}
