import { describe, expect, test } from '@jest/globals';
import { fleetWith } from './infrastructure-contract';
import { Cilium, Docker } from '../../lib';

const make = (props: object) => () => fleetWith({ infrastructure: Docker.dev(), controlPlane: { machine: {} }, pools: {}, ...props });

describe('a managed cluster', () => {
  test('takes names of its own, and switches', () => {
    expect(make({ namespace: 'fleet-1', serviceDomain: 'k8s.example.com', labels: { a: 'b' }, paused: true, storage: false, networkPlugin: false })().fleet.check()).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['no network plug-in, which only false leaves out', { networkPlugin: undefined }, 'acme/one: networkPlugin is missing; write an object or false'],
    ['a network plug-in in text', { networkPlugin: 'calico' }, "acme/one: networkPlugin: write an object or false, got 'calico'"],
    ['a network plug-in without a name', { networkPlugin: {} }, 'acme/one: networkPlugin.name is missing; write text that is not empty'],
    ['a network plug-in in capitals', { networkPlugin: { name: 'Flannel' } },
      "acme/one: networkPlugin.name: write the project in lower case, such as 'calico' or 'amazon-vpc-cni', got 'Flannel'"],
    ['an API server in text', { networkPlugin: { name: 'calico', apiServer: 'on' } }, "acme/one: networkPlugin.apiServer: write true or false, got 'on'"],
    ['a misspelt option of the network plug-in', { networkPlugin: { name: 'calico', version: '3' } },
      'acme/one: networkPlugin.version is no option; write one of name, apiServer'],
    ['no pools', { pools: undefined }, 'acme/one: pools is missing; write an object'],
    ['no infrastructure', { infrastructure: undefined }, 'acme/one: infrastructure is missing; write an object'],
    ['a namespace that is none', { namespace: 'a/b' }, "acme/one: namespace: write lower-case letters, digits and dashes, 63 at most, got 'a/b'"],
    ['an empty namespace', { namespace: '' }, "acme/one: namespace: write text that is not empty, got ''"],
    ['a service domain that kubeadm refuses', { serviceDomain: 'Cluster_Local' }, "acme/one: serviceDomain: write a DNS domain in lower case such as 'cluster.local', got 'Cluster_Local'"],
    ['a namespace of 64 characters', { namespace: 'n'.repeat(64) }, `63 at most, got '${'n'.repeat(64)}'`],
    ['a service domain of 254 characters', { serviceDomain: 'd'.repeat(254) }, "acme/one: serviceDomain: write a DNS domain in lower case such as 'cluster.local'"],
    ['the label of the cluster\'s name', { labels: { 'cluster.x-k8s.io/cluster-name': 'two' } }, 'acme/one: labels: cluster.x-k8s.io/cluster-name is set to the name of the cluster by this library'],
    ['a range that is a number', { network: { pods: 10 } }, 'acme/one: network.pods: write text or a list of texts, got 10'],
    ['deletion protection in text', { deletionProtection: 'false' }, "acme/one: deletionProtection: write true or false, got 'false'"],
    ['one Helm release twice', { addOns: [Cilium.vxlan(), Cilium.vxlan()] }, "acme/one: two of networkPlugin, cloudController, storage and addOns are the Helm release 'cilium'; keep one"],
  ])('fails on %s', (_, props, message) => {
    expect(make(props)).toThrow(message);
  });
});
