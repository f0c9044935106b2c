import { describe, expect, test } from '@jest/globals';
import { said, saidBy } from './findings';
import { Lock } from '../../../../../lib';
import { lockAfter } from '../../../samples';
import { ambient, joined, multiPrimary } from '../meshes';

const GATEWAY_API = { servedByOthers: ['gateway.networking.k8s.io'] };

describe('istio-many-members', () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `m${i + 1}`);

  test('ten pass', () => {
    expect(said('istio-many-members', multiPrimary(), { members: names(10) })).toEqual([]);
  });

  test('eleven are a warning', () => {
    expect(said('istio-many-members', multiPrimary(), { members: names(11) })).toEqual([
      `${[...names(11)].sort().join()}: acme/mesh: 11 control planes watch 11 API servers each, and more than 10 are measured by nobody: raise values.istiod.resources, or make several`
        + ' meshes of clusters that call each other',
    ]);
  });
});

describe('istio-rotation', () => {
  test('one token passes, and 1.31 follows', () => {
    expect(said('istio-rotation', multiPrimary({ version: '1.30.3' }))).toEqual([]);
    expect(said('istio-rotation', multiPrimary({ tokens: ['1', '2'] }))).toEqual([]);
  });

  test('another token is a warning before', () => {
    expect(said('istio-rotation', multiPrimary({ version: '1.30.3', tokens: ['1', '2'] }))).toEqual([
      "east,west: acme/mesh: tokens: istiod of 1.30 may not follow to '2' (istio/istio#60612): restart it in every member three hours after this is applied (kubectl rollout restart"
        + ' deployment istiod), before you take the old name out; or raise version to 1.31 first',
    ]);
  });
});

describe('istio-cilium-settings', () => {
  const about = (east: object) => ({ about: { east: { ...GATEWAY_API, ...east }, west: GATEWAY_API } });

  test('another plug-in passes, and so does a Cilium whose release somebody looks after', () => {
    expect(said('istio-cilium-settings', multiPrimary())).toEqual([]);
    expect(said('istio-cilium-settings', multiPrimary(), about({ networkPlugin: { name: 'cilium' }, releasesOfOthers: { cilium: 'Terraform' } }))).toEqual([]);
  });

  test('a Cilium that nobody names is a warning, with what it needs', () => {
    expect(said('istio-cilium-settings', ambient(), about({ networkPlugin: { name: 'cilium' } }))).toEqual([
      'east: acme/mesh: Cilium of east needs the values {"socketLB":{"hostNamespaceOnly":true},"cni":{"exclusive":false},"bpf":{"masquerade":false}}: set them, and write'
        + " releasesOfOthers: { cilium: '<who installs it>' } for east",
    ]);
  });
});

describe('istio-member-left', () => {
  const lock = () => lockAfter(joined(multiPrimary(), { members: ['east', 'west', 'north'], options: { north: { clusterId: 'n1' } } }).fleet);

  test('members that are there pass, and so do those of another mesh', () => {
    expect(said('istio-member-left', multiPrimary(), { members: ['east', 'west', 'north'], options: { north: { clusterId: 'n1' } }, fleet: { lock: lock() } })).toEqual([]);
    expect(said('istio-member-left', multiPrimary(), { fleet: { lock: Lock.memory() } })).toEqual([]);
    expect(saidBy('istio-member-left', joined(multiPrimary(), { clusters: ['east', 'west', 'north'], id: 'other', fleet: { lock: lock() } }).fleet)).toEqual([]);
  });

  test('one that has left is a warning that says what still counts', () => {
    expect(said('istio-member-left', multiPrimary(), { clusters: ['east', 'west', 'north'], fleet: { lock: lock() } })).toEqual([
      'north: acme/mesh: north was a member (id n1 in memory), and its signing certificate and its tokens for the others still count: uninstall Istio there, delete Secrets cacerts and'
        + ' istio-remote-secrets, then run `npx cdk8s-fleet lock release north fixed/mesh/mesh` and `npx cdk8s-fleet lock release north fixed/istio-network/mesh`',
    ]);
  });

  test('an id or a network that changes is an error of its own', () => {
    const changed = joined(multiPrimary(), { members: ['east', 'west', 'north'], options: { north: { clusterId: 'n2', network: 'n1' } }, fleet: { lock: lock() } }).fleet;
    expect(changed.check().map(({ code }) => code)).toEqual(['fixed-value-changed']);
  });
});
