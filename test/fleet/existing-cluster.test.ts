import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { asJson, newFleet } from './members';
import { Delivery } from '../../lib/delivery';
import { ExistingCluster, ExistingClusterProps, Fleet, SecretRequest } from '../../lib/fleet';

const PROPS: ExistingClusterProps = { version: '1.33.4', network: { pods: ['10.0.0.0/16', 'fd00::/56'], services: '10.1.0.0/20', nodes: '10.2.0.0/16' } };

describe('an existing cluster', () => {
  test('is in the model with what the program says, and nothing guessed', () => {
    const fleet = newFleet(new App());
    const cluster = new ExistingCluster(fleet, 'old', { ...PROPS, name: 'legacy', cloud: 'aws', region: 'eu-west-1', labels: { env: 'prod' } });
    new ExistingCluster(fleet, 'bare', { version: 'v1.34.0+k3s1', network: { pods: '10.3.0.0/16', services: '10.4.0.0/20' } });
    expect([cluster.name, cluster.chart.cluster, cluster.chart.node.id]).toEqual(['legacy', 'legacy', 'acme--legacy']);
    expect(asJson(fleet.settle().clusters)).toMatchObject([
      { name: 'bare', path: 'acme/bare', role: 'member', origin: 'existing', version: 'v1.34.0+k3s1', labels: {}, deletionProtection: false, namespaces: [], nodeGroups: [] },
      { name: 'hub', role: 'hub', origin: 'existing', path: 'acme/hub' },
      {
        name: 'legacy', path: 'acme/old', version: 'v1.33.4', cloud: 'aws', region: 'eu-west-1', labels: { env: 'prod' },
        ranges: [
          { name: 'nodes', space: 'nodes', cidr: '10.2.0.0/16', origin: 'program', unusable: 2 },
          { name: 'pods', space: 'pods', cidr: '10.0.0.0/16' }, { name: 'pods-2', space: 'pods', cidr: 'fd00::/56' }, { name: 'services', cidr: '10.1.0.0/20' },
        ],
      },
    ]);
    expect(fleet.clusterModel('bare').cloud).toBeUndefined();
  });

  test.each<readonly [string, Partial<Record<keyof ExistingClusterProps, unknown>>, string]>([
    ['a short version', { version: '1.34' }, 'acme/x: version: write a full Kubernetes version like \'1.34.1\', got \'1.34\''],
    ['no pods', { network: { services: '10.1.0.0/20' } }, 'acme/x: network.pods is missing; write the range that cluster \'x\' uses'],
    ['no services', { network: { pods: '10.0.0.0/16' } }, 'acme/x: network.services is missing; write the range that cluster \'x\' uses'],
    ['host bits', { network: { pods: '10.0.0.1/16', services: '10.1.0.0/20' } }, 'acme/x: network.pods: bits after the prefix must be zero: write 10.0.0.0/16, got \'10.0.0.1/16\''],
    ['an empty list', { network: { pods: [], services: '10.1.0.0/20' } }, 'acme/x: network.pods is an empty list; write a block or leave it out'],
    ['malformed nodes', { network: { ...PROPS.network, nodes: 'vpc' } }, 'acme/x: network.nodes: '],
    ['a network plug-in that is text', { networkPlugin: 'calico' }, 'acme/x: networkPlugin: write an object, got \'calico\''],
    ['a network plug-in without a name', { networkPlugin: {} }, 'acme/x: networkPlugin.name is missing; write text that is not empty'],
    ['a misspelt option of it', { networkPlugin: { name: 'calico', apiserver: true } },
      'acme/x: networkPlugin.apiserver is no option; write one of name, apiServer'],
    ['a mode of kube-proxy that is none', { kubeProxyMode: 'ebpf' }, 'acme/x: kubeProxyMode: write one of iptables, ipvs, nftables, none, got \'ebpf\''],
    ['a name that is taken', { name: 'hub' }, 'acme/x: fleet \'acme\' has a cluster named \'hub\' already (acme/hub); names of clusters must differ'],
  ])('fails for %s', (_, props, message) => {
    expect(() => new ExistingCluster(newFleet(new App()), 'x', { ...PROPS, ...props } as ExistingClusterProps)).toThrow(message);
  });

  test('fails for no fleet around it', () => {
    expect(() => new ExistingCluster(new App(), 'x', PROPS)).toThrow('x: lies under no Fleet; create it with a Fleet, or a construct under one, as its scope');
  });

  test.each(['Prod', 'prod_eu', '-a', '', '../x'])('fails for the name %p', name => {
    expect(() => new ExistingCluster(newFleet(new App()), 'x', { ...PROPS, name }))
      .toThrow(`acme/x: '${name}' is no cluster name; write lower-case letters, digits and dashes, 63 at most, beginning and ending with a letter or digit`);
  });

  test('knows what connects its pods and how Services reach them, where the program says so', () => {
    const fleet = newFleet(new App());
    new ExistingCluster(fleet, 'x', { ...PROPS, networkPlugin: { name: 'calico', apiServer: true }, kubeProxyMode: 'ipvs', servedByOthers: ['example.com'] });
    new ExistingCluster(fleet, 'bare', { version: '1.34.0', network: { pods: '10.3.0.0/16', services: '10.4.0.0/20' } });
    expect(fleet.settle().clusters.map(c => [c.name, c.networkPlugin, c.kubeProxyMode, c.servedByOthers])).toEqual([
      ['bare', undefined, undefined, []],
      ['hub', undefined, undefined, ['cluster.x-k8s.io']],
      ['x', { name: 'calico', apiServer: true }, 'ipvs', ['crd.projectcalico.org', 'example.com', 'projectcalico.org']],
    ]);
    expect(fleet.check()).toEqual([]);
  });

  test('is a finding when an add-on connects its pods in another way', () => {
    const fleet = newFleet(new App(), { delivery: Delivery.argoCd({ repoUrl: 'https://git.example.com/fleet' }) });
    const addOns = [{
      release: 'cni', namespace: 'cni', repository: 'https://charts.example.com', chart: 'cni', defaultVersion: '1.0.0', values: {}, networkPlugin: { name: 'cilium' },
    }];
    new ExistingCluster(fleet, 'x', { ...PROPS, addOns, networkPlugin: { name: 'calico', apiServer: false } });
    expect(fleet.findings().filter(({ code }) => code === 'conflicting-claims').map(({ message }) => message)).toEqual([
      'the network plug-in of x: acme/x says calico without its API server and acme/x/add-on-cni says cilium: make them agree, or remove one',
    ]);
  });

  test('names the kubeconfig Secret that people make, in a namespace of the hub that the program makes', () => {
    const fleet = newFleet(new App());
    new ExistingCluster(fleet, 'x', { ...PROPS, access: { type: 'kubeconfig', namespace: 'clusters', name: 'x-kubeconfig' } });
    const [hub, x] = fleet.settle().clusters;
    expect(x.access).toEqual({ type: 'kubeconfig', namespace: 'clusters', name: 'x-kubeconfig' });
    expect([x.secrets, hub.namespaces, hub.secrets]).toEqual([[], ['clusters'], [{
      namespace: 'clusters', name: 'x-kubeconfig', type: 'Opaque', labels: {}, keys: ['value'], madeBy: 'people',
      readBy: 'controllers that look after x', rotatedBy: 'who made it',
    }]]);
    expect(fleet.check()).toEqual([]);
  });

  test('asks for the kubeconfig Secret when an outside store has its content', () => {
    const asked: SecretRequest[] = [];
    const secrets = { name: 'a store', handsOver: true, handOver: () => undefined, provide: (_: Fleet, __: IConstruct, request: SecretRequest) => { asked.push(request); } };
    const access = { type: 'kubeconfig', namespace: 'clusters', name: 'x-kubeconfig', key: 'config', storeKey: 'clusters/x' } as const;
    new ExistingCluster(newFleet(new App(), { secrets }), 'x', { ...PROPS, access });
    expect(asked).toEqual([{
      cluster: 'hub', namespace: 'clusters', name: 'x-kubeconfig', template: { config: '{{ .kubeconfig }}' },
      inputs: { kubeconfig: { type: 'store', key: 'clusters/x' } }, readBy: 'controllers that look after x', rotatedBy: 'who keeps clusters/x',
    }]);
  });

  test('fails as the hub with access, which nobody would use', () => {
    const access = { type: 'kubeconfig', namespace: 'clusters', name: 'x' } as const;
    expect(() => newFleet(new App(), { hub: ExistingCluster.hub({ ...PROPS, name: 'hub', access }) }))
      .toThrow('acme/hub: access: this is the hub, whose controllers reach it from inside; leave access out');
  });

  test('fails for an add-on in a fleet without a delivery', () => {
    const addOns = [{ release: 'cni', namespace: 'cni', repository: 'https://charts.example.com', chart: 'cni', defaultVersion: '1.0.0', values: {} }];
    expect(() => new ExistingCluster(newFleet(new App()), 'x', { ...PROPS, addOns })).toThrow(
      'acme/x/add-on-cni: Helm release cni for cluster \'x\' needs a delivery, and fleet \'acme\' has none: pass the fleet delivery: Delivery.argoCd(...), '
      + 'Delivery.flux(...) or Delivery.plainFiles(), which renders charts with the helm binary',
    );
  });

  test('leaves a release to its owner, and hands the values that others need to them', () => {
    const fleet = newFleet(new App());
    const cluster = new ExistingCluster(fleet, 'x', { ...PROPS, releasesOfOthers: { cilium: 'Terraform module network', calico: 'nobody asks' } });
    fleet.claim({ type: 'release-values', cluster: cluster.name, path: 'acme/mesh', release: 'cilium', values: { cluster: { id: 3 } } });
    expect(fleet.clusterModel('x').foreignReleases).toEqual([
      { name: 'calico', owner: 'nobody asks', values: {}, path: 'acme/x' },
      { name: 'cilium', owner: 'Terraform module network', values: { cluster: { id: 3 } }, path: 'acme/x' },
    ]);
    expect(fleet.clusterModel('x').releases).toEqual([]);
    expect(fleet.check().map(({ code, severity }) => [code, severity])).toEqual([['release-owned-elsewhere', 'warning']]);
  });

  test.each(['../../x', 'Cilium', '', 'a'.repeat(54)])('fails for %p, which is no release of others', name => {
    expect(() => new ExistingCluster(newFleet(new App()), 'x', { ...PROPS, releasesOfOthers: { [name]: 'the network team' } }))
      .toThrow(`acme/x: releasesOfOthers: write lower-case letters, digits, dashes and dots, 53 at most, got '${name}'`);
  });

  test('is a finding when the program installs a release of others too', () => {
    const fleet = newFleet(new App());
    new ExistingCluster(fleet, 'x', { ...PROPS, releasesOfOthers: { cni: 'the network team' } });
    fleet.claim({
      type: 'release', cluster: 'x', path: 'acme/cni', name: 'cni', namespace: 'a', repository: 'https://a', chart: 'cni', defaultVersion: '1', values: {},
      installer: 'delivery',
    });
    expect(fleet.findings().map(f => f.message)).toEqual([
      'Helm release cni of x: acme/cni says installs cni and acme/x says the network team installs it: make them agree, or remove one',
    ]);
  });

  test('is a finding for a name that begins with a digit', () => {
    const fleet = newFleet(new App());
    new ExistingCluster(fleet, 'x', { ...PROPS, name: '1st' });
    expect(fleet.check().map(f => f.code)).toEqual(['cluster-name']);
  });
});
