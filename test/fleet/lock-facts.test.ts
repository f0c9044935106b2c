import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { Member, newFleet } from './members';
import { provider, software } from './rules/model-builder';
import { Claim, ILock, Lock } from '../../lib/fleet';
import { factsOf, templateFact } from '../../lib/fleet/lock-facts';

describe('what the lock records', () => {
  const settled = () => {
    const fleet = newFleet(new App());
    fleet.addCluster(fleet, { name: 'made', origin: 'managed', version: 'v1.34.1', profiles: ['1', '2'] });
    new Member(fleet, 'a', {
      claims: [{
        type: 'release', installer: 'cluster-api', name: 'cni', namespace: 'kube-system', repository: 'oci://charts.example.com/cni', chart: 'cni-chart', defaultVersion: '1.2.3',
        values: (_, remember) => ({ tag: remember('image/cni', 'v9') }),
      }],
    });
    fleet.claim({
      type: 'nodes', cluster: 'made', path: 'acme/made',
      group: { name: 'md-0', role: 'worker', path: 'acme/made', version: 'v1.34.1', largest: 3, surge: 1, deployments: ['made-md-0-a', 'made-md-0-b'] },
    });
    fleet.claim({ type: 'fixed', cluster: 'made', path: 'acme/made', fact: 'namespace', value: 'acme', otherwise: 'it would be made twice' });
    return fleet.settle();
  };

  test('is every range, release, remembered default, fixed choice, profile, protection and pool of machines of each cluster', () => {
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
      'made: fixed/namespace = acme',
      'made: kubernetes-version = v1.34.1',
      'made: machines/made-md-0-a = md-0',
      'made: machines/made-md-0-b = md-0',
      'made: profile = 2',
    ]);
  });

  test('names the template of a role', () => {
    expect(templateFact('control-plane machines')).toBe('template/control-plane machines');
  });
});

describe('what the lock records of software on a hub', () => {
  const installer: Claim = { type: 'component-installer', cluster: 'hub', path: 'acme/platform' };
  const choice = (of: Partial<Extract<Claim, { type: 'component-choice' }>>): Claim => (
    { type: 'component-choice', cluster: 'hub', path: 'acme/platform', name: 'infrastructure-x', ...of });

  /** A program whose member needs a provider and cert-manager, and what it would have the lock hold. */
  const program = (lock: ILock, ...claims: readonly Claim[]) => {
    const fleet = newFleet(new App(), { lock });
    [provider(), software()].forEach(({ component }) => fleet.claim({ type: 'component', cluster: 'hub', path: 'acme/eu', component }));
    claims.forEach(claim => fleet.claim(claim));
    return { facts: factsOf(fleet.settle(), []), version: fleet.clusterModel('hub').components.find(({ component }) => component.type === 'provider')!.version };
  };
  const recorded = (lock: ILock) => lock.read('acme').facts.filter(({ fact }) => fact.startsWith('component/')).map(({ owner, fact, value }) => `${owner}: ${fact} = ${value}`);
  const synth = (lock: ILock, ...claims: readonly Claim[]) => {
    const { facts, version } = program(lock, ...claims);
    lock.commit('acme', lock.read('acme'), facts);
    return [version, recorded(lock)];
  };

  test.each<[string, readonly Claim[], readonly string[]]>([
    ['each provider that the program installs, and no other software', [installer], ['hub: component/infrastructure-x = v2.5.0']],
    ['the release that people have chosen', [installer, choice({ version: 'v2.6.0' })], ['hub: component/infrastructure-x = v2.6.0']],
    ['the release that others have installed, to which nothing may go back', [installer, choice({ version: 'v2.6.0', providedByOthers: true })], [
      'hub: component/infrastructure-x = v2.6.0',
    ]],
    ['nothing where nothing installs it', [], []],
  ])('is %s', (_, claims, facts) => {
    const { facts: all } = program(Lock.memory(), ...claims);
    expect(all.filter(({ fact }) => fact.startsWith('component/')).map(({ owner, fact, value }) => `${owner}: ${fact} = ${value}`)).toEqual(facts);
  });

  test('follows the program, and stays when that says nothing any more', () => {
    const lock = Lock.memory();
    expect(synth(lock, installer)).toEqual(['v2.5.0', ['hub: component/infrastructure-x = v2.5.0']]);
    expect(synth(lock, installer, choice({ version: 'v2.6.0' }))).toEqual(['v2.6.0', ['hub: component/infrastructure-x = v2.6.0']]);
    expect(synth(lock, installer)).toEqual(['v2.6.0', ['hub: component/infrastructure-x = v2.6.0']]);
    expect(synth(lock, installer, choice({ version: 'v2.7.0' }))).toEqual(['v2.7.0', ['hub: component/infrastructure-x = v2.7.0']]);
    expect(synth(lock)).toEqual(['v2.5.0', ['hub: component/infrastructure-x = v2.7.0']]);
  });
});
