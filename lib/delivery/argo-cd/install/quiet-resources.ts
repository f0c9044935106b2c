import { toYaml } from '../../../fleet/output/yaml';

const annotations = (...names: readonly string[]) => names.map(name => `.metadata.annotations."${name}"`);

/** Fields that change often and mean nothing to an Application: a change of nothing else does not have it compared anew. */
const IGNORED_UPDATES: Readonly<Record<string, object>> = {
  // A change of health is noticed all the same.
  'all': { jsonPointers: ['/status'] },
  'argoproj.io_Application': {
    jqPathExpressions: [
      ...annotations('notified.notifications.argoproj.io', 'argocd.argoproj.io/refresh', 'argocd.argoproj.io/hydrate'), '.operation',
    ],
  },
  'argoproj.io_Rollout': { jqPathExpressions: annotations('notified.notifications.argoproj.io') },
  'autoscaling_HorizontalPodAutoscaler': {
    jqPathExpressions: annotations(...['behavior', 'conditions', 'metrics', 'current-metrics'].map(name => `autoscaling.alpha.kubernetes.io/${name}`)),
  },
  // Where the cluster autoscaler keeps its status, and what elections wrote before there were Leases.
  'ConfigMap': {
    jqPathExpressions: annotations('cluster-autoscaler.kubernetes.io/last-updated', 'control-plane.alpha.kubernetes.io/leader'),
  },
  'apps_ReplicaSet': {
    jqPathExpressions: annotations(
      'deployment.kubernetes.io/desired-replicas', 'deployment.kubernetes.io/max-replicas', 'rollout.argoproj.io/desired-replicas',
    ),
  },
  // For who takes these two from the list of exclusions.
  'discovery.k8s.io_EndpointSlice': { jsonPointers: ['/metadata', '/endpoints', '/ports'] },
  'Endpoints': { jsonPointers: ['/metadata', '/subsets'] },
};

/** What Argo CD does not watch: kinds of which controllers make many, and that nobody writes into a repository. */
const EXCLUSIONS: readonly { readonly apiGroups: readonly string[]; readonly kinds: readonly string[] }[] = [
  { apiGroups: ['', 'discovery.k8s.io'], kinds: ['Endpoints', 'EndpointSlice'] },
  { apiGroups: ['coordination.k8s.io'], kinds: ['Lease'] },
  {
    apiGroups: ['authentication.k8s.io', 'authorization.k8s.io'],
    kinds: [
      'SelfSubjectReview', 'TokenReview', 'LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview',
    ],
  },
  { apiGroups: ['certificates.k8s.io'], kinds: ['CertificateSigningRequest'] },
  { apiGroups: ['cert-manager.io'], kinds: ['CertificateRequest'] },
  { apiGroups: ['cilium.io'], kinds: ['CiliumIdentity', 'CiliumEndpoint', 'CiliumEndpointSlice'] },
  {
    apiGroups: ['kyverno.io', 'reports.kyverno.io', 'wgpolicyk8s.io'],
    kinds: [
      'PolicyReport', 'ClusterPolicyReport', 'EphemeralReport', 'ClusterEphemeralReport', 'AdmissionReport', 'ClusterAdmissionReport',
      'BackgroundScanReport', 'ClusterBackgroundScanReport', 'UpdateRequest',
    ],
  },
];

/** Keys of `argocd-cm` by which Argo CD has less to do: the defaults of Argo CD v3.5.1, manifests/base/config/argocd-cm.yaml. */
export function quietResources(): Readonly<Record<string, string>> {
  const updates = Object.entries(IGNORED_UPDATES).map(([kind, fields]) => [`resource.customizations.ignoreResourceUpdates.${kind}`, toYaml([fields])]);
  return { ...Object.fromEntries(updates), 'resource.exclusions': toYaml([EXCLUSIONS]) };
}
