import { describe, expect, test } from '@jest/globals';
import { fakeMesh, NETWORKS, sample } from './samples';
import { IstioMesh, IstioMeshOfOthersProps } from '../../../lib';
import { hasSeveralNetworks, istioMeshOf } from '../../../lib/mesh/istio-mesh';
import { thrown } from '../samples';

describe('IstioMesh.ofOthers', () => {
  test('has what Istio has by default', () => {
    const { mesh, us } = sample();
    expect(mesh.members.map(({ name }) => name)).toEqual(['asia', 'eu', 'us']);
    expect([mesh.trustDomainOf(us), mesh.clusterDomain, mesh.networkOf(us), mesh.clusterIdOf(us), mesh.installedByOthers]).toEqual(['cluster.local', 'cluster.local', '', 'us', true]);
    expect([mesh.trustDomainsAreAliases, mesh.hasClustersetNames]).toEqual([true, false]);
    expect(hasSeveralNetworks(mesh)).toBe(false);
  });

  test('has what the program says', () => {
    const { mesh, us, eu } = sample({
      trustDomain: 'acme.example', trustDomains: { us: 'us.acme.example' }, clusterDomain: 'k8s.acme.example', networks: NETWORKS, clusterIds: { eu: 'eu-1' },
      trustDomainsAreAliases: false, clustersetNames: true,
    });
    expect([us, eu].map(cluster => [mesh.trustDomainOf(cluster), mesh.networkOf(cluster), mesh.clusterIdOf(cluster)]))
      .toEqual([['us.acme.example', 'network-us', 'us'], ['acme.example', 'network-eu', 'eu-1']]);
    expect(mesh.clusterDomain).toBe('k8s.acme.example');
    expect([mesh.trustDomainsAreAliases, mesh.hasClustersetNames]).toEqual([false, true]);
    expect(hasSeveralNetworks(mesh)).toBe(true);
  });

  test.each<[string, Partial<Record<keyof IstioMeshOfOthersProps | 'network', unknown>>, string]>([
    ['without members', { members: [] }, 'members: name the clusters of the mesh, got an empty list'],
    ['without primaries', { primaries: [] }, 'primaries: write some of the members, asia, eu, us, got an empty list'],
    ['for a network of a stranger', { networks: { ...NETWORKS, other: 'x' } }, "networks: 'other' is the name of no member; the members are asia, eu, us"],
    ['for a member without a network', { networks: { us: 'a', eu: 'b' } }, "networks: 'asia' has none; write the network of every member, or of none"],
    ['for an id of a stranger', { clusterIds: { x: 'y' } }, "clusterIds: 'x' is the name of no member; the members are asia, eu, us"],
    ['for a trust domain of a stranger', { trustDomains: { x: 'y' } }, "trustDomains: 'x' is the name of no member; the members are asia, eu, us"],
    ['for a trust domain that is none', { trustDomain: 'acme/ns' }, "trustDomain: write a DNS name, lower-case letters, digits, dashes and dots, got 'acme/ns'"],
    ['for one of a member', { trustDomains: { us: '*' } }, "trustDomains.us: write a DNS name, lower-case letters, digits, dashes and dots, got '*'"],
    ['for a cluster domain that is none', { clusterDomain: '.local' }, "clusterDomain: write a DNS name, lower-case letters, digits, dashes and dots, got '.local'"],
    ['for a misspelt option', { network: 'x' }, 'network is no option; write one of members, primaries, ambient, trustDomain, trustDomains, trustDomainsAreAliases,'
      + ' clusterDomain, networks, clusterIds, clustersetNames'],
  ])('fails %s', (_, props, message) => {
    const { us, eu, asia } = sample();
    expect(thrown(() => IstioMesh.ofOthers({ members: [us, eu, asia], ...props } as IstioMeshOfOthersProps))).toBe(`IstioMesh.ofOthers: ${message}`);
  });
});

test('remotes are members without a control plane', () => {
  const { us, eu, other } = sample();
  expect(IstioMesh.ofOthers({ members: [us, eu], primaries: [us] }).configClusters).toEqual([us]);
  expect(thrown(() => IstioMesh.ofOthers({ members: [us, eu], primaries: [us, other] })))
    .toBe('IstioMesh.ofOthers: primaries: write some of the members, eu, us, got other');
});

describe('istioMeshOf', () => {
  test('is what the driver of a FleetMesh offers', () => {
    const { fleet, us, eu } = sample();
    const mesh = istioMeshOf('', fakeMesh(fleet, [us, eu]));
    expect(mesh.path).toBe('acme/mesh');
    expect(mesh.clusterIdOf(us)).toBe('id-us');
    expect(mesh.members).toEqual([eu, us]);
  });

  test('is a mesh of others as it is', () => {
    const { mesh } = sample();
    expect(istioMeshOf('', mesh)).toBe(mesh);
  });
});
