import { describe, expect, test } from '@jest/globals';
import { App, Chart, Testing } from 'cdk8s';
import { configMap, Member, newFleet } from './members';
import { AddressPlan, Lock, LockFact } from '../../lib/fleet';
import { errorsForPlainApp } from '../../lib/fleet/fleet-check';

describe('the errors of a plain App with several fleets', () => {
  test('name what belongs to none of them once, whichever fleet is asked first', () => {
    const app = new App({ outdir: Testing.app().outdir });
    const fleets = ['dev', 'prod'].map(id => newFleet(app, {}, id));
    const chart = new Chart(app, 'mine');
    ['a', 'b'].forEach(id => configMap(chart, id, { name: 'same' }));
    const codes = fleets.map(fleet => errorsForPlainApp(fleet, app, fleets).map(f => f.code));
    expect(codes).toEqual([['duplicate-object'], []]);
    expect(() => app.synth()).toThrow('is made twice');
  });
});

describe('a plain App, which never writes the lock', () => {
  const fleetWith = (frozen: boolean, facts: readonly LockFact[] = []) => {
    const app = new App({ outdir: Testing.app().outdir });
    const fleet = newFleet(app, { addresses: AddressPlan.within('10.0.0.0/9'), lock: Lock.memory({ acme: { facts } }, { frozen }) });
    new Member(fleet, 'eu', {});
    return { app, fleet };
  };

  test('fails where the lock is frozen and does not hold what the plan hands out', () => {
    const { app, fleet } = fleetWith(true);
    const open = fleet.settle().clusters.flatMap(c => c.ranges).filter(r => r.origin === 'plan');
    expect(open.length).toBeGreaterThan(0);
    const errors = errorsForPlainApp(fleet, app, [fleet]);
    expect(errors.map(f => f.code)).toEqual(open.map(() => 'unrecorded-range'));
    expect(errors[0].message).toBe(`eu ${open[0].name} ${open[0].cidr} was handed out and is not in memory, so it may move: synth once with a FleetApp, and commit the lock`);
    expect(() => app.synth()).toThrow('unrecorded-range');
  });

  test('passes where it is not, and where the lock holds them', () => {
    const free = fleetWith(false);
    expect(errorsForPlainApp(free.fleet, free.app, [free.fleet])).toEqual([]);
    const facts = fleetWith(false).fleet.settle().clusters.find(c => c.name === 'eu')!.ranges.map(r => ({ owner: 'eu', fact: `range/${r.name}`, value: r.cidr.toString() }));
    const { app, fleet } = fleetWith(true, facts);
    expect(errorsForPlainApp(fleet, app, [fleet])).toEqual([]);
  });
});
