import { expect, test } from '@jest/globals';
import { nodeMaskOf } from '../../../lib/capi/kubeadm/node-mask';

test.each<[string, Parameters<typeof nodeMaskOf>[0], object | undefined]>([
  ['the default of the controller manager', {}, { ipv4: 24, ipv6: 64 }],
  ['what nodeMask says', { nodeMask: { ipv4: 25 } }, { ipv4: 25, ipv6: 64 }],
  ['the default for a family that nodeMask leaves undefined', { nodeMask: { ipv4: undefined, ipv6: 72 } }, { ipv4: 24, ipv6: 72 }],
  ['what flags of an adopted cluster say', { controllerManagerArgs: { 'node-cidr-mask-size-ipv4': '26' } }, { ipv4: 26, ipv6: 64 }],
  ['the flag of single-stack clusters', { controllerManagerArgs: { 'node-cidr-mask-size': '26' } }, { ipv4: 26, ipv6: 26 }],
  ['nothing when the controller manager hands out no blocks', { controllerManagerArgs: { 'allocate-node-cidrs': 'false' } }, undefined],
  ['the default for a flag that is no number, which the controller manager refuses itself', { controllerManagerArgs: { 'node-cidr-mask-size': 'x' } }, { ipv4: 24, ipv6: 64 }],
])('the mask of nodes is %s', (_, controlPlane, mask) => {
  expect(nodeMaskOf(controlPlane)).toEqual(mask);
});
