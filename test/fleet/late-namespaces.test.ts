import { describe, expect, test } from '@jest/globals';
import { ApiObject, App } from 'cdk8s';
import { configMap, Member, newFleet } from './members';
import { Fleet } from '../../lib/fleet';

const namespaces = (fleet: Fleet, cluster: string) => fleet.chartOf(cluster).toJson().filter(o => o.kind === 'Namespace').map(o => o.metadata.name);
const namespace = (fleet: Fleet, cluster: string, name: string, unit?: string) =>
  new ApiObject(fleet.chartOf(cluster, unit), `own-${name}`, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

describe('namespaces that the settled fleet needs', () => {
  test('are made once in the clusters that it names, kept when they leave, and nowhere else', () => {
    const fleet = newFleet(new App());
    ['eu', 'us'].forEach(name => new Member(fleet, name));
    fleet.needNamespaces(model => model.clusters.filter(c => c.role === 'member').map(c => ({ cluster: c.name, namespace: 'shop' })));
    fleet.needNamespaces(() => [{ cluster: 'eu', namespace: 'shop' }, { cluster: 'eu', namespace: 'bank' }]);
    expect(['hub', 'eu', 'us'].map(cluster => namespaces(fleet, cluster))).toEqual([[], ['bank', 'shop'], ['shop']]);
    expect(fleet.chartOf('us').toJson().find(o => o.kind === 'Namespace')!.metadata.annotations['argocd.argoproj.io/sync-options']).toBe('Prune=false,Delete=false');
    expect(fleet.check()).toEqual([]);
  });

  test('follow the fleet when it is settled anew', () => {
    const fleet = newFleet(new App());
    fleet.needNamespaces(model => model.clusters.filter(c => c.labels.shop === 'yes').map(c => ({ cluster: c.name, namespace: 'shop' })));
    new Member(fleet, 'eu', { labels: { shop: 'yes' } });
    expect(namespaces(fleet, 'eu')).toEqual(['shop']);
    new Member(fleet, 'us', { labels: { shop: 'yes' } });
    expect([namespaces(fleet, 'eu'), namespaces(fleet, 'us')]).toEqual([['shop'], ['shop']]);
  });

  test.each<[string, (fleet: Fleet) => void]>([
    ['by hand', fleet => namespace(fleet, 'eu', 'shop')],
    ['by hand in a unit', fleet => namespace(fleet, 'eu', 'shop', 'first')],
    ['by a claim', fleet => fleet.claim({ type: 'namespace', cluster: 'eu', path: 'x', name: 'shop' })],
    ['late', fleet => fleet.makeLate(fleet.scopeOn('eu', fleet.hub), scope => {
      new ApiObject(scope, 'x', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    })],
  ])('are left to who makes them %s', (_, make) => {
    const fleet = newFleet(new App());
    new Member(fleet, 'eu');
    fleet.needNamespaces(() => [{ cluster: 'eu', namespace: 'shop' }]);
    make(fleet);
    configMap(fleet.chartOf('eu'), 'shop', { name: 'shop' });
    expect(fleet.clusterCharts.flatMap(chart => chart.toJson()).filter(o => o.kind === 'Namespace').map(o => o.metadata.name)).toEqual(['shop']);
    expect(fleet.check()).toEqual([]);
  });

  test.each(['default', 'kube-system', 'kube-public', 'kube-node-lease'])('%s is there in every cluster', name => {
    const fleet = newFleet(new App());
    new Member(fleet, 'eu');
    fleet.needNamespaces(() => [{ cluster: 'eu', namespace: name }]);
    expect(namespaces(fleet, 'eu')).toEqual([]);
  });
});
