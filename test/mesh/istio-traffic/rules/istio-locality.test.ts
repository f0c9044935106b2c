import { expect, test } from '@jest/globals';
import { IstioPeerAuthentication } from '../../../../lib';
import { foundBy, PRODUCTION, raw, sample } from '../samples';

const CODE = 'istio-locality';

/** A fleet whose traffic is looked at, with a DestinationRule that people wrote. */
function withSetting(localityLbSetting: object) {
  const program = sample();
  new IstioPeerAuthentication(program.fleet, 'strict', { mesh: program.mesh, ...PRODUCTION, mode: 'STRICT' });
  raw(program.us, 'DestinationRule', 'api', { host: 'api', trafficPolicy: { loadBalancer: { localityLbSetting }, outlierDetection: {} } });
  return foundBy(CODE, program.fleet);
}

test('passes for what istiod takes', () => {
  expect(withSetting({ enabled: true })).toEqual([]);
  expect(withSetting({ failover: [{ from: 'a', to: 'b' }, { from: 'b', to: 'a' }], failoverPriority: ['version'] })).toEqual([]);
  expect(withSetting({ distribute: [{ from: 'a/*', to: { 'a/*': 99, 'b/*': 1 } }] })).toEqual([]);
  expect(withSetting({ distribute: [{ from: 'a/z', to: { 'a/z': 100 } }, { from: 'a/*', to: { 'a/*': 50, 'b': 50 } }, { from: '*', to: { '*': 100 } }] })).toEqual([]);
  expect(withSetting({ failoverPriority: ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'] })).toEqual([]);
});

test.each<[string, object, string]>([
  ['distribute beside failover', { distribute: [{ from: 'a', to: { a: 100 } }], failover: [{ from: 'a', to: 'b' }] }, 'distribute excludes failover: write one of the two'],
  ['weights above 100', { distribute: [{ from: 'a', to: { a: 60, b: 60 } }] }, 'distribute: the weights of a are 120 together: write weights that are 100 together'],
  ['a weight above 100', { distribute: [{ from: 'a', to: { a: 101 } }] }, 'distribute: a to a: write a whole weight from 1 to 100, got 101'],
  ['no weights', { distribute: [{ from: 'a' }] }, 'distribute: the weights of a are 0 together: write weights that are 100 together'],
  ['a locality with too many parts', { distribute: [{ from: 'a/b/c/d', to: { a: 100 } }] },
    "distribute: write <region>, <region>/<zone> or <region>/<zone>/<subzone>, * at the end for any, got 'a/b/c/d'"],
  ['* within a locality', { distribute: [{ from: 'a', to: { 'a/*/c': 100 } }] },
    "distribute: write <region>, <region>/<zone> or <region>/<zone>/<subzone>, * at the end for any, got 'a/*/c'"],
  ['a zone beside its region', { distribute: [{ from: 'a', to: { 'a/z': 50, 'a/*': 50 } }] }, 'distribute: to a/* and a/z of a overlap: leave one out'],
  ['a zone after its region', { distribute: [{ from: 'a/*', to: { a: 100 } }, { from: 'a/z', to: { a: 100 } }] }, 'distribute: from a/* and a/z overlap: leave one out'],
  ['a region after its zone', { distribute: [{ from: 'a/z', to: { a: 100 } }, { from: 'a', to: { a: 100 } }] }, 'distribute: from a/z and a overlap: leave one out'],
  ['a zone in failover', { failover: [{ from: 'a/b', to: 'c' }] }, "failover: write the name of a region, without / and *, got 'a/b'"],
  ['any region in failover', { failover: [{ from: 'a', to: '*' }] }, "failover: write the name of a region, without / and *, got '*'"],
  ['no region in failover', { failover: [{ from: 'a' }] }, "failover: write the name of a region, without / and *, got ''"],
  ['a region to itself', { failover: [{ from: 'a', to: 'a' }] }, 'failover: from a to itself: write another region in to'],
  ['a label of subzones beside failover', { failover: [{ from: 'a', to: 'b' }], failoverPriority: ['topology.istio.io/subzone'] },
    'failoverPriority with failover takes no label of a region, zone or subzone, got topology.istio.io/subzone: leave one of the two out'],
])('fails for %s', (_, setting, message) => {
  expect(withSetting(setting).map(text => text.replace(/\(\S+\)/, '(path)'))).toEqual([`error istio-locality: us: DestinationRule production/api (path): ${message}`]);
});
