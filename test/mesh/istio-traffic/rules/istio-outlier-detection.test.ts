import { expect, test } from '@jest/globals';
import { LocalityFailover } from '../../../../lib';
import { foundBy, PRODUCTION, raw, sample } from '../samples';

const CODE = 'istio-outlier-detection';

function withPolicy(trafficPolicy: object | undefined) {
  const program = sample();
  new LocalityFailover(program.fleet, 'web', { mesh: program.mesh, ...PRODUCTION, service: 'web', mode: 'active-passive', active: program.us });
  raw(program.us, 'DestinationRule', 'api', { host: 'api', trafficPolicy });
  return foundBy(CODE, program.fleet).map(text => text.replace(/\(\S+\)/, '(path)'));
}

test('passes for failover with it, and where nothing fails over', () => {
  expect(withPolicy(undefined)).toEqual([]);
  expect(withPolicy({ loadBalancer: { simple: 'ROUND_ROBIN' } })).toEqual([]);
  expect(withPolicy({ loadBalancer: { localityLbSetting: { enabled: true, distribute: [{ from: 'a', to: { a: 100 } }] } } })).toEqual([]);
  expect(withPolicy({ loadBalancer: { localityLbSetting: { failover: [{ from: 'a', to: 'b' }] } }, outlierDetection: { interval: '1s' } })).toEqual([]);
});

test.each([[{ failover: [{ from: 'a', to: 'b' }] }], [{ failoverPriority: ['version'] }]])('warns of %j without it', localityLbSetting => {
  expect(withPolicy({ loadBalancer: { localityLbSetting } })).toEqual([
    'warning istio-outlier-detection: us: DestinationRule production/api (path) fails over only with outlierDetection: add it to trafficPolicy',
  ]);
});
