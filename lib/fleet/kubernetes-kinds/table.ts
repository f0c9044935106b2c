/** Kinds of one API version of Kubernetes that were, and are, served alike. */
export interface KindsAlike {
  /** API version as an object has it: `apps/v1`. */
  readonly api: string;
  /** The kinds, in alphabetical order. */
  readonly kinds: readonly string[];
  /** First minor of Kubernetes that has them. @default - they are older than the table */
  readonly from?: number;
  /** First minor of Kubernetes that has them no longer. @default - the newest of the table has them */
  readonly gone?: number;
  /** API server has them only where `--runtime-config` asks for them. @default - served without being asked for */
  readonly off?: true;
}

/** Oldest and newest minor of Kubernetes that the table tells of. */
export const KNOWN_MINORS = { oldest: 25, newest: 37 } as const;

/**
 * Every kind of Kubernetes itself of which one can create an object, from v1.25 to v1.37; within a group the version to use first.
 *
 * Minors: the paths that take a POST in the OpenAPI documents of the releases, as generated into the Python client kubernetes 25.3.0 to 37.0.2. They
 * agree with the types, `APILifecycleIntroduced` and `APILifecycleRemoved` of k8s.io/api v0.25.9 to v0.37.2, but for alpha APIs that went before
 * their lifecycle ended. What v1.25 had no longer is from there, and from k8s.io/apiextensions-apiserver and k8s.io/kube-aggregator v0.36.6; alpha
 * APIs that never had a lifecycle (`rbac.authorization.k8s.io/v1alpha1`) are left out.
 *
 * `off`: DefaultAPIResourceConfigSource in pkg/controlplane/instance.go of kubernetes/kubernetes. Alpha APIs are off, and so is every beta API that
 * came with v1.24 or later (KEP-3136), but for v1beta3 of the flow control: that API had been on as v1beta2.
 */
export const KUBERNETES_KINDS: readonly KindsAlike[] = [
  {
    api: 'v1',
    kinds: [
      'Binding', 'ConfigMap', 'Endpoints', 'Event', 'LimitRange', 'Namespace', 'Node', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod',
      'PodTemplate', 'ReplicationController', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount',
    ],
  },

  { api: 'admissionregistration.k8s.io/v1', kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'] },
  { api: 'admissionregistration.k8s.io/v1', kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'], from: 30 },
  { api: 'admissionregistration.k8s.io/v1', kinds: ['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'], from: 36 },
  { api: 'admissionregistration.k8s.io/v1beta1', kinds: ['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'], from: 34, off: true },
  {
    api: 'admissionregistration.k8s.io/v1beta1',
    kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    from: 28, gone: 34, off: true,
  },
  { api: 'admissionregistration.k8s.io/v1beta1', kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'], gone: 22 },
  { api: 'admissionregistration.k8s.io/v1alpha1', kinds: ['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'], from: 32, off: true },
  {
    api: 'admissionregistration.k8s.io/v1alpha1',
    kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    from: 26, gone: 32, off: true,
  },

  { api: 'apiextensions.k8s.io/v1', kinds: ['CustomResourceDefinition'] },
  { api: 'apiextensions.k8s.io/v1beta1', kinds: ['CustomResourceDefinition'], gone: 22 },

  { api: 'apiregistration.k8s.io/v1', kinds: ['APIService'] },
  { api: 'apiregistration.k8s.io/v1beta1', kinds: ['APIService'], gone: 22 },

  { api: 'apps/v1', kinds: ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'] },
  { api: 'apps/v1beta2', kinds: ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'], gone: 16 },
  { api: 'apps/v1beta1', kinds: ['ControllerRevision', 'Deployment', 'StatefulSet'], gone: 16 },

  { api: 'authentication.k8s.io/v1', kinds: ['TokenReview'] },
  { api: 'authentication.k8s.io/v1', kinds: ['SelfSubjectReview'], from: 28 },
  { api: 'authentication.k8s.io/v1beta1', kinds: ['SelfSubjectReview'], from: 27, gone: 33, off: true },
  { api: 'authentication.k8s.io/v1beta1', kinds: ['TokenReview'], gone: 22 },
  { api: 'authentication.k8s.io/v1alpha1', kinds: ['SelfSubjectReview'], from: 26, gone: 32, off: true },

  { api: 'authorization.k8s.io/v1', kinds: ['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'] },
  {
    api: 'authorization.k8s.io/v1beta1',
    kinds: ['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
    gone: 22,
  },

  { api: 'autoscaling/v2', kinds: ['HorizontalPodAutoscaler'] },
  { api: 'autoscaling/v1', kinds: ['HorizontalPodAutoscaler'] },
  { api: 'autoscaling/v2beta2', kinds: ['HorizontalPodAutoscaler'], gone: 26 },
  { api: 'autoscaling/v2beta1', kinds: ['HorizontalPodAutoscaler'], gone: 25 },

  { api: 'batch/v1', kinds: ['CronJob', 'Job'] },
  { api: 'batch/v1beta1', kinds: ['CronJob'], gone: 25 },

  { api: 'certificates.k8s.io/v1', kinds: ['CertificateSigningRequest'] },
  { api: 'certificates.k8s.io/v1', kinds: ['ClusterTrustBundle', 'PodCertificateRequest'], from: 37 },
  { api: 'certificates.k8s.io/v1beta1', kinds: ['PodCertificateRequest'], from: 35, off: true },
  { api: 'certificates.k8s.io/v1beta1', kinds: ['ClusterTrustBundle'], from: 33, off: true },
  { api: 'certificates.k8s.io/v1beta1', kinds: ['CertificateSigningRequest'], gone: 22 },
  { api: 'certificates.k8s.io/v1alpha1', kinds: ['PodCertificateRequest'], from: 34, gone: 35, off: true },
  { api: 'certificates.k8s.io/v1alpha1', kinds: ['ClusterTrustBundle'], from: 27, gone: 37, off: true },

  { api: 'coordination.k8s.io/v1', kinds: ['Lease'] },
  { api: 'coordination.k8s.io/v1beta1', kinds: ['LeaseCandidate'], from: 33, off: true },
  { api: 'coordination.k8s.io/v1beta1', kinds: ['Lease'], gone: 22 },
  { api: 'coordination.k8s.io/v1alpha2', kinds: ['LeaseCandidate'], from: 32, off: true },
  { api: 'coordination.k8s.io/v1alpha1', kinds: ['LeaseCandidate'], from: 31, gone: 32, off: true },

  { api: 'discovery.k8s.io/v1', kinds: ['EndpointSlice'] },
  { api: 'discovery.k8s.io/v1beta1', kinds: ['EndpointSlice'], gone: 25 },

  { api: 'events.k8s.io/v1', kinds: ['Event'] },
  { api: 'events.k8s.io/v1beta1', kinds: ['Event'], gone: 25 },

  { api: 'extensions/v1beta1', kinds: ['Ingress'], gone: 22 },
  { api: 'extensions/v1beta1', kinds: ['DaemonSet', 'Deployment', 'NetworkPolicy', 'PodSecurityPolicy', 'ReplicaSet'], gone: 16 },

  { api: 'flowcontrol.apiserver.k8s.io/v1', kinds: ['FlowSchema', 'PriorityLevelConfiguration'], from: 29 },
  { api: 'flowcontrol.apiserver.k8s.io/v1beta3', kinds: ['FlowSchema', 'PriorityLevelConfiguration'], from: 26, gone: 32 },
  { api: 'flowcontrol.apiserver.k8s.io/v1beta2', kinds: ['FlowSchema', 'PriorityLevelConfiguration'], gone: 29 },
  { api: 'flowcontrol.apiserver.k8s.io/v1beta1', kinds: ['FlowSchema', 'PriorityLevelConfiguration'], gone: 26 },
  { api: 'flowcontrol.apiserver.k8s.io/v1alpha1', kinds: ['FlowSchema', 'PriorityLevelConfiguration'], gone: 21, off: true },

  { api: 'internal.apiserver.k8s.io/v1alpha1', kinds: ['StorageVersion'], off: true },

  { api: 'lifecycle.k8s.io/v1alpha1', kinds: ['Eviction', 'EvictionRequest'], from: 37, off: true },

  { api: 'networking.k8s.io/v1', kinds: ['Ingress', 'IngressClass', 'NetworkPolicy'] },
  { api: 'networking.k8s.io/v1', kinds: ['IPAddress', 'ServiceCIDR'], from: 33 },
  { api: 'networking.k8s.io/v1beta1', kinds: ['IPAddress', 'ServiceCIDR'], from: 31, gone: 37, off: true },
  { api: 'networking.k8s.io/v1beta1', kinds: ['Ingress', 'IngressClass'], gone: 22 },
  { api: 'networking.k8s.io/v1alpha1', kinds: ['ServiceCIDR'], from: 29, gone: 31, off: true },
  { api: 'networking.k8s.io/v1alpha1', kinds: ['IPAddress'], from: 27, gone: 31, off: true },
  { api: 'networking.k8s.io/v1alpha1', kinds: ['ClusterCIDR'], gone: 29, off: true },

  { api: 'node.k8s.io/v1', kinds: ['RuntimeClass'] },
  { api: 'node.k8s.io/v1beta1', kinds: ['RuntimeClass'], gone: 25 },

  { api: 'policy/v1', kinds: ['PodDisruptionBudget'] },
  { api: 'policy/v1beta1', kinds: ['PodDisruptionBudget', 'PodSecurityPolicy'], gone: 25 },

  { api: 'rbac.authorization.k8s.io/v1', kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'] },
  { api: 'rbac.authorization.k8s.io/v1beta1', kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'], gone: 22 },

  { api: 'resource.k8s.io/v1', kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'], from: 34 },
  { api: 'resource.k8s.io/v1', kinds: ['DeviceTaintRule'], from: 37 },
  { api: 'resource.k8s.io/v1beta2', kinds: ['DeviceTaintRule'], from: 36, off: true },
  { api: 'resource.k8s.io/v1beta2', kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'], from: 33, off: true },
  { api: 'resource.k8s.io/v1beta1', kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'], from: 32, off: true },
  { api: 'resource.k8s.io/v1alpha3', kinds: ['ResourcePoolStatusRequest'], from: 36, off: true },
  { api: 'resource.k8s.io/v1alpha3', kinds: ['DeviceTaintRule'], from: 33, off: true },
  {
    api: 'resource.k8s.io/v1alpha3',
    kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'],
    from: 31, gone: 34, off: true,
  },
  { api: 'resource.k8s.io/v1alpha3', kinds: ['PodSchedulingContext'], from: 31, gone: 32, off: true },
  { api: 'resource.k8s.io/v1alpha2', kinds: ['ResourceClaimParameters', 'ResourceClassParameters', 'ResourceSlice'], from: 30, gone: 31, off: true },
  {
    api: 'resource.k8s.io/v1alpha2',
    kinds: ['PodSchedulingContext', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceClass'],
    from: 27, gone: 31, off: true,
  },
  {
    api: 'resource.k8s.io/v1alpha1',
    kinds: ['PodScheduling', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceClass'],
    from: 26, gone: 27, off: true,
  },

  { api: 'scheduling.k8s.io/v1', kinds: ['PriorityClass'] },
  { api: 'scheduling.k8s.io/v1beta1', kinds: ['PodGroup', 'Workload'], from: 37, off: true },
  { api: 'scheduling.k8s.io/v1beta1', kinds: ['PriorityClass'], gone: 22 },
  { api: 'scheduling.k8s.io/v1alpha3', kinds: ['CompositePodGroup', 'PodGroup', 'Workload'], from: 37, off: true },
  { api: 'scheduling.k8s.io/v1alpha2', kinds: ['PodGroup', 'Workload'], from: 36, gone: 37, off: true },
  { api: 'scheduling.k8s.io/v1alpha1', kinds: ['Workload'], from: 35, gone: 36, off: true },

  { api: 'storage.k8s.io/v1', kinds: ['CSIDriver', 'CSINode', 'CSIStorageCapacity', 'StorageClass', 'VolumeAttachment'] },
  { api: 'storage.k8s.io/v1', kinds: ['VolumeAttributesClass'], from: 34 },
  { api: 'storage.k8s.io/v1beta1', kinds: ['VolumeAttributesClass'], from: 31, gone: 37, off: true },
  { api: 'storage.k8s.io/v1beta1', kinds: ['CSIStorageCapacity'], gone: 27 },
  { api: 'storage.k8s.io/v1beta1', kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'], gone: 22 },
  { api: 'storage.k8s.io/v1alpha1', kinds: ['VolumeAttributesClass'], from: 29, gone: 35, off: true },
  { api: 'storage.k8s.io/v1alpha1', kinds: ['CSIStorageCapacity', 'VolumeAttachment'], gone: 24, off: true },

  { api: 'storagemigration.k8s.io/v1', kinds: ['StorageVersionMigration'], from: 37 },
  { api: 'storagemigration.k8s.io/v1beta1', kinds: ['StorageVersionMigration'], from: 35, off: true },
  { api: 'storagemigration.k8s.io/v1alpha1', kinds: ['StorageVersionMigration'], from: 30, gone: 35, off: true },
];
