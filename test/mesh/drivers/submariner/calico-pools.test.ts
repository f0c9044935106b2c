import { describe, expect, test } from '@jest/globals';
import { joined } from './meshes';
import { ExistingClusterProps, Fleet, NetworkPlugin } from '../../../../lib';
import { found, objectsOf } from '../../samples';

const pools = (fleet: Fleet, cluster = 'east') => objectsOf(fleet, cluster).filter(({ kind }) => kind === 'IPPool');
const about = (networkPlugin: NetworkPlugin | undefined, more: Record<string, Partial<ExistingClusterProps>> = {}) =>
  ({ east: { networkPlugin }, ...more });
const CALICO = { name: 'calico', apiServer: false };

/** As the route agent makes one where the API server of Calico runs (submariner v0.19 `calico/ippool_handler.go`), with what that server fills in. */
function pool(id: string, cidr: string, blockSize = 26) {
  return {
    apiVersion: 'crd.projectcalico.org/v1', kind: 'IPPool',
    metadata: { name: `submariner-${id}-${cidr.replace('/', '-')}`, labels: { 'submariner.io/ippool': 'true' } },
    spec: {
      cidr, disabled: true, disableBGPExport: true, natOutgoing: false, blockSize, ipipMode: 'Never', vxlanMode: 'Never', nodeSelector: 'all()',
      allowedUses: ['Workload', 'Tunnel'],
    },
  };
}

describe('a member with Calico and without its API server', () => {
  test('has a pool for each block of each other member, and none for its own', () => {
    const { fleet } = joined({}, { members: ['east', 'west', 'north'], about: about(CALICO), options: { west: { clusterId: 'w1' } } });
    expect(pools(fleet)).toEqual([
      pool('north', '10.3.0.0/16'), pool('north', '10.100.3.0/24'), pool('w1', '10.2.0.0/16'), pool('w1', '10.100.2.0/24'),
    ]);
    expect([pools(fleet, 'west'), pools(fleet, 'hub')]).toEqual([[], []]);
    expect(found(fleet)).toEqual([]);
  });

  test('with Globalnet knows the others by their global blocks', () => {
    const { fleet } = joined({ globalnet: true }, { about: about(CALICO) });
    expect(pools(fleet)).toEqual([pool('west', '242.1.0.0/16')]);
  });

  test('has no blocks that are smaller than what Calico cuts into', () => {
    const { fleet } = joined({}, { about: about(CALICO, { west: { network: { pods: '10.2.0.0/16', services: '10.100.2.0/28' } } }) });
    expect(pools(fleet)).toEqual([pool('west', '10.2.0.0/16'), pool('west', '10.100.2.0/28', 28)]);
  });

  test('has none for IPv6, which the agent leaves out too', () => {
    const { fleet } = joined({}, { about: about(CALICO, { west: { network: { pods: ['10.2.0.0/16', 'fd00:1::/48'], services: '10.100.2.0/24' } } }) });
    expect(pools(fleet).map(({ spec }) => spec.cidr)).toEqual(['10.2.0.0/16', '10.100.2.0/24']);
  });

  test('has none without tunnels', () => {
    expect(pools(joined({ connectivity: false }, { about: about(CALICO) }).fleet)).toEqual([]);
  });

  test('keeps those for a member that leaves until it has left', () => {
    const { fleet } = joined({}, { about: about(CALICO), options: { west: { leaving: true } } });
    expect(pools(fleet)).toHaveLength(2);
  });
});

test.each<[string, NetworkPlugin | undefined]>([
  ['Calico with its API server', { name: 'calico', apiServer: true }],
  ['Calico of which nobody knows', { name: 'calico' }],
  ['Canal', { name: 'canal' }],
  ['flannel', { name: 'flannel' }],
  ['nobody knows what', undefined],
])('%s gets no pools', (_, plugin) => {
  expect(pools(joined({}, { about: about(plugin) }).fleet)).toEqual([]);
});
