import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { Member, newFleet } from './members';
import { NetworkPlugin } from '../../lib/fleet';
import { claimNetworkPlugin } from '../../lib/fleet/claim-network-plugin';

function claimed(...plugins: readonly NetworkPlugin[]) {
  const fleet = newFleet(new App());
  new Member(fleet, 'eu');
  new Member(fleet, 'us');
  plugins.forEach((plugin, i) => claimNetworkPlugin(fleet, 'eu', `acme/${i}`, plugin));
  return fleet;
}

describe('a network plug-in that something else has installed', () => {
  test.each<[NetworkPlugin, readonly string[]]>([
    [{ name: 'calico' }, ['crd.projectcalico.org']],
    [{ name: 'calico', apiServer: false }, ['crd.projectcalico.org']],
    [{ name: 'calico', apiServer: true }, ['crd.projectcalico.org', 'projectcalico.org']],
    [{ name: 'canal' }, ['crd.projectcalico.org']],
    [{ name: 'cilium' }, ['cilium.io']],
    [{ name: 'flannel' }, []],
    [{ name: 'constructor' }, []],
  ])('is in the model with what it serves, of its cluster only: %j', (plugin, serves) => {
    const fleet = claimed(plugin);
    const of = (name: string) => [fleet.clusterModel(name).networkPlugin, fleet.clusterModel(name).servedByOthers];
    expect([of('eu'), of('us')]).toEqual([[plugin, serves], [undefined, []]]);
    expect(fleet.check()).toEqual([]);
  });

  test('is one where two say the same, and a finding where they do not', () => {
    expect(claimed({ name: 'calico', apiServer: true }, { apiServer: true, name: 'calico' }).check()).toEqual([]);
    expect(claimed({ name: 'calico', apiServer: true }, { name: 'cilium' }).check()).toEqual([{
      code: 'conflicting-claims', severity: 'error', clusters: ['eu'], paths: ['acme/0', 'acme/1'],
      message: 'the network plug-in of eu: acme/0 says calico with its API server and acme/1 says cilium: make them agree, or remove one',
    }]);
  });

  test.each<[string, object, string]>([
    ['no name', {}, 'acme/0: networkPlugin.name is missing; write text that is not empty'],
    ['capitals', { name: 'Cilium' }, "acme/0: networkPlugin.name: write the project in lower case, such as 'calico' or 'amazon-vpc-cni', got 'Cilium'"],
    ['an option that is none', { name: 'cilium', mode: 'vxlan' }, 'acme/0: networkPlugin.mode is no option; write one of name, apiServer'],
    ['an API server in text', { name: 'calico', apiServer: 'yes' }, "acme/0: networkPlugin.apiServer: write true or false, got 'yes'"],
  ])('fails on %s', (_, plugin, message) => {
    expect(() => claimed(plugin as NetworkPlugin)).toThrow(new Error(message));
  });
});
