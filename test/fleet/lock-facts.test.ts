import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { Member, newFleet } from './members';
import { factsOf, templateFact } from '../../lib/fleet/lock-facts';

describe('what the lock records', () => {
  const settled = () => {
    const fleet = newFleet(new App());
    fleet.addCluster(fleet, { name: 'made', origin: 'managed', version: 'v1.34.1', profiles: ['1', '2'] });
    new Member(fleet, 'a', {
      claims: [{
        type: 'release', name: 'cni', namespace: 'kube-system', repository: 'oci://charts.example.com/cni', chart: 'cni-chart', defaultVersion: '1.2.3',
        values: (_, remember) => ({ tag: remember('image/cni', 'v9') }),
      }],
    });
    return fleet.settle();
  };

  test('is every range, release, remembered default, profile and protection of each cluster', () => {
    const facts = factsOf(settled(), [{ cluster: 'a', role: 'md-0 machines', hash: 'abc' }]).map(f => `${f.owner}: ${f.fact} = ${f.value}`);
    expect([...facts].sort()).toEqual([
      'a: chart/cni = 1.2.3',
      'a: deletion-protection = off',
      'a: image/cni = v9',
      'a: kubernetes-version = v1.34.1',
      'a: range/pods = 10.0.0.0/16',
      'a: range/services = 10.1.0.0/20',
      'a: release/cni = oci://charts.example.com/cni cni-chart kube-system',
      'a: template/md-0 machines = abc',
      'hub: deletion-protection = off',
      'hub: range/pods = 172.16.0.0/16',
      'hub: range/services = 172.17.0.0/20',
      'made: deletion-protection = on',
      'made: kubernetes-version = v1.34.1',
      'made: profile = 2',
    ]);
  });

  test('names the template of a role', () => {
    expect(templateFact('control-plane machines')).toBe('template/control-plane machines');
  });
});
