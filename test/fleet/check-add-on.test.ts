import { describe, expect, test } from '@jest/globals';
import { HelmAddOn, KubeProxyMode, NetworkPlugin } from '../../lib';
import { checkAddOn, checkKubeProxyMode, checkNetworkPlugin } from '../../lib/fleet/check-add-on';

const addOn: HelmAddOn = {
  release: 'metrics.v1', namespace: 'monitoring', repository: 'https://charts.example.com', chart: 'metrics', defaultVersion: '1.0.0', values: {},
};

describe('an add-on', () => {
  test.each<[string, Partial<HelmAddOn>]>([
    ['as it is', {}],
    ['from an OCI registry', { repository: 'oci://registry.example.com/charts' }],
    ['with a function for values', { values: () => ({}) }],
    ['with a release name of 53 characters', { release: 'a'.repeat(53) }],
    ['that is a network plug-in', { networkPlugin: { name: 'calico', apiServer: false } }],
  ])('passes %s', (_, change) => {
    expect(() => checkAddOn('acme/x', { ...addOn, ...change })).not.toThrow();
  });

  test.each<[string, object, string]>([
    ['an empty version, which would install the newest chart', { version: '' }, "acme/x: add-on version: write text that is not empty, got ''"],
    ['no chart', { chart: undefined }, 'acme/x: add-on chart is missing'],
    ['a release name that Helm refuses', { release: 'Metrics' }, "acme/x: add-on release: write lower-case letters, digits, dashes and dots, 53 at most, got 'Metrics'"],
    ['a release name of 54 characters', { release: 'a'.repeat(54) }, '53 at most'],
    ['a namespace that is none', { namespace: 'a/b' }, "acme/x: add-on metrics.v1: namespace: write lower-case letters, digits and dashes, 63 at most, got 'a/b'"],
    ['a repository of another kind', { repository: 'ftp://charts' }, "acme/x: add-on metrics.v1: repository: write https://... or oci://..., got 'ftp://charts'"],
    ['a repository with a password', { repository: 'oci://me:hunter2@registry.example.com' }, "acme/x: add-on metrics.v1: repository: write the address without what stands before '@'"],
    ['a namespace of 64 characters', { namespace: 'n'.repeat(64) }, '63 at most'],
    ['a repository without encryption', { repository: 'http://charts.example.com' }, "repository: write https://... or oci://..., got 'http://charts.example.com'"],
    ['an empty name for its object', { helmChartProxyName: '' }, "acme/x: add-on helmChartProxyName: write text that is not empty, got ''"],
    ['openings that are no list', { openings: { fromPort: 1 } }, 'acme/x: add-on openings: '],
    ['a network plug-in that is text', { networkPlugin: 'calico' }, "acme/x: add-on networkPlugin: write an object, got 'calico'"],
    ['a network plug-in without a name', { networkPlugin: {} }, 'acme/x: add-on metrics.v1: networkPlugin.name is missing; write text that is not empty'],
    ['values that are a list', { values: [] }, 'acme/x: add-on metrics.v1: values: write an object'],
    ['no values', { values: undefined }, 'acme/x: add-on metrics.v1: values: write an object'],
  ])('fails on %s', (_, change, message) => {
    expect(() => checkAddOn('acme/x', { ...addOn, ...change } as HelmAddOn)).toThrow(message);
  });
});

describe('a network plug-in', () => {
  test.each<[string, NetworkPlugin | undefined]>([
    ['none', undefined],
    ['a name', { name: 'flannel' }],
    ['a name of several words', { name: 'amazon-vpc-cni' }],
    ['a name with digits', { name: 'k8s-cni' }],
    ['Calico with its API server', { name: 'calico', apiServer: true }],
    ['Calico without it', { name: 'calico', apiServer: false }],
    ['Calico of which that is not known', { name: 'calico', apiServer: undefined }],
  ])('passes: %s', (_, plugin) => {
    expect(() => checkNetworkPlugin('acme/x: networkPlugin', plugin)).not.toThrow();
  });

  test.each<[string, unknown, string]>([
    ['text', 'calico', "acme/x: networkPlugin: write an object of options, got 'calico'"],
    ['null', null, 'acme/x: networkPlugin: write an object of options, got null'],
    ['a list', ['calico'], 'acme/x: networkPlugin: write an object of options, got ["calico"]'],
    ['no name', {}, 'acme/x: networkPlugin.name is missing; write text that is not empty'],
    ['an empty name', { name: '' }, "acme/x: networkPlugin.name: write text that is not empty, got ''"],
    ['a name that is a number', { name: 1 }, 'acme/x: networkPlugin.name: write text that is not empty, got 1'],
    ['a name in capitals', { name: 'Calico' }, "acme/x: networkPlugin.name: write the project in lower case, such as 'calico' or 'amazon-vpc-cni', got 'Calico'"],
    ['a name with a blank', { name: 'azure cni' }, "acme/x: networkPlugin.name: write the project in lower case, such as 'calico' or 'amazon-vpc-cni', got 'azure cni'"],
    ['a name that begins with a dash', { name: '-cni' }, "acme/x: networkPlugin.name: write the project in lower case, such as 'calico' or 'amazon-vpc-cni', got '-cni'"],
    ['an API server in text', { name: 'calico', apiServer: 'yes' }, "acme/x: networkPlugin.apiServer: write true or false, got 'yes'"],
    ['an option that is none', { name: 'calico', apiserver: true }, 'acme/x: networkPlugin.apiserver is no option; write one of name, apiServer'],
    ['the API server of another plug-in', { name: 'flannel', apiServer: true }, 'acme/x: networkPlugin.apiServer: it is about the API server of Calico, and the plug-in is flannel; remove it'],
  ])('fails on %s', (_, plugin, message) => {
    expect(() => checkNetworkPlugin('acme/x: networkPlugin', plugin as NetworkPlugin)).toThrow(new Error(message));
  });
});

describe('a mode of kube-proxy', () => {
  test.each<KubeProxyMode | undefined>([undefined, 'iptables', 'ipvs', 'nftables', 'none'])('passes: %s', mode => {
    expect(() => checkKubeProxyMode('acme/x: kubeProxyMode', mode)).not.toThrow();
  });

  test.each<[unknown, string]>([
    ['IPVS', "'IPVS'"], ['', "''"], ['ebpf', "'ebpf'"], [null, "'null'"], [false, "'false'"], [['ipvs'], "'ipvs'"],
  ])('fails on %p', (mode, got) => {
    expect(() => checkKubeProxyMode('acme/x: kubeProxyMode', mode as KubeProxyMode))
      .toThrow(new Error(`acme/x: kubeProxyMode: write one of iptables, ipvs, nftables, none, got ${got}`));
  });
});
