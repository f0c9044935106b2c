import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { configMap, Member, newFleet, renderAll } from './members';
import { FleetModel, MakeLate } from '../../lib';

/** One ConfigMap for each cluster of the fleet. */
const perCluster: MakeLate = (scope, model) => model.clusters.forEach(({ name }) => configMap(scope, name, { name: `of-${name}` }));

const make = (late: MakeLate = perCluster) => {
  const fleet = newFleet(new App());
  const scope = new Construct(fleet.hub.chart, 'late');
  fleet.makeLate(scope, late);
  const names = () => fleet.hub.chart.toJson().map(({ metadata }) => metadata.name as string).filter(name => name.startsWith('of-'));
  return { fleet, scope, names };
};

describe('late objects', () => {
  test('are made from the settled fleet, whoever joins it after they were asked for', () => {
    const { fleet, names } = make();
    ['b', 'a'].forEach(name => new Member(fleet, name));
    expect(names()).toEqual(['of-a', 'of-b', 'of-hub']);
  });

  test('are made anew, under the same ids, when the fleet is settled anew', () => {
    const { fleet, scope, names } = make();
    expect(names()).toEqual(['of-hub']);
    const [before] = scope.node.children;
    new Member(fleet, 'a');
    expect(names()).toEqual(['of-a', 'of-hub']);
    expect(scope.node.children.map(child => child.node.id)).toEqual(['a', 'hub']);
    expect(scope.node.children).not.toContain(before);
  });

  test('are made once while nothing changes', () => {
    let count = 0;
    const { fleet } = make(() => { count++; });
    fleet.settle();
    fleet.check();
    renderAll(fleet);
    expect(count).toBe(1);
  });

  test('that become fewer leave none behind', () => {
    let many = 3;
    const { fleet, names } = make(scope => Array.from({ length: many }, (_, i) => configMap(scope, `${i}`, { name: `of-${i}` })));
    expect(names()).toEqual(['of-0', 'of-1', 'of-2']);
    many = 1;
    new Member(fleet, 'a');
    expect(names()).toEqual(['of-0']);
  });

  test('are made for a scope that is asked for after the fleet was settled', () => {
    const { fleet, names } = make();
    expect(names()).toEqual(['of-hub']);
    fleet.makeLate(new Construct(fleet.hub.chart, 'more'), scope => configMap(scope, 'one', { name: 'of-more' }));
    expect(names()).toEqual(['of-hub', 'of-more']);
  });

  test('may read the settled fleet', () => {
    let seen: FleetModel | undefined;
    const { fleet } = make(() => { seen = fleet.model; });
    expect(fleet.settle()).toBe(seen);
  });

  test('may not claim anything', () => {
    const { fleet } = make((scope, model) => fleet.claim({ type: 'namespace', cluster: model.clusters[0].name, path: scope.node.path, name: 'x' }));
    expect(() => fleet.settle()).toThrow(new Error("fleet 'acme': something was declared or claimed while late objects were made; claim it in a constructor"));
  });

  test('that cannot be made fail each time, not the first time alone', () => {
    const { fleet } = make(() => { throw new Error('no such chart'); });
    for (const ask of [() => fleet.settle(), () => fleet.findings(), () => fleet.check(), () => fleet.hub.chart.toJson()]) {
      expect(ask).toThrow(new Error('no such chart'));
    }
  });
});
