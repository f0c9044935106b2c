import { describe, expect, test } from '@jest/globals';
import { Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Environment, environment, EnvironmentProps, failing, linesOf } from './environment';
import { AcceptedOverlap, AddressPlan, AddressSpace, ExistingCluster, FleetLink, FleetLinkProps, ICluster, Lock } from '../../../lib';
import { newApp } from '../../hub/programs';

const ACCOUNTS: Readonly<Record<string, string>> = { dev: '111111111111', prod: '333333333333' };

interface LinkedProps {
  readonly dev?: EnvironmentProps;
  readonly prod?: EnvironmentProps;
  readonly accepted?: readonly AcceptedOverlap[];
  readonly ids?: readonly string[];
}

describe('a link between two environments', () => {
  const accounts = (id: string) => ({ ec2: { account: ACCOUNTS[id] } });
  const linked = (
    clusters: (dev: Environment, prod: Environment) => readonly ICluster[],
    { dev = {}, prod = {}, accepted, ids = ['dev', 'prod'] }: LinkedProps = {},
  ) => {
    const app = newApp();
    const given: Readonly<Record<string, EnvironmentProps>> = { dev, prod };
    const made = Object.fromEntries(ids.map(id => [id, environment(app, id, { ...accounts(id), ...given[id] })]));
    new FleetLink(app, 'vpn', { clusters: clusters(made.dev, made.prod), acceptedOverlaps: accepted });
    return app;
  };
  const members = (dev: Environment, prod: Environment) => [dev.eu, prod.eu];
  const accept = (...names: readonly string[]): readonly AcceptedOverlap[] =>
    names.map(name => ({ between: [`dev/eu ${name}`, `prod/eu ${name}`], reason: 'a NAT stands between them' }));
  const overlap = (range: string) => `error overlapping-ranges: dev/eu ${range} overlaps prod/eu ${range}, and link vpn joins the two clusters: move prod/eu`
    + ` ${range.split(' ')[0]} to another block, or write down in acceptedOverlaps of link vpn why it does no harm`;

  test('is a finding for each range that both have; without it the same program passes', () => {
    expect(linesOf(linked(members))).toEqual(['nodes 10.0.0.0/16', 'pods 10.1.0.0/16', 'services 10.2.0.0/20'].map(overlap));
    const [{ clusters, paths }] = linked(members).check();
    expect([clusters, paths]).toEqual([['dev/eu', 'prod/eu'], ['dev/eu', 'prod/eu', 'vpn']]);
    const app = newApp();
    ['dev', 'prod'].forEach(id => environment(app, id, accounts(id)));
    expect(linesOf(app)).toEqual([]);
  });

  test('says the same whatever the order of fleets and of clusters', () => {
    expect(linesOf(linked((dev, prod) => [prod.eu, dev.eu], { ids: ['prod', 'dev'] }))).toEqual(linesOf(linked(members)));
  });

  test('passes where the plans of the two are apart', () => {
    expect(linesOf(linked(members, { prod: { addresses: AddressPlan.within('10.128.0.0/9') } }))).toEqual([]);
  });

  test('passes where people accept each overlap, and only then', () => {
    expect(linesOf(linked(members, { accepted: accept('nodes', 'pods', 'services') }))).toEqual([]);
    expect(linesOf(linked(members, { accepted: accept('nodes', 'services') }))).toEqual([overlap('pods 10.1.0.0/16')]);
  });

  test('is one of several, each with overlaps that it accepts itself', () => {
    const app = newApp();
    const [dev, prod] = ['dev', 'prod'].map(id => environment(app, id, accounts(id)));
    const extra: AcceptedOverlap = { between: ['dev/eu podz', 'prod/eu pods'], reason: 'none' };
    new FleetLink(app, 'one', { clusters: [dev.eu, prod.eu], acceptedOverlaps: accept('nodes') });
    new FleetLink(app, 'two', { clusters: [dev.hub, prod.hub], acceptedOverlaps: [...accept('pods'), extra] });
    expect(app.check().map(({ code, message, paths }) => [code, /^\S+ \w+/.exec(message)?.[0], paths])).toEqual([
      ['overlapping-ranges', 'dev/eu services', ['dev/eu', 'one', 'prod/eu']], ['overlapping-ranges', 'dev/hub pods', ['dev/hub', 'prod/hub', 'two']],
      ['overlapping-ranges', 'dev/hub services', ['dev/hub', 'prod/hub', 'two']], ['stale-acceptance', 'acceptedOverlaps names', ['two']],
    ]);
  });

  test('has nothing to say of overlaps within one cluster', () => {
    const network = { pods: '10.130.0.0/16', services: '10.130.0.0/20' };
    const members2 = (dev: Environment, prod: Environment) => [new ExistingCluster(dev.fleet, 'old', { version: '1.34.1', network }), prod.eu];
    const app = linked(members2, { dev: { routingDomains: { mine: ['eu'] } } });
    expect(app.check().filter(({ clusters }) => clusters.some(name => /old$/.test(name))).map(({ code }) => code)).toEqual(['overlapping-ranges-in-cluster']);
  });

  test('knows the hub as well as members', () => {
    expect(linesOf(linked((dev, prod) => [dev.hub, prod.hub]))).toEqual(['pods 172.16.0.0/16', 'services 172.17.0.0/20'].map(range =>
      `error overlapping-ranges: dev/hub ${range} overlaps prod/hub ${range}, and link vpn joins the two clusters: take a cluster out of link vpn, or write down in its`
        + ' acceptedOverlaps why it does no harm'));
  });

  test('sees what a cluster of it routes to in its own fleet: a router has one route for an address', () => {
    const hub = ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.20.0.0/16', services: '172.21.0.0/20' } });
    const through = (dev: EnvironmentProps, prod: EnvironmentProps) => linesOf(linked((a, b) => [a.hub, b.eu], { dev, prod: { hub, ...prod } }));
    expect(through({}, {})).toEqual(['nodes 10.0.0.0/16', 'pods 10.1.0.0/16', 'services 10.2.0.0/20'].map(range =>
      `error overlapping-ranges: dev/eu ${range} overlaps prod/eu ${range}, and dev/hub routes to both (routing domain fleet of fleet dev and link vpn): move prod/eu`
        + ` ${range.split(' ')[0]} to another block, or write down in acceptedOverlaps of link vpn why it does no harm`));
    expect(through({ routingDomains: { mine: ['eu'] } }, {})).toEqual([]);
    expect(through({}, { addresses: AddressPlan.within('10.128.0.0/9') })).toEqual([]);
  });

  test('of a hub that two fleets have between them is no overlap with itself', () => {
    const hub = ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' } });
    const prod = { hub, addresses: AddressPlan.within('10.128.0.0/9') };
    expect(linesOf(linked((a, b) => [a.hub, b.hub, a.eu], { dev: { hub }, prod }))).toEqual([]);
  });

  test('joins clusters of one fleet that did not reach each other: then it is the link that is named', () => {
    const network = { pods: '10.9.0.0/16', services: '10.8.0.0/20' };
    const program3 = (link: boolean) => {
      const app = newApp();
      const dev = environment(app, 'dev', { ...accounts('dev'), routingDomains: { eu: ['eu', 'hub'], one: ['one'], two: ['two'] } });
      const [one, two] = ['one', 'two'].map(name => new ExistingCluster(dev.fleet, name, { version: '1.34.1', network }));
      const prod = environment(app, 'prod', { ...accounts('prod'), addresses: AddressPlan.within('10.128.0.0/9') });
      if (link) {
        new FleetLink(app, 'vpn', { clusters: [one, two, prod.eu] });
      }
      return app;
    };
    expect(linesOf(program3(false))).toEqual([]);
    expect(linesOf(program3(true))).toEqual(['pods 10.9.0.0/16', 'services 10.8.0.0/20'].map(range =>
      `error overlapping-ranges: dev/one ${range} overlaps dev/two ${range}, and link vpn joins the two clusters: take a cluster out of link vpn, or write down in its`
        + ' acceptedOverlaps why it does no harm'));
  });

  describe('beside a mesh of one fleet', () => {
    const translating = ['globalnet'] as const;
    const plain = ['pods', 'services', 'nodes'] as const;
    type Linked = (one: ICluster, two: ICluster, dev: Environment, prod: Environment) => readonly ICluster[];
    const program = (disjoint: readonly AddressSpace[], clusters: Linked, more: LinkedProps = {}) => {
      const app = newApp();
      const dev = environment(app, 'dev', { ...accounts('dev'), ...more.dev });
      const made = ['one', 'two'].map(name => new ExistingCluster(dev.fleet, name, { version: '1.34.1', network: { pods: '10.160.0.0/16', services: '10.161.0.0/20' } }));
      made.forEach(({ name }) => dev.fleet.claim({ type: 'mesh-member', cluster: name, path: 'dev/net', mesh: { name: 'net', kind: 'Submariner', disjoint, reserved: [] } }));
      const hub = ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.20.0.0/16', services: '172.21.0.0/20' } });
      const prod = environment(app, 'prod', { ...accounts('prod'), hub, addresses: AddressPlan.within('10.192.0.0/10'), ...more.prod });
      new FleetLink(app, 'vpn', { clusters: clusters(made[0], made[1], dev, prod), acceptedOverlaps: more.accepted });
      return linesOf(app);
    };
    const both = (reason: string) => ['pods 10.160.0.0/16', 'services 10.161.0.0/20'].map(range => `error overlapping-ranges: dev/one ${range} overlaps dev/two ${range}, and ${reason}:`
      + ' take a cluster out of link vpn, or write down in its acceptedOverlaps why it does no harm');

    test('says nothing of members with equal addresses that the mesh translates, whoever else it joins', () => {
      expect(program(translating, (_, __, dev, prod) => [dev.hub, prod.eu])).toEqual([]);
      expect(program(translating, (one, _, __, prod) => [one, prod.eu])).toEqual([]);
    });

    test('reaches past the mesh: members that it joins know each other by their own addresses', () => {
      expect(program(translating, (one, two, _, prod) => [one, two, prod.eu])).toEqual(both('link vpn joins the two clusters'));
    });

    test('does not make what is taken for granted a reason: a hub that it joins with one member is not said to reach the other', () => {
      expect(program(translating, (one, _, dev, prod) => [one, dev.hub, prod.eu])).toEqual([]);
    });

    test('leaves members of a mesh that shows addresses to their fleet', () => {
      const free = ['10.3.0.0/16', '10.2.16.0/20'];
      expect(program(plain, (one, _, __, prod) => [one, prod.eu])).toEqual(['pods 10.160.0.0/16', 'services 10.161.0.0/20'].map((range, i) =>
        `error overlapping-ranges: one ${range} overlaps two ${range}, and both are members of mesh net (Submariner): move two ${range.split(' ')[0]} to another block`
        + ` (${free[i]} is free in the plan), or have the mesh translate addresses`));
    });

    test('sees what such a mesh shows a cluster of it', () => {
      const props = { dev: { routingDomains: {} }, prod: { addresses: AddressPlan.within('10.160.0.0/15') } };
      const lines = program(plain, (one, _, __, prod) => [one, prod.eu], props);
      expect(lines).toContainEqual(expect.stringMatching(
        /^error overlapping-ranges: dev\/two pods 10\.160\.0\.0\/16 overlaps prod\/eu nodes \S+, and dev\/one routes to both \(mesh net of fleet dev and link vpn\): move prod\/eu nodes/));
      expect(program(translating, (one, _, __, prod) => [one, prod.eu], props).join('\n')).not.toContain('dev/two');
    });

    test('that accepts what the mesh keeps apart is a finding', () => {
      const accepted = [{ between: ['dev/one pods', 'dev/two pods'], reason: 'none' }] as const;
      expect(program(translating, (one, _, __, prod) => [one, prod.eu], { accepted })).toEqual([
        "error stale-acceptance: acceptedOverlaps holds 'dev/one pods' (10.160.0.0/16) and 'dev/two pods' (10.160.0.0/16), which mesh net of fleet dev (Submariner) keeps apart:"
        + ' remove the entry',
      ]);
    });
  });

  test('leaves a fault within a fleet to that fleet', () => {
    const app = newApp();
    const dev = environment(app, 'dev', accounts('dev'));
    const [one, two] = ['one', 'two'].map(name => new ExistingCluster(dev.fleet, name, { version: '1.34.1', network: { pods: '10.9.0.0/16', services: `10.8.${name === 'one' ? 0 : 16}.0/20` } }));
    const prod = environment(app, 'prod', { ...accounts('prod'), addresses: AddressPlan.within('10.128.0.0/9') });
    new FleetLink(app, 'vpn', { clusters: [one, two, prod.eu] });
    expect(linesOf(app)).toEqual([expect.stringMatching(/^error overlapping-ranges: one pods 10\.9\.0\.0\/16 overlaps two pods 10\.9\.0\.0\/16, and both are in routing domain fleet/)]);
  });

  test('of what the lock holds says which command forgets it, and in which fleet; what runs already stays', () => {
    const locks = { dev: Lock.memory(), prod: Lock.memory() };
    const fact = (value: string) => [{ owner: 'eu', fact: 'range/pods', value }];
    locks.dev.commit('dev', locks.dev.read('dev'), fact('10.1.0.0/16'));
    const first = linesOf(linked(members, { dev: { lock: locks.dev } }));
    expect(first.filter(line => line.includes('pods'))).toEqual([overlap('pods 10.1.0.0/16')]);
    locks.prod.commit('prod', locks.prod.read('prod'), fact('10.1.0.0/16'));
    // Only the other one is recorded: it is the first that moves.
    expect(linesOf(linked(members, { prod: { lock: locks.prod } })).filter(line => line.includes('pods'))).toEqual([
      overlap('pods 10.1.0.0/16').replace('move prod/eu', 'move dev/eu'),
    ]);
    expect(linesOf(linked(members, { dev: { lock: locks.dev }, prod: { lock: locks.prod } })).filter(line => line.includes('pods'))).toEqual([
      'error overlapping-ranges: dev/eu pods 10.1.0.0/16 overlaps prod/eu pods 10.1.0.0/16, and link vpn joins the two clusters: if prod/eu does not run yet, run'
        + ' `npx cdk8s-fleet lock release eu range/pods --fleet prod` and write another block; if it does, take a cluster out of link vpn, or write down in its acceptedOverlaps'
        + ' why it does no harm',
    ]);
    const existing = (dev: Environment, prod: Environment) => [dev.eu, new ExistingCluster(prod.fleet, 'old', { version: '1.34.1', network: { pods: '10.1.0.0/17', services: '10.200.0.0/20' } })];
    expect(linesOf(linked(existing, { prod: { addresses: AddressPlan.within('10.128.0.0/9') } })).filter(line => line.includes('overlaps'))).toEqual([
      'error overlapping-ranges: dev/eu pods 10.1.0.0/16 overlaps prod/old pods 10.1.0.0/17, and link vpn joins the two clusters: move dev/eu pods to another block, or write'
        + ' down in acceptedOverlaps of link vpn why it does no harm',
    ]);
  });

  test.each<[string, AcceptedOverlap['between'], string]>([
    ['a range that is none', ['dev/eu podz', 'prod/eu pods'], "acceptedOverlaps names 'dev/eu podz', which is no range of a cluster and no reserved range (did you mean 'dev/eu pods'?):"
      + " write a range as '<fleet>/<cluster> <range>', or remove the entry"],
    ['a range without its fleet', ['eu pods', 'prod/eu pods'], "acceptedOverlaps names 'eu pods', which is no range of a cluster and no reserved range: write a range as"
      + " '<fleet>/<cluster> <range>', or remove the entry"],
    ['two ranges that do not overlap', ['dev/eu pods', 'prod/eu nodes'], "acceptedOverlaps holds 'dev/eu pods' (10.1.0.0/16) and 'prod/eu nodes' (10.0.0.0/16), which do not overlap:"
      + ' remove the entry'],
    ['two ranges of one cluster', ['dev/eu pods', 'dev/eu nodes'], "acceptedOverlaps holds 'dev/eu pods' and 'dev/eu nodes', and an overlap of ranges of one cluster (dev/eu) is never"
      + ' looked up there: remove the entry'],
  ])('that accepts %s is a finding', (_, between, message) => {
    const accepted = [...accept('nodes', 'pods', 'services'), { between, reason: 'none' }];
    const app = linked(members, { accepted });
    expect(linesOf(app).map(line => line.replace(/ \(did you mean '\/\w+ \w+'\?\)/, ''))).toEqual([`error stale-acceptance: ${message}`]);
    expect(app.check()[0].paths).toEqual(['vpn']);
  });

  test('is checked in a synth and in a plain App too', () => {
    expect(failing(linked(members))).toContain(overlap('pods 10.1.0.0/16'));
    const plain = Testing.app();
    const [dev, prod] = ['dev', 'prod'].map(id => environment(plain, id, accounts(id)));
    expect(() => plain.synth()).not.toThrow();
    new FleetLink(plain, 'vpn', { clusters: members(dev, prod) });
    expect(() => plain.synth()).toThrow(overlap('pods 10.1.0.0/16'));
  });

  test.each<[string, (dev: Environment, prod: Environment) => unknown, string]>([
    ['nothing at all', () => undefined, 'vpn: write an object of options, got undefined'],
    ['no clusters', () => ({}), 'vpn: clusters is missing; write a list of clusters'],
    ['an empty list', () => ({ clusters: [] }), 'vpn: clusters: write a list of clusters, got []'],
    ['one cluster and no list', ({ eu }) => ({ clusters: eu }), 'vpn: clusters: write a list of clusters, got an instance of ManagedCluster'],
    ['names of clusters', () => ({ clusters: ['dev/eu', 'prod/eu'] }), 'vpn: clusters: write a list of clusters, got ["dev/eu","prod/eu"]'],
    ['fleets', ({ fleet }, prod) => ({ clusters: [fleet, prod.fleet] }), 'vpn: clusters: write a list of clusters, got ["...","..."]'],
    ['null for a cluster', ({ eu }) => ({ clusters: [eu, null] }), 'vpn: clusters: write a list of clusters, got ["...",null]'],
    ['clusters of one fleet', ({ eu, hub }) => ({ clusters: [eu, hub] }), 'vpn: clusters: a link joins clusters of two fleets or more; those of one fleet belong into its'
      + ' routingDomains'],
    ['one cluster', ({ eu }) => ({ clusters: [eu] }), 'vpn: clusters: a link joins clusters of two fleets or more; those of one fleet belong into its routingDomains'],
    ['clusters of two programs', ({ eu }) => ({ clusters: [eu, environment(newApp(), 'other').eu] }), 'vpn: clusters: other/eu belongs to another App; a link joins clusters of one'
      + ' program'],
    ['overlaps that are no list', (dev, prod) => ({ clusters: members(dev, prod), acceptedOverlaps: {} }), 'vpn: acceptedOverlaps: write a list of objects, got {}'],
    ['an overlap without a reason', (dev, prod) => ({ clusters: members(dev, prod), acceptedOverlaps: [...accept('pods'), { between: ['a', 'b'] }] }),
      'vpn: acceptedOverlaps[1].reason is missing; write text that is not empty'],
    ['an overlap with an empty reason', (dev, prod) => ({ clusters: members(dev, prod), acceptedOverlaps: [{ between: ['a', 'b'], reason: ' ' }] }),
      "vpn: acceptedOverlaps[0].reason: write text that is not empty, got ' '"],
    ['an overlap of three', (dev, prod) => ({ clusters: members(dev, prod), acceptedOverlaps: [{ between: ['a', 'b', 'c'], reason: 'x' }] }),
      "vpn: acceptedOverlaps[0].between: write two ranges such as ['dev/eu pods', 'prod/eu pods'], got [\"a\",\"b\",\"c\"]"],
    ['an overlap of numbers', (dev, prod) => ({ clusters: members(dev, prod), acceptedOverlaps: [{ between: [1, 2], reason: 'x' }] }),
      "vpn: acceptedOverlaps[0].between: write two ranges such as ['dev/eu pods', 'prod/eu pods'], got [1,2]"],
  ])('refuses %s', (_, props, message) => {
    const app = newApp();
    const [dev, prod] = ['dev', 'prod'].map(id => environment(app, id, accounts(id)));
    expect(() => new FleetLink(app, 'vpn', props(dev, prod) as FleetLinkProps)).toThrow(new Error(message));
    expect(linesOf(app)).toEqual([]);
  });

  test('lies under an App, anywhere', () => {
    const app = newApp();
    const [dev, prod] = ['dev', 'prod'].map(id => environment(app, id, accounts(id)));
    const link = new FleetLink(dev.fleet, 'vpn', { clusters: members(dev, prod) });
    expect([link.clusters, link.acceptedOverlaps]).toEqual([members(dev, prod), []]);
    expect(linesOf(app).map(line => /link \S+ joins/.exec(line)?.[0])).toEqual(Array(3).fill('link dev/vpn joins'));
    expect(() => new FleetLink(Testing.app(), 'vpn', { clusters: members(dev, prod) })).toThrow('vpn: clusters: dev/eu belongs to another App');
    expect(() => new FleetLink(new Construct(undefined as never, ''), 'vpn', { clusters: members(dev, prod) })).toThrow(new Error(
      "vpn: a link must be created under a cdk8s App: new FleetLink(app, 'vpn', ...)"));
  });

  test('names a cluster once, however often it is given', () => {
    const app = newApp();
    const [dev, prod] = ['dev', 'prod'].map(id => environment(app, id, accounts(id)));
    expect(new FleetLink(app, 'vpn', { clusters: [dev.eu, prod.eu, dev.eu] }).clusters).toEqual([dev.eu, prod.eu]);
    expect(linesOf(app)).toHaveLength(3);
  });
});
