/**
 * The number that tells members apart, as the lock knows it. The lock gives none twice in a fleet, so that meshes can be joined later; two that the
 * program writes must differ within a mesh only.
 */
export const ID_FACT = 'cilium-id';
/** For agents and the operator: where they find each peer's state, which is in their own cluster (cilium v1.20 `templates/clustermesh-config`). */
export const AGENT_PEERS = 'cilium-clustermesh';
/** For KVStoreMesh, which fetches it from the peer. */
export const KVSTOREMESH_PEERS = 'cilium-kvstoremesh';
/** ConfigMap with the users that the etcd of the mesh lets in (cilium v1.20 `templates/clustermesh-apiserver/users-configmap.yaml`). */
export const REMOTE_USERS = 'clustermesh-remote-users';
/** ConfigMap of trusted authorities, by the default of the chart (`tls.caBundle.name`, `.key`). */
export const CA_BUNDLE = { name: 'cilium-root-ca.crt', key: 'ca.crt' };
/** Secret from which the Job of the chart issues certificates (cilium v1.20 `templates/clustermesh-apiserver/tls-cronjob/_job-spec.tpl`). */
export const CRON_JOB_CA = 'cilium-ca';
/** Secret of the authority, and Issuer, that this library makes. */
export const ISSUER_CA = 'cilium-clustermesh-ca';
export const ISSUER = 'cilium-clustermesh';
/** Secret of the IPsec keys, and its key, by the defaults of the chart (`encryption.ipsec`). */
export const IPSEC_SECRET = { name: 'cilium-ipsec-keys', key: 'keys' };
/** The port of the etcd of the mesh; the Service has no other (cilium v1.20 `templates/clustermesh-apiserver/service.yaml`). */
export const PORT = 2379;
/** Certificates of API servers of the mesh are good for all names in it (cilium v1.20 `templates/clustermesh-apiserver/_helpers.tpl`). */
export const DEFAULT_DOMAIN = 'mesh.cilium.io';
/** By this label of an identity policies tell clusters apart. */
export const CLUSTER_LABEL = 'io.cilium.k8s.policy.cluster';
/** As `CLUSTER_LABEL`, for the namespace of a pod. */
export const NAMESPACE_LABEL = 'io.kubernetes.pod.namespace';
