import { CiliumMeshRule } from './rule';
import { finding } from '../../../../fleet/rules/text';
import type { JoinedMember } from '../joined-member';
import { INTERNAL } from '../load-balancer';

/** Load balancers that nothing keeps off the internet. */
export const CILIUM_MESH_LOAD_BALANCER: CiliumMeshRule = {
  code: 'cilium-mesh-load-balancer',
  severity: 'warning',
  summary: 'The load balancer of a member of a Cilium mesh is to be internal, and nothing in its Service says so to the cloud.',
  why: 'Each cloud is asked in words of its own. Without them most give a public address, and the state of the cluster lies open to whoever has a certificate.',
  fix: 'Write `cloud` of the cluster (`aws`, `azure`, `gcp`, `openstack`, `openstack`), `annotations` or `loadBalancerClass` of `service`, or `internal: false` where the address may be public.',
  check: (_, { path, members }) => members.filter(asksForNothing).map(({ cluster: { name }, cloud = 'not known' }) =>
    finding(CILIUM_MESH_LOAD_BALANCER, [name], [path],
      `${path}: nothing asks for a private address for clustermesh-apiserver of ${name}, whose cloud is ${cloud}: write cloud of the cluster, annotations of service,`
      + ' or internal: false')),
};

/** Docker has no addresses that the internet reaches. */
function asksForNothing({ service, cloud = '' }: JoinedMember): boolean {
  const { type = 'LoadBalancer', internal = true, annotations = {}, loadBalancerClass } = service;
  const isSaid = Object.keys(annotations).length > 0 || loadBalancerClass !== undefined || Object.hasOwn(INTERNAL, cloud) || cloud === 'docker';
  return type === 'LoadBalancer' && internal && !isSaid;
}
