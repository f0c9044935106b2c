import { describe, expect, test } from '@jest/globals';
import { joined, specOf } from './meshes';
import { Mirror } from '../../../../lib';
import { objectIn } from '../../samples';

/** What the operator runs in `east`, by the bill of materials. */
function used(props: object = {}, mirror?: Mirror): readonly string[] {
  const { fleet } = joined(props, { fleet: { mirror }, members: ['east'] });
  return fleet.artifacts().map(({ source, version }) => `${source}:${version}`).sort();
}

function operatorImage(props: object = {}, mirror?: Mirror): string {
  return objectIn(joined(props, { fleet: { mirror } }).fleet, 'east', 'Deployment', 'submariner-operator').spec.template.spec.containers[0].image;
}

const TUNNELS = ['nettest', 'submariner-gateway', 'submariner-route-agent'];
const LIGHTHOUSE = ['lighthouse-agent', 'lighthouse-coredns'];
const at = (names: readonly string[], repository = 'quay.io/submariner', tag = '0.24.1') => [...names].sort().map(name => `${repository}/${name}:${tag}`);

describe('the bill of materials names the images that the operator runs', () => {
  test.each<[string, object, readonly string[]]>([
    ['all of them', { globalnet: true }, at([...TUNNELS, ...LIGHTHOUSE, 'submariner-globalnet'])],
    ['without Globalnet', {}, at([...TUNNELS, ...LIGHTHOUSE])],
    ['without services', { serviceDiscovery: false }, at(TUNNELS)],
    ['without tunnels', { connectivity: false }, at(LIGHTHOUSE)],
    ['of another release', { version: '0.22.2', serviceDiscovery: false }, at(TUNNELS, undefined, '0.22.2')],
    ['of another repository', { repository: 'registry.example.com/net', serviceDiscovery: false }, at(TUNNELS, 'registry.example.com/net')],
    ['with one in place of another', { serviceDiscovery: false, imageOverrides: { 'submariner-gateway': 'registry.example.com/gateway:1' } },
      [...at(['nettest', 'submariner-route-agent']), 'registry.example.com/gateway:1']],
  ])('%s', (_, props, expected) => {
    expect(used(props)).toEqual(expected);
  });

  test('once for each member, which it names', () => {
    const by = joined({ serviceDiscovery: false }).fleet.artifacts().map(({ usedBy }) => usedBy);
    expect([...new Set(by)].sort()).toEqual(['east: Submariner', 'west: Submariner']);
  });
});

describe('the operator is told where its images are', () => {
  test('those of the project, by default', () => {
    expect(specOf()).toMatchObject({ repository: 'quay.io/submariner', version: '0.24.1' });
    expect(specOf()).not.toHaveProperty('imageOverrides');
    expect(operatorImage()).toBe('quay.io/submariner/submariner-operator:0.24.1');
  });

  test('those of the program', () => {
    const imageOverrides = { 'submariner-operator': 'registry.example.com/op:1', 'submariner-routeagent': `registry.example.com/ra@sha256:${'0'.repeat(64)}` };
    expect(specOf({ imageOverrides })).toMatchObject({ imageOverrides });
    expect(operatorImage({ imageOverrides })).toBe('registry.example.com/op:1');
    expect(operatorImage({ repository: 'registry.example.com/net' })).toBe('registry.example.com/net/submariner-operator:0.24.1');
  });

  test('those of the mirror of the fleet, also for what replaces some', () => {
    const mirror = Mirror.registry('registry.example.com/mirror');
    const spec = specOf({ imageOverrides: { 'submariner-gateway': 'ghcr.io/acme/gateway:1' } }, {}, { fleet: { mirror } });
    const { repository, imageOverrides } = spec as { repository: string; imageOverrides: Record<string, string> };
    expect(mirror.image('quay.io/submariner/submariner-gateway:0.24.1')).toBe(`${repository}/submariner-gateway:0.24.1`);
    expect(imageOverrides).toEqual({ 'submariner-gateway': mirror.image('ghcr.io/acme/gateway:1') });
    expect(operatorImage({}, mirror)).toBe(`${repository}/submariner-operator:0.24.1`);
    expect(repository.startsWith('registry.example.com/mirror/')).toBe(true);
  });
});
